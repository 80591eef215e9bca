"""The owner's list of displaced visits: what has become of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.displacements import DisplacedState, Displacement, DisplacementList, Entry, Scope
from services.booking_bot.views.displacement_buttons import AskLift, OpenDisplacedCard, TapCalled, TurnDisplacement
from services.booking_bot.views.screen import Page, Row, button, screen, shortened
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
LONGEST_FACT = 80


def displacement_list(words: Words, shown: DisplacementList, today: date, page: int = 0) -> Screen:
    """What has become of each visit. It is kept up to date, so nothing here leads away from it."""
    paged = Page.of(shown.entries, page, PAGE)
    displacement = shown.displacement
    title = words("📣 <b>Answers of customers</b> · {title}", title=title_of(words, displacement))
    lines = [title, tally_line(words, shown), ""]
    lines += [_line(words, entry, displacement.scope) for entry in paged.items]
    turning = paged.turning(lambda number: TurnDisplacement(id=displacement.id, page=number))
    if not shown.is_open:
        return screen("\n".join([*lines, "", words("🏁 Everything is settled.")]), (turning,))
    rows = [_entry_row(words, entry, displacement.scope) for entry in paged.items]
    lift: Row = []
    if displacement.can_be_lifted(today):
        lift = [lift_button(words, displacement.id, displacement.name)]
    return screen("\n".join(lines), (*rows, turning, lift))


def title_of(words: Words, displacement: Displacement) -> str:
    """«Иван · понедельник, 2 марта», «Иван · новые часы»; plain text."""
    days = _days(words, displacement.scope)
    return days if displacement.name is None else f"{displacement.name} · {days}"


def _days(words: Words, scope: Scope) -> str:
    if scope.first is None or scope.last is None:
        return words.label("new hours")
    if scope.first == scope.last:
        return words.day(scope.first)
    return f"{words.day_month(scope.first)} – {words.day_month(scope.last)}"


def tally_line(words: Words, shown: DisplacementList) -> Html:
    """«перенесены: 6 · ждём ответа: 2 · позвонить: 1»."""
    names = _state_names(words)
    counted = (f"{names[state]}: {shown.tally[state]}" for state in DisplacedState if shown.tally.get(state))
    return words("{tally}", tally=" · ".join(counted))


def _state_names(words: Words) -> Mapping[DisplacedState, str]:
    return {
        DisplacedState.WAITING: words.label("waiting for an answer"),
        DisplacedState.TO_CALL: words.label("to call"),
        DisplacedState.MOVED: words.label("moved"),
        DisplacedState.CANCELLED: words.label("cancelled"),
        DisplacedState.CALLED: words.label("called"),
        DisplacedState.STANDS: words.label("take place as booked"),
        DisplacedState.OVER: words.label("over without an answer"),
    }


SIGNS: Mapping[DisplacedState, str] = {
    DisplacedState.WAITING: "⏳",
    DisplacedState.TO_CALL: "☎️",
    DisplacedState.MOVED: "↔️",
    DisplacedState.CANCELLED: "❌",
    DisplacedState.CALLED: "✅",
    DisplacedState.STANDS: "👌",
    DisplacedState.OVER: "⌛",
}


def _line(words: Words, entry: Entry, scope: Scope) -> str:
    booking, displaced = entry.booking, entry.displaced
    facts = [booking.customer.name, shortened(booking.service_name, LONGEST_FACT)]
    if displaced.is_open:
        facts += _contact(booking.customer)
    if displaced.state is DisplacedState.MOVED:
        now = (_now(words, entry), shortened(booking.specialist_names or "", LONGEST_FACT))
        facts.append("→ " + " · ".join(fact for fact in now if fact))
    return words(
        "{sign} <b>{when}</b> {facts}",
        sign=SIGNS[displaced.state],
        when=_when(words, entry, scope),
        facts=" · ".join(facts),
    )


def _contact(customer: Customer) -> list[str]:
    """How to reach him; the link to the chat is on the card."""
    if customer.phone:
        return [customer.phone]
    return [f"@{customer.username}"] if customer.username else []


def _now(words: Words, entry: Entry) -> str | None:
    """When it is now; None where the time has stayed."""
    return None if entry.booking.start == entry.displaced.start else words.short_when(entry.booking.start)


def _when(words: Words, entry: Entry, scope: Scope) -> str:
    """As it was booked; the day only where there are several."""
    one_day = scope.first is not None and scope.first == scope.last
    return words.clock(entry.displaced.start) if one_day else words.short_when(entry.displaced.start)


def _entry_row(words: Words, entry: Entry, scope: Scope) -> Row:
    displaced = entry.displaced
    card = button(
        f"{_when(words, entry, scope)} · {entry.booking.customer.name}", OpenDisplacedCard(id=entry.booking.id)
    )
    if displaced.is_open:
        return [card, button(words.label("✅ I called"), TapCalled(id=displaced.id, called=True))]
    if displaced.state is DisplacedState.CALLED:
        return [card, button(words.label("↩️ Not yet"), TapCalled(id=displaced.id, called=False))]
    return []


def lift_button(words: Words, displacement_id: int, name: str | None) -> InlineKeyboardButton:
    label = words.label("↩️ Not ill after all")
    if name is not None:
        label = words.label("↩️ {name} comes after all", name=name)
    return button(label, AskLift(id=displacement_id))
