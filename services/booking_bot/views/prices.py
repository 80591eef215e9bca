"""Many prices at once: whose, by how much, from when; and what waits for its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from services.booking_bot.domain.price_changes import ROUNDINGS, Planned, PriceChange, code_of
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.price_changes import PriceBoard
from services.booking_bot.views.callbacks import ListPage, OpenList
from services.booking_bot.views.price_list_buttons import (
    ApplyNow,
    AskDay,
    CancelPlanned,
    LookAt,
    OpenPrices,
    PickScope,
    PlanFor,
    way_of,
)
from services.booking_bot.views.rules import CHOSEN
from services.booking_bot.views.screen import Row, button, in_rows, question, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

USUAL_PERCENTS = (5, 10, 15, 20, -5, -10)
SHOWN = 20
MOST_PLANNED = 10
MOST_SCOPES = 40


def board(words: Words, settings: BusinessSettings, shown: PriceBoard, title: Html | None = None) -> Screen:
    """Whose prices; and what is planned, with a button to call it off."""
    lines = [title, ""] if title else []
    lines += [words("<b>Change many prices</b>\nWhich ones?")]
    planned = shown.planned[:MOST_PLANNED]
    if planned:
        lines += ["", words("<b>Planned</b>")]
        lines += [words("🗓 {what}", what=_planned_text(words, settings, one, shown)) for one in planned]
    scopes = [
        button(words.label("All services"), PickScope(category=0)),
        *(button(f"🗂 {one.name}", PickScope(category=one.id)) for one in shown.categories[:MOST_SCOPES]),
    ]
    cancels: list[Row] = [
        [button(f"✖️ {_planned_text(words, settings, one, shown)}", CancelPlanned(id=one.id))] for one in planned
    ]
    text = "\n".join(line or "" for line in lines)
    return screen(text, (*([one] for one in scopes), *cancels, _services_row(words)))


def _planned_text(words: Words, settings: BusinessSettings, planned: Planned, shown: PriceBoard) -> str:
    names = {category.id: category.name for category in shown.categories}
    whose = names.get(planned.change.category_id or 0, words.label("All services"))
    day = words.short_day(words.day_of(planned.due_at))
    return f"{day}: {_amount(words, settings, planned.change)} · {whose}"


def _amount(words: Words, settings: BusinessSettings, change: PriceChange) -> str:
    """«+10 %», «−200 ₽»."""
    sign = "+" if change.amount > 0 else "−"
    size = abs(change.amount)
    return f"{sign}{size} %" if change.percent else f"{sign}{words.money(size, settings.currency)}"


def ask_cancel(words: Words, settings: BusinessSettings, planned: Planned, shown: PriceBoard) -> Screen:
    text = words(
        "Call this off? The prices stay as they are then.\n🗓 {what}",
        what=_planned_text(words, settings, planned, shown),
    )
    yes = button(words.label("Yes, call it off"), CancelPlanned(id=planned.id, sure=True))
    return question(text, yes, button(words.label("No, keep it"), OpenPrices()))


def ask_amount(words: Words, category: int, reason: Html | None = None) -> Screen:
    text = words("By how much? Choose, or send it: +10%, -5%, +200 or -100.")
    usual = (PriceChange(True, percent, category_id=category or None) for percent in USUAL_PERCENTS)
    buttons = (button(f"{'+' if one.amount > 0 else '−'}{abs(one.amount)} %", LookAt(**way_of(one))) for one in usual)
    return screen(f"{reason}\n{text}" if reason else text, (*in_rows(buttons, 3), _back_row(words)))


def not_an_amount(words: Words) -> Html:
    return words("This is neither percent nor a sum.")


def preview(
    words: Words,
    settings: BusinessSettings,
    change: PriceChange,
    pairs: Sequence[tuple[Service, Service]],
    reason: Html | None = None,
) -> Screen:
    """Each price before and after, another rounding by a tap, and when it is to hold."""
    head = words(
        "<b>{amount}</b>, rounded to {step}",
        amount=_amount(words, settings, change),
        step=words.amount(change.rounding),
    )
    lines = [*([reason, ""] if reason else []), head, "", *(_pair(words, settings, *pair) for pair in pairs[:SHOWN])]
    if len(pairs) > SHOWN:
        lines.append(words("… and {n} more", n=len(pairs) - SHOWN))
    if not pairs:
        lines.append(words("No price would become another."))
    else:
        lines += ["", words("Bookings that exist and specialists' own prices stay as they are.")]
    way = way_of(change)
    roundings = [
        button(
            f"{CHOSEN if rounding == change.rounding else '🔘'} {rounding // 100}",
            LookAt(**{**way, "rounding": rounding}),
        )
        for rounding in ROUNDINGS
    ]
    doing: list[Row] = []
    if pairs:
        doing = [
            [button(words.label("✅ Change now"), ApplyNow(**way, seen=code_of(pairs)))],
            [button(words.label("🗓 From a day on"), AskDay(**way))],
        ]
    return screen("\n".join(lines), (roundings, *doing, _back_row(words)))


def _pair(words: Words, settings: BusinessSettings, before: Service, after: Service) -> Html:
    currency = settings.currency
    return words(
        "{name}: {before} → {after}",
        name=before.name,
        before=words.price(before.costs(currency)),
        after=words.price(after.costs(currency)),
    )


def ask_day(words: Words, change: PriceChange, today: date, reason: Html | None = None) -> Screen:
    """Tomorrow, next Monday, the first of next month; or a day that is sent."""
    text = words("From which day? The prices change at its first minute. Choose, or send a date such as 01.12.")
    monday = today + timedelta(days=7 - today.weekday())
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    days = sorted({today + timedelta(days=1), monday, first})
    buttons = [button(words.short_day(day), PlanFor(**way_of(change), day=day.toordinal())) for day in days]
    back = [button(words.label("‹ Back"), LookAt(**way_of(change)))]
    return screen(f"{reason}\n{text}" if reason else text, (buttons, back))


def not_a_day(words: Words) -> Html:
    return words("This is no date.")


def changed(words: Words, settings: BusinessSettings, shown: PriceBoard, count: int) -> Screen:
    return board(words, settings, shown, words("✅ Prices changed: {n}.", n=count))


def planned(words: Words, settings: BusinessSettings, shown: PriceBoard) -> Screen:
    return board(words, settings, shown, words("✅ Planned. Until then it can be called off here."))


def _back_row(words: Words) -> Row:
    return [button(words.label("‹ Back"), OpenPrices())]


def _services_row(words: Words) -> Row:
    return [button(words.label("‹ Services"), OpenList(which=ListPage.OWNER_SERVICES))]
