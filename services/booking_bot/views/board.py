"""The board of a day as a list: by specialist where there are several, with what is free and what it brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.board import Share, StaffDay, expected
from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.use_cases.board import Board
from services.booking_bot.views.board_buttons import EVERYBODY, AskWhose, DrawDay
from services.booking_bot.views.bookings import customer_line
from services.booking_bot.views.callbacks import BookingAct, OfBooking, OpenDay
from services.booking_bot.views.calls import calls_row
from services.booking_bot.views.displacement import displaced_row
from services.booking_bot.views.displacement_buttons import AskIll, AskWhoIsIll
from services.booking_bot.views.outcomes import sign
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.owner_blocks import block_time
from services.booking_bot.views.schedule_buttons import LiftBlock, OpenFreeHours
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.visits import guest_line
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import LONGEST_TEXT, Screen, length_of

PAGE = 8
MOST_HOURS, MOST_FREE, MOST_NAMES = 4, 6, 10
"""So many are named on a screen; what is left out is "…"."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A visit or blocked time with its button, under the ``heading`` of ``whose`` it is; a heading may stand alone."""

    whose: int
    heading: str
    text: str = ""
    row: Row = ()


def day_board(
    words: Words,
    board: Board,
    page: int = 0,
    title: Html | None = None,
    undo: Row = (),
    foot: Sequence[Row] | None = None,
) -> Screen:
    """What is booked, blocked and free, a button for each visit and block, and the way to the days around.

    ``undo`` takes back what the ``title`` tells. ``foot`` stands below; the way back unless it is given.
    """
    head = [*([title, ""] if title else []), *_head(words, board)]
    pages = _in_pages(list(_items(words, board)), LONGEST_TEXT - length_of("\n".join(head)))
    shown = Page.of(pages, page, 1)
    items = shown.items[0]
    day, who = board.day.toordinal(), board.specialist_id or EVERYBODY
    turning = shown.turning(lambda number: OpenDay(day=day, who=who, page=number))
    rows: list[Row] = [
        undo,
        *(item.row for item in items),
        turning,
        [*_whose(words, board), button(words.label("🖼 As a picture"), DrawDay(day=day, who=who))],
        calls_row(words, board.calls),
        [*_block_row(words, board), *_ill(words, board)],
        displaced_row(words, board.displaced),
        around_row(words, board),
        *([manage_row(words)] if foot is None else foot),
    ]
    return screen("\n".join([*head, *_texts(items)]), rows)


def whose_day(words: Words, board: Board, page: int = 0) -> Screen:
    """Everybody who has to do with the day, and how many visits they have."""
    day = board.day.toordinal()
    shown = Page.of(board.staff, page, PAGE)
    rows: list[Row] = [[_staff_button(words, one, day)] for one in shown.items]
    turning = shown.turning(lambda number: AskWhose(day=day, page=number))
    everybody = [button(words.label("👥 All"), OpenDay(day=day))]
    text = words("Whose day?\n<b>{day}</b>", day=words.day(board.day))
    return screen(text, (*rows, turning, everybody))


def summary(words: Words, bookings: int, shares: Iterable[Share]) -> str:
    """«9 визитов · 12 400 ₽»."""
    counted = words.plural("{n} visit", "{n} visits", bookings)
    return " · ".join([counted, *(words.price(price) for price in expected(shares))])


def hours_line(words: Words, one: StaffDay) -> str:
    """Her hours on the day, or that it is a day off."""
    return _stretches(words, one.opening, MOST_HOURS) or words.label("day off")


def around_row(words: Words, board: Board) -> Row:
    """The days before and after, of the same people."""
    days = (board.day + timedelta(days=step) for step in (-1, 1))
    return [_day_button(words, board, day) for day in days]


def visit_sign(booking: Booking, board: Board) -> str:
    """What became of it, or that it is to be said; before, that the customer has said to come. Else empty."""
    outcome = booking.outcome(board.now)
    if outcome is not None or booking.end <= board.now:
        return sign(outcome)
    return "👍" if booking.confirmed else ""


def _head(words: Words, board: Board) -> list[str]:
    shares = [share for one in board.staff for share in one.visits]
    lines: list[str] = [words("<b>{day}</b>", day=words.day(board.day))]
    if board.bookings:
        lines.append(summary(words, len(board.bookings), shares))
    else:
        lines.append(words("Nothing is booked on this day."))
    away = [one.specialist.name for one in board.staff if board.others and _is_away(one, board)]
    if away:
        names = ", ".join(away[:MOST_NAMES]) + (", …" if len(away) > MOST_NAMES else "")
        lines.append(words("🏖 Day off: {names}", names=names))
    return lines


def _is_away(one: StaffDay, board: Board) -> bool:
    """Of everybody's board: without hours and visits, and so worth no more than the name."""
    return board.specialist_id is None and one.is_empty and not one.opening


def _items(words: Words, board: Board) -> Iterator[_Item]:
    for one in board.staff:
        if board.others and _is_away(one, board):
            continue
        heading = "\n".join(["", *_heading(words, board, one)])
        entries: list[Share | Block] = sorted([*one.visits, *one.blocks], key=lambda entry: entry.start)
        if not entries:
            yield _Item(one.specialist.id, heading)
        for entry in entries:
            yield _Item(one.specialist.id, heading, _entry(words, board, entry), [_open(words, board, entry)])


def _heading(words: Words, board: Board, one: StaffDay) -> Iterator[str]:
    """Whose visits follow, her hours and what is left of them."""
    hours = hours_line(words, one)
    busy = [words.label("busy {n} %", n=one.load)] if one.load else []
    if board.others:
        yield words("💇 <b>{name}</b> · {hours}", name=one.specialist.name, hours=hours)
        counted = [summary(words, len(one.visits), one.visits)] if one.visits and board.specialist_id is None else []
        yield from [" · ".join([*counted, *busy])] if counted or busy else []
    else:
        yield words("🕒 {hours}", hours=" · ".join([hours, *busy]))
    if one.free:
        yield words("🟢 Free: {times}", times=_stretches(words, one.free, MOST_FREE))
    elif one.opening and board.now < one.opening[-1].end:
        yield words("🔴 Nothing is free.")


def _stretches(words: Words, intervals: Sequence[Interval], most: int) -> str:
    """«10:00–12:00, 14:30–15:00»; empty without any."""
    shown = [f"{words.clock(one.start)}–{words.clock(one.end)}" for one in intervals[:most]]
    return ", ".join([*shown, *(["…"] if len(intervals) > most else [])])


def _entry(words: Words, board: Board, entry: Share | Block) -> str:
    if isinstance(entry, Block):
        return words("⛔ Kept free: {time}", time=block_time(words, entry))
    booking, time = entry.booking, f"{words.clock(entry.start)}–{words.clock(entry.end)}"
    if booking.id in board.over:
        time = f"⚠️ {time}"
    said = " ".join(filter(None, [visit_sign(booking, board), entry.service_name]))
    head = words("<b>{time}</b> {service}", time=time, service=said)
    guest = [guest_line(words, booking.guest)] if booking.guest is not None else []
    return "\n".join([head, *guest, customer_line(words, booking.customer)])


def _open(words: Words, board: Board, entry: Share | Block) -> InlineKeyboardButton:
    if isinstance(entry, Block):
        lift = LiftBlock(id=entry.id, day=board.day.toordinal(), who=board.specialist_id or EVERYBODY)
        return button(words.label("🔓 Open {time} again", time=block_time(words, entry)), lift)
    booking = entry.booking
    label = f"{words.clock(entry.start)} · {booking.guest or booking.customer.name} · {entry.service_name}"
    said = " ".join(filter(None, [visit_sign(booking, board), label]))
    return button(said, OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=booking.id))


def _in_pages(items: Sequence[_Item], room: int) -> list[list[_Item]]:
    """No page has more than ``PAGE`` of them, nor more text than there is room for; each names whose they are."""
    pages: list[list[_Item]] = [[]]
    for item in items:
        longer = [*pages[-1], item]
        if pages[-1] and (len(longer) > PAGE or length_of("\n".join(["", *_texts(longer)])) > room):
            pages.append([item])
        else:
            pages[-1] = longer
    return pages


def _texts(items: Sequence[_Item]) -> Iterator[str]:
    above = None
    for item in items:
        if item.whose != above:
            yield item.heading
        above = item.whose
        if item.text:
            yield item.text


def _block_row(words: Words, board: Board) -> Row:
    """None for one who has left: nobody books with her."""
    if not any(one.specialist.active for one in board.staff):
        return []
    hours = OpenFreeHours(day=board.day.toordinal(), who=board.specialist_id or EVERYBODY)
    return [button(words.label("⛔ Block an hour"), hours)]


def _ill(words: Words, board: Board) -> list[InlineKeyboardButton]:
    """Of today alone, and for those who manage: they choose whom to write to."""
    if words.own_desk or not board.is_today or not any(one.specialist.active for one in board.staff):
        return []
    data = AskWhoIsIll() if board.specialist_id is None else AskIll(who=board.specialist_id)
    return [button(words.label("🤒 Ill today"), data)]


def _whose(words: Words, board: Board) -> list[InlineKeyboardButton]:
    if not board.others:
        return []
    day = board.day.toordinal()
    if board.specialist_id is not None:
        return [button(words.label("👥 All"), OpenDay(day=day))]
    return [button(words.label("👤 One specialist"), AskWhose(day=day))]


def _staff_button(words: Words, one: StaffDay, day: int) -> InlineKeyboardButton:
    said = summary(words, len(one.visits), ()) if one.visits else hours_line(words, one)
    return button(f"{one.specialist.name} · {said}", OpenDay(day=day, who=one.specialist.id))


def _day_button(words: Words, board: Board, day: date) -> InlineKeyboardButton:
    return button(words.short_day(day), OpenDay(day=day.toordinal(), who=board.specialist_id or EVERYBODY))
