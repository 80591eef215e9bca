"""The owner asks the customers whose visits cannot take place as booked, and sees who has answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.displacements import (
    Cause,
    DisplacedState,
    Displacement,
    DisplacementList,
    Entry,
    Scope,
)
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.displacement import Preview
from services.booking_bot.views.affected import affected_line
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.displacement_buttons import (
    AskDisplace,
    AskIll,
    AskLift,
    AskWhoIsIll,
    Displace,
    Lift,
    OpenDisplacedCard,
    OpenDisplacements,
    SayIll,
    ShowDisplacement,
    TapCalled,
    TurnDisplacement,
    code_of,
)
from services.booking_bot.views.screen import Page, Row, button, cut, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
LONGEST_FACT = 80


def displaced_row(words: Words, count: int) -> Row:
    """The way to the lists, as long as something is open; ``count``: how many visits."""
    if not count:
        return []
    return [button(words.label("📣 Visits to settle: {n}", n=count), OpenDisplacements())]


def who_is_ill(words: Words, specialists: Sequence[Specialist], page: int = 0) -> Screen:
    shown = Page.of(specialists, page, PAGE)
    rows: list[Row] = [[button(f"🤒 {one.name}", AskIll(who=one.id))] for one in shown.items]
    turning = shown.turning(lambda number: AskWhoIsIll(page=number))
    return screen(words("Who does not come today?"), (*rows, turning, _ways_out(words)))


def ask_ill(words: Words, preview: Preview, page: int = 0) -> Screen:
    """What would be done; nothing is yet."""
    assert preview.scope.specialist_id is not None
    who = preview.scope.specialist_id
    title = words("🤒 <b>Ill today</b>")
    if preview.name is not None:
        title = words("🤒 <b>{name} is ill today</b>", name=preview.name)
    lines: list[str] = [title, ""]
    if preview.since is not None:
        lines.append(words("Closed for the rest of today, from {clock}.", clock=words.clock(preview.since)))
    elif preview.running is not None:
        lines.append(words("Closed for the rest of today already."))
    else:
        lines.append(words("There are no working hours left today."))
    confirm: Row = []
    if preview.all:
        closes = preview.since is not None
        label = words.label("✅ Close and write to them") if closes else words.label("✅ Write to them")
        confirm = [button(label, SayIll(who=who))]
    elif preview.since is not None:
        confirm = [button(words.label("✅ Close the rest of today"), SayIll(who=who))]
    shown = Page.of(preview.all, page, PAGE)
    turning = shown.turning(lambda number: AskIll(who=who, page=number))
    lift: Row = [] if preview.running is None else [_lift_button(words, preview.running, preview.name)]
    return screen(
        "\n".join([*lines, *_preview_lines(words, preview, page)]), (turning, confirm, lift, _ways_out(words))
    )


def ask_displace(words: Words, preview: Preview, page: int = 0) -> Screen:
    """Who would be written to about a change that was made."""
    title = words("✉️ <b>Write to all of them?</b>")
    code = code_of(preview.scope)
    turning = Page.of(preview.all, page, PAGE).turning(lambda number: AskDisplace(**code, page=number))
    confirm = [button(words.label("✅ Write to them"), Displace(**code))] if preview.all else []
    return screen("\n".join([title, "", *_preview_lines(words, preview, page)]), (turning, confirm, _ways_out(words)))


def _preview_lines(words: Words, preview: Preview, page: int) -> list[str]:
    lines: list[str] = []
    if preview.all:
        count = words.plural("{n} visit is hit:", "{n} visits are hit:", len(preview.all))
        lines += [count, *(affected_line(words, one) for one in Page.of(preview.all, page, PAGE).items), ""]
        lines.append(words("✉️ Customers who will be written to: {n}", n=preview.customers))
        lines.append(words("☎️ Visits to call about: {n}", n=len(preview.to_call)))
    else:
        lines.append(words("There is nobody to write to."))
    if preview.already:
        lines.append(words("⏳ Asked about already: {n}", n=preview.already))
    if preview.write_at is not None:
        lines.append(words("🌙 It is late: the messages go out at {clock}.", clock=words.clock(preview.write_at)))
    if preview.to_write:
        lines += ["", words("Each customer gets one message: somebody else at the same time, another time, or cancel.")]
    return lines


def begun(words: Words, shown: DisplacementList, today: date) -> Screen:
    """What was done. The list comes as a message of its own."""
    lines = [words("✅ Closed for the rest of today.")] if shown.displacement.cause is Cause.ILL else []
    if shown.entries:
        lines.append(words("📣 Customers are being asked. The list below keeps itself up to date."))
    else:
        lines.append(words("There is nobody to write to."))
    lift: Row = []
    if shown.displacement.can_be_lifted(today) and not shown.entries:
        lift = [_lift_button(words, shown.displacement.id, shown.displacement.name)]
    return screen("\n".join(lines), (lift, _ways_out(words)))


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
        lift = [_lift_button(words, displacement.id, displacement.name)]
    return screen("\n".join(lines), (*rows, turning, lift))


def displacements(words: Words, listed: Sequence[DisplacementList], page: int = 0) -> Screen:
    """Those of which something is open; pressing one sends its list."""
    if not listed:
        return screen(words("🏁 Everything is settled."), (_ways_out(words),))
    shown = Page.of(listed, page, PAGE)
    rows: list[Row] = [
        [button(title_of(words, one.displacement), ShowDisplacement(id=one.displacement.id))] for one in shown.items
    ]
    turning = shown.turning(lambda number: OpenDisplacements(page=number))
    return screen(words("Which list?"), (*rows, turning, _ways_out(words)))


def ask_lift(words: Words, shown: DisplacementList) -> Screen:
    """Asked once: customers are told."""
    waiting = sum(entry.displaced.is_open for entry in shown.entries)
    lines = [words("The hours of today hold again. Is that right?")]
    if waiting:
        lines.append(
            words("Visits that are not settled take place as booked: {n}. Who was asked is told so.", n=waiting)
        )
    yes = [button(words.label("Yes, as usual"), Lift(id=shown.displacement.id))]
    return screen("\n".join(lines), (yes, _ways_out(words)))


def lifted(words: Words) -> Screen:
    return screen(words("✅ The hours of today hold again."), (_ways_out(words),))


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
    facts = [booking.customer.name, cut(booking.service_name, LONGEST_FACT)]
    if displaced.is_open:
        facts += _contact(booking.customer)
    if displaced.state is DisplacedState.MOVED:
        now = (_now(words, entry), cut(booking.specialist_names or "", LONGEST_FACT))
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


def _lift_button(words: Words, displacement_id: int, name: str | None) -> InlineKeyboardButton:
    label = words.label("↩️ Not ill after all")
    if name is not None:
        label = words.label("↩️ {name} comes after all", name=name)
    return button(label, AskLift(id=displacement_id))


def _ways_out(words: Words) -> Row:
    return [
        button(words.label("📋 Today"), Open(place=Place.TODAY)),
        button(words.label("‹ Manage"), Open(place=Place.MANAGE)),
    ]
