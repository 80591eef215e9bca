"""The owner asks the customers whose visits cannot take place as booked, and sees who has answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.booking_bot.domain.displacements import Cause, DisplacementList
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.displacement_preview import Preview
from services.booking_bot.views.affected import affected_line
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.displacement_buttons import (
    AskDisplace,
    AskIll,
    AskWhoIsIll,
    Displace,
    Lift,
    OpenDisplacementLists,
    SayIll,
    ShowDisplacement,
    code_of,
)
from services.booking_bot.views.displacement_list import lift_button, title_of
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

PAGE = 8


def displaced_row(words: Words, count: int) -> Row:
    """The way to the lists, as long as something is open; ``count``: how many visits."""
    if not count:
        return []
    return [button(words.label("📣 Visits to settle: {n}", n=count), OpenDisplacementLists())]


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
    lift: Row = [] if preview.running is None else [lift_button(words, preview.running, preview.name)]
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
    if shown.entries and words.own_desk:
        lines.append(words("📣 Customers are being asked. The owner sees who has answered. Get well soon!"))
    elif shown.entries:
        lines.append(words("📣 Customers are being asked. The list below keeps itself up to date."))
    else:
        lines.append(words("There is nobody to write to."))
    lift: Row = []
    if shown.displacement.can_be_lifted(today) and (words.own_desk or not shown.entries):
        lift = [lift_button(words, shown.displacement.id, shown.displacement.name)]
    return screen("\n".join(lines), (lift, _ways_out(words)))


def displacements(words: Words, listed: Sequence[DisplacementList], page: int = 0) -> Screen:
    """Those of which something is open; pressing one sends its list."""
    if not listed:
        return screen(words("🏁 Everything is settled."), (_ways_out(words),))
    shown = Page.of(listed, page, PAGE)
    rows: list[Row] = [
        [button(title_of(words, one.displacement), ShowDisplacement(id=one.displacement.id))] for one in shown.items
    ]
    turning = shown.turning(lambda number: OpenDisplacementLists(page=number))
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


def _ways_out(words: Words) -> Row:
    if words.own_desk:
        return [button(words.label("🗓 My day"), Open(place=Place.MY_DAY))]
    return [
        button(words.label("📋 Today"), Open(place=Place.TODAY)),
        button(words.label("‹ Manage"), Open(place=Place.MANAGE)),
    ]
