"""Pay: the report of a period, of all and of one."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.pay import Earnings, PaidVisit, PayKind, PayTerms, Period, terms_on
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.pay import PayReport
from services.booking_bot.views.more import more_row
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.pay_buttons import (
    AskPeriod,
    OpenPay,
    OpenPayOf,
    OpenPayTerms,
    SendPayFile,
    days_of,
)
from services.booking_bot.views.schedule_buttons import OF_ALL
from services.booking_bot.views.screen import Page, Row, button, screen, shortened
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
LONGEST_NAME = 60


def report(words: Words, shown: PayReport, page: int = 0) -> Screen:
    """Each specialist with what she has, and the sum of all."""
    listed = Page.of(shown.specialists, page, PAGE)
    lines: list[str] = [words("<b>Pay</b>"), _period_line(words, shown.period), ""]
    for specialist in listed.items:
        terms = terms_on(shown.terms[specialist.id], min(shown.period.last, shown.today))
        how = terms_text(words, terms, shown.currency)
        lines.append(words("💇 <b>{name}</b> · {how}", name=specialist.name, how=how))
        lines += [*_earned_lines(words, shown.earned[specialist.id], shown.currency), ""]
    if len(shown.specialists) > 1:
        lines += [words("<b>Together</b>"), *_earned_lines(words, _together(shown), shown.currency)]
    days = days_of(shown.period)
    rows: list[Row] = [
        [button(f"💇 {specialist.name}", OpenPayOf(**days, who=specialist.id))] for specialist in listed.items
    ]
    turning = listed.turning(lambda number: OpenPay(**days, page=number))
    return screen("\n".join(lines), (*rows, turning, *_period_rows(words, shown), more_row(words)))


def _together(shown: PayReport) -> Earnings:
    every = [shown.earned[specialist.id] for specialist in shown.specialists]
    visits = tuple(visit for one in every for visit in one.visits)
    return Earnings(visits, sum(one.for_days for one in every), sum(one.open for one in every))


def report_of(words: Words, shown: PayReport, page: int = 0) -> Screen:
    """One specialist with her visits, a line each."""
    specialist = shown.specialists[0]
    earned, currency = shown.earned[specialist.id], shown.currency
    listed = Page.of(earned.visits, page, PAGE)
    terms = terms_on(shown.terms[specialist.id], min(shown.period.last, shown.today))
    lines: list[str] = [
        words("<b>{name}</b> · {how}", name=specialist.name, how=terms_text(words, terms, currency)),
        _period_line(words, shown.period),
        "",
        *_earned_lines(words, earned, currency),
        "",
        *(_visit_line(words, visit, currency) for visit in listed.items),
    ]
    days = days_of(shown.period)
    turning = listed.turning(lambda number: OpenPayOf(**days, who=specialist.id, page=number))
    own = [button(words.label("⚙️ By what she is paid"), OpenPayTerms(who=specialist.id))]
    rows = (turning, *_period_rows(words, shown, specialist), own, [button(words.label("‹ Pay"), OpenPay(**days))])
    own_rows = (turning, *_period_rows(words, shown, specialist), manage_row(words))
    return screen("\n".join(lines), own_rows if words.own_desk else rows)


def _period_line(words: Words, period: Period) -> Html:
    first, last = words.full_day(period.first), words.full_day(period.last)
    return words("📅 {days}", days=first if period.first == period.last else f"{first} – {last}")


def _earned_lines(words: Words, earned: Earnings, currency: str) -> list[Html]:
    lines = [
        words(
            "Visits: {n}, received: {received}", n=len(earned.visits), received=words.money(earned.received, currency)
        ),
        words("Pay: <b>{pay}</b>", pay=words.money(earned.pay, currency)),
    ]
    if earned.tips:
        lines.append(words("🪙 Tips: {tips}", tips=words.money(earned.tips, currency)))
    if earned.open:
        lines.append(words("❔ Not marked yet and not counted: {n}", n=earned.open))
    return lines


def _visit_line(words: Words, visit: PaidVisit, currency: str) -> str:
    services, customer = " + ".join(visit.service_names), visit.sale.customer_name
    facts = [words.stamp(visit.sale.start), shortened(services, LONGEST_NAME), shortened(customer, LONGEST_NAME)]
    sums = f"{words.money(visit.received, currency)} → {words.money(visit.pay, currency)}"
    tip = f" + {words.money(visit.tip, currency)} 🪙" if visit.tip else ""
    return words("{facts}: {sums}", facts=" · ".join(facts), sums=sums + tip)


def _period_rows(words: Words, shown: PayReport, of: Specialist | None = None) -> list[Row]:
    today = shown.today
    usual = (
        (words.label("This week"), Period.week(today)),
        (words.label("Last week"), Period.week(today, 1)),
        (words.label("This month"), Period.month(today)),
        (words.label("Last month"), Period.month(today, 1)),
    )
    buttons = [_period_button(label, period, shown.period, of) for label, period in usual]
    who, days = OF_ALL if of is None else of.id, days_of(shown.period)
    return [
        buttons[:2],
        buttons[2:],
        [
            button(words.label("✏️ Other days"), AskPeriod(who=who)),
            button(words.label("📄 File (CSV)"), SendPayFile(**days, who=who)),
        ],
    ]


def _period_button(label: str, period: Period, chosen: Period, of: Specialist | None) -> InlineKeyboardButton:
    days = days_of(period)
    data: CallbackData = OpenPay(**days) if of is None else OpenPayOf(**days, who=of.id)
    return button(f"✅ {label}" if period == chosen else label, data)


def terms_text(words: Words, terms: PayTerms, currency: str) -> str:
    """«40 % выручки», «500 ₽ за визит»."""
    if terms.kind is PayKind.NONE:
        return words.label("pay not agreed")
    if terms.kind is PayKind.PERCENT:
        return words.label("{n}% of what is received", n=words.amount(terms.value))
    amount = words.money(terms.value, currency)
    if terms.kind is PayKind.PER_VISIT:
        return words.label("{sum} per visit", sum=amount)
    return words.label("{sum} per month", sum=amount)


def ask_period(words: Words, who: int, reason: Html | None = None) -> Screen:
    text = words("Which days? Send the first and the last one: 1 November - 15 November, or 01.11-15.11.")
    back = OpenPay() if who == OF_ALL else OpenPayOf(who=who)
    return screen(f"{reason}\n{text}" if reason else text, ([button(words.label("‹ Back"), back)],))


def not_a_period(words: Words) -> Html:
    return words("These are no days.")
