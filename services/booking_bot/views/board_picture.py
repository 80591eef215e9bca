"""The board of a day as a picture: what is to be drawn, and the message that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from aiogram.types import BufferedInputFile

from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.board import Share, StaffDay
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.outcomes import Outcome
from services.booking_bot.drawing.day_picture import MOST_COLUMNS, Box, Column, DayPicture, Look, Span
from services.booking_bot.use_cases.board import Board
from services.booking_bot.views.board import day_board, hours_line, summary
from services.booking_bot.views.board_buttons import EVERYBODY, DrawDay
from services.booking_bot.views.callbacks import OpenDay
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

HOUR = 60
USUAL = (9 * HOUR, 18 * HOUR)
"""What a day shows on which nothing is and nobody works."""
A_MINUTE = timedelta(minutes=1)


def day_picture(words: Words, board: Board, page: int = 0) -> DayPicture:
    """One page of at most ``MOST_COLUMNS`` specialists."""
    minutes = _Minutes(board)
    shown = _pages(board, page).items
    columns = tuple(_column(words, board, minutes, one) for one in shown)
    first, last = _span(columns)
    now = minutes.at(board.now)
    clocks = ((minute, words.clock(minutes.instant(minute))) for minute in range(first, last + 1, HOUR))
    return DayPicture(
        " · ".join([words.day(board.day), *([_summary(words, board)] if board.bookings else [])]),
        (first, last),
        tuple(clocks),
        columns,
        tuple(_legend(words, columns)),
        now if first <= now < last else None,
    )


def drawn(words: Words, board: Board, png: bytes, page: int = 0) -> Screen:
    """The picture, and the ways to the list and to the days around."""
    day, who = board.day.toordinal(), board.specialist_id or EVERYBODY
    lines = [words("<b>{day}</b>", day=words.day(board.day)), *([_summary(words, board)] if board.bookings else [])]
    turning = _pages(board, page).turning(lambda number: DrawDay(day=day, who=who, page=number))
    around: Row = [
        button(words.short_day(board.day + timedelta(days=step)), DrawDay(day=day + step, who=who)) for step in (-1, 1)
    ]
    back = [button(words.label("📋 As a list"), OpenDay(day=day, who=who))]
    shown = screen("\n".join(lines), (turning, back, around, manage_row(words)))
    return Screen(shown.text, shown.keyboard, BufferedInputFile(png, f"{board.day}.png"))


def not_drawn(words: Words, board: Board) -> Screen:
    return day_board(words, board, title=words("The picture could not be drawn. Here is the list."))


@dataclass(frozen=True, slots=True)
class _Minutes:
    """Instants as minutes after the first midnight of the day, and back; they pass evenly when the clock is changed."""

    board: Board

    def at(self, instant: datetime) -> int:
        return int((instant - self.board.span.start) / A_MINUTE)

    def instant(self, minute: int) -> datetime:
        return self.board.span.start + minute * A_MINUTE

    def span(self, start: datetime, end: datetime) -> Span:
        """What lies before the day is left out."""
        return max(0, self.at(start)), self.at(end)


def _summary(words: Words, board: Board) -> str:
    return summary(words, len(board.bookings), [share for one in board.staff for share in one.visits])


def _pages(board: Board, page: int) -> Page[StaffDay]:
    """Those who work or have something on the day; all, if nobody does."""
    there = [one for one in board.staff if one.opening or one.around or not one.is_empty]
    return Page.of(there or board.staff, page, MOST_COLUMNS)


def _column(words: Words, board: Board, minutes: _Minutes, one: StaffDay) -> Column:
    opening = tuple(minutes.span(hours.start, hours.end) for hours in one.opening)
    entries: list[Share | Block] = [*one.visits, *one.blocks, *one.around]
    until = max([board.span.end, *(hours.end for hours in one.opening)])
    shown = sorted((entry for entry in entries if entry.start < until), key=lambda entry: (entry.start, entry.end))
    note = [hours_line(words, one), *([summary(words, len(one.visits), ())] if one.visits else [])]
    breaks = tuple((before[1], after[0]) for before, after in pairwise(opening))
    boxes = (_box(words, board, minutes, entry) for entry in shown)
    return Column(one.specialist.name, " · ".join(note), opening, breaks, tuple(_side_by_side(boxes)))


def _box(words: Words, board: Board, minutes: _Minutes, entry: Share | Block) -> Box:
    span, time = minutes.span(entry.start, entry.end), f"{words.clock(entry.start)}–{words.clock(entry.end)}"
    if isinstance(entry, Block):
        return Box(span, Look.BLOCKED, (time, words.label("kept free")))
    booking = entry.booking
    return Box(span, _look(booking, board), (time, booking.guest or booking.customer.name, entry.service_name))


def _look(booking: Booking, board: Board) -> Look:
    outcome = booking.outcome(board.now)
    if outcome is None:
        return Look.CONFIRMED if booking.confirmed else Look.BOOKED
    return Look.CAME if outcome is Outcome.CAME else Look.NO_SHOW


def _side_by_side(boxes: Iterable[Box]) -> Iterator[Box]:
    """``boxes`` in order of time; those that share time get a lane each, as many as there are at once."""
    group: list[Box] = []
    ends: list[int] = []
    for box in boxes:
        if group and box.span[0] >= max(ends):
            yield from (one._replace(lanes=len(ends)) for one in group)
            group, ends = [], []
        lane = next((number for number, end in enumerate(ends) if end <= box.span[0]), len(ends))
        ends[lane : lane + 1] = [box.span[1]]
        group.append(box._replace(lane=lane))
    yield from (one._replace(lanes=len(ends)) for one in group)


def _span(columns: Sequence[Column]) -> Span:
    """Whole hours around all that is shown."""
    spans = [span for column in columns for span in (*column.opening, *(box.span for box in column.boxes))] or [USUAL]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return first // HOUR * HOUR, -(-last // HOUR) * HOUR


def _legend(words: Words, columns: Sequence[Column]) -> Iterator[tuple[Look, str]]:
    """Of the colours that there are in the picture."""
    there = {box.look for column in columns for box in column.boxes}
    names = {
        Look.BOOKED: words.label("booked"),
        Look.CONFIRMED: words.label("confirmed"),
        Look.CAME: words.label("came"),
        Look.NO_SHOW: words.label("did not come"),
        Look.BLOCKED: words.label("kept free"),
    }
    return ((look, name) for look, name in names.items() if look in there)
