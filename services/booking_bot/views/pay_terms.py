"""By what a specialist is paid, and from when."""

from __future__ import annotations

from datetime import date, timedelta

from services.booking_bot.domain.pay import DatedTerms, PayKind, PayTerms
from services.booking_bot.use_cases.pay import PayCard
from services.booking_bot.views.pay import terms_text
from services.booking_bot.views.pay_buttons import (
    AskPayDay,
    AskPayValue,
    DropPay,
    OpenPayOf,
    OpenPayTerms,
    SetPayFrom,
)
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

MOST_PLANNED = 10


def card(words: Words, shown: PayCard, title: Html | None = None) -> Screen:
    """What holds, what is planned, and the kinds to choose from."""
    lines: list[str] = [*([title, ""] if title else []), words("<b>{name}: pay</b>", name=shown.specialist.name), ""]
    if shown.now is None:
        lines.append(words("Nothing is agreed yet."))
    else:
        lines.append(_dated_line(words, shown.now, shown.currency))
    lines += [_dated_line(words, one, shown.currency) for one in shown.planned]
    lines += ["", words("Tips are hers. What was earned before a change stays as it was.")]
    who = shown.specialist.id
    rows: list[Row] = [
        [button(words.label("🗑 Not from {day} on", day=words.short_day(one.first_day)), DropPay(who=who, id=one.id))]
        for one in shown.planned[:MOST_PLANNED]
    ]
    rows += [
        [button(words.label("% of what is received"), AskPayValue(who=who, kind=PayKind.PERCENT))],
        [
            button(words.label("Sum per visit"), AskPayValue(who=who, kind=PayKind.PER_VISIT)),
            button(words.label("Sum per month"), AskPayValue(who=who, kind=PayKind.PER_MONTH)),
        ],
    ]
    if shown.now is not None:
        rows.append([button(words.label("🚫 No pay"), AskPayValue(who=who, kind=PayKind.NONE))])
    return screen("\n".join(lines), (*rows, [button(words.label("‹ Back"), OpenPayOf(who=who))]))


def _dated_line(words: Words, dated: DatedTerms, currency: str) -> Html:
    how = terms_text(words, dated.terms, currency)
    return words("From {day}: {how}", day=words.full_day(dated.first_day), how=how)


def ask_value(words: Words, shown: PayCard, kind: PayKind, reason: Html | None = None) -> Screen:
    text = {
        PayKind.PERCENT: words("How many percent of what is received? Send a number, for example 40."),
        PayKind.PER_VISIT: words("How much per visit? Send a number, for example 500."),
    }.get(kind, words("How much per month? Send a number, for example 30000."))
    head = words("<b>{name}: pay</b>", name=shown.specialist.name)
    return screen("\n".join([*([reason] if reason else []), head, text]), (_back_row(words, shown.specialist.id),))


def ask_day(words: Words, shown: PayCard, terms: PayTerms, reason: Html | None = None) -> Screen:
    """Days to press. The first terms may begin in the past; later ones rewrite nothing of it."""
    how = terms_text(words, terms, shown.currency)
    text = words("<b>{name}: pay</b>\n{how}. From which day on?", name=shown.specialist.name, how=how)
    who, first_of_month = shown.specialist.id, shown.today.replace(day=1)
    following = (first_of_month + timedelta(days=32)).replace(day=1)
    days = [shown.today, following] if shown.now is not None else [first_of_month, shown.today, following]
    rows: list[Row] = [
        [button(_day_label(words, day, shown.today), _from(who, terms, day))] for day in dict.fromkeys(days)
    ]
    other = [button(words.label("✏️ Another day"), AskPayDay(who=who, kind=terms.kind, value=terms.value))]
    return screen(f"{reason}\n{text}" if reason else text, (*rows, other, _back_row(words, who)))


def _day_label(words: Words, day: date, today: date) -> str:
    return words.label("Today") if day == today else words.full_day(day)


def _from(who: int, terms: PayTerms, day: date) -> SetPayFrom:
    return SetPayFrom(who=who, kind=terms.kind, value=terms.value, day=day.toordinal())


def ask_typed_day(words: Words, shown: PayCard, reason: Html | None = None) -> Screen:
    text = words("From which day on? Send a date, for example 01.12.2026.")
    return screen(f"{reason}\n{text}" if reason else text, (_back_row(words, shown.specialist.id),))


def not_a_number(words: Words) -> Html:
    return words("This is no number.")


def _back_row(words: Words, who: int) -> Row:
    return [button(words.label("‹ Back"), OpenPayTerms(who=who))]
