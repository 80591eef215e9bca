"""A visit of one or more parts: who does each of them, and with which chair. List and booking ask the same object."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product

from services.booking_bot.domain.availability import Busy, Calendar, Room, Terms, Window, offered_starts
from services.booking_bot.domain.intervals import Interval


@dataclass(frozen=True, slots=True)
class Stock:
    """A resource (a chair, a room) of which there are several; ``units``: what is taken of each, by its number."""

    resource_id: int
    units: Sequence[Sequence[Busy]]


@dataclass(frozen=True, slots=True)
class Part:
    """``calendars``: those who can do it, the preferred first; of each of ``stocks`` one unit must be free.

    ``offset`` counts from the beginning of the visit; None: the part begins when the one before it has ended.
    """

    calendars: Sequence[Calendar]
    stocks: Sequence[Stock] = ()
    offset: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who does a part, when (aware, UTC), and which unit of each resource it takes."""

    specialist_id: int
    start: datetime
    end: datetime
    units: Mapping[int, int]

    def collides(self, other: Assignment) -> bool:
        """Whether two parts of one visit want the same person or the same chair at once."""
        if self.start >= other.end or other.start >= self.end:
            return False
        same_unit = any(other.units.get(resource_id) == unit for resource_id, unit in self.units.items())
        return self.specialist_id == other.specialist_id or same_unit


class Visit:
    """Parts together with the room there is for them, counted once and asked for many starts."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self._rooms = [[Room.of(calendar) for calendar in part.calendars] for part in parts]
        self._stocks = [[_Stock(stock) for stock in part.stocks] for part in parts]
        self._is_chain = all(part.offset is None for part in parts)

    def offered(self, terms: Terms, within: Interval) -> list[datetime]:
        """The starts that are offered in ``within``, in order."""
        if len(self.parts) == 1 and not self.parts[0].stocks:
            return offered_starts(self._rooms[0], terms, within)
        free: defaultdict[datetime, list[int]] = defaultdict(list)
        for room in self._rooms[0]:
            for start in room.starts(terms, within):
                free[start].append(room.calendar.specialist_id)
        return [start for start in sorted(free) if self._assigned(start, free[start])]

    def assign(self, start: datetime, terms: Terms) -> tuple[Assignment, ...] | None:
        """Who does it at ``start``; None when it is not in the list of ``offered``."""
        return self._assigned(start, self._offering(start, terms))

    def assign_anyhow(self, start: datetime) -> tuple[Assignment, ...] | None:
        """As ``assign``, whatever the step, the notice and the horizon: what the staff may book."""
        return self._assigned(start, [calendar.specialist_id for calendar in self.parts[0].calendars])

    def is_open(self, start: datetime) -> bool:
        """Whether a visit at ``start`` would lie inside the opening hours, taken or not."""
        nothing_taken = [
            replace(part, calendars=[replace(calendar, busy=()) for calendar in part.calendars], stocks=())
            for part in self.parts
        ]
        return Visit(nothing_taken).assign_anyhow(start) is not None

    def is_convenient(self, start: datetime, terms: Terms) -> bool:
        """Whether a visit at ``start`` (an offered one) leaves less than a step unused before it or after it."""
        for specialist_id in self._offering(start, terms):
            assigned = self._assigned(start, [specialist_id])
            if assigned and min(self._unused(assigned)) < terms.step:
                return True
        return False

    def _offering(self, start: datetime, terms: Terms) -> list[int]:
        """Who may do the first part at ``start``: those for whom it is in the list."""
        return [room.calendar.specialist_id for room in self._rooms[0] if room.offers(start, terms)]

    def _unused(self, assigned: Sequence[Assignment]) -> tuple[timedelta, timedelta]:
        """How much earlier the first part could begin, and how much later the last."""
        first, last = self._window(0, assigned[0]), self._window(len(assigned) - 1, assigned[-1])
        return assigned[0].start - first.first, last.last - assigned[-1].start

    def _window(self, index: int, assignment: Assignment) -> Window:
        for room in self._rooms[index]:
            window = room.window(assignment.start)
            if room.calendar.specialist_id == assignment.specialist_id and window is not None:
                return window
        raise ValueError("the part was not assigned by this visit")

    def _assigned(self, start: datetime, first: Collection[int]) -> tuple[Assignment, ...] | None:
        """``first``: who may do the first part."""
        return self._go_on((), start, first, set())

    def _go_on(
        self,
        made: tuple[Assignment, ...],
        start: datetime,
        first: Collection[int],
        dead: set[tuple[int, datetime]],
    ) -> tuple[Assignment, ...] | None:
        """``dead``: parts that cannot go on from an instant; parts that follow one another know only that of before."""
        index = len(made)
        if index == len(self.parts):
            return made
        offset = self.parts[index].offset
        begins = start + offset if offset is not None else made[-1].end if made else start
        if (index, begins) in dead:
            return None
        for assignment in self._choices(index, begins, made):
            if index == 0 and assignment.specialist_id not in first:
                continue
            if any(assignment.collides(other) for other in made):
                continue
            whole = self._go_on((*made, assignment), start, first, dead)
            if whole is not None:
                return whole
        if self._is_chain:
            dead.add((index, begins))
        return None

    def _choices(self, index: int, begins: datetime, made: Sequence[Assignment]) -> Iterator[Assignment]:
        """Those who have the room; who does the part before comes first, so that as few people as possible change."""
        before = made[-1].specialist_id if made else None
        for room in sorted(self._rooms[index], key=lambda room: room.calendar.specialist_id != before):
            if room.window(begins) is None:
                continue
            ends = begins + room.calendar.need.length
            stocks = self._stocks[index]
            for numbers in product(*(stock.free_units(begins, ends) for stock in stocks)):
                units = {stock.resource_id: number for stock, number in zip(stocks, numbers, strict=True)}
                yield Assignment(room.calendar.specialist_id, begins, ends, units)


class _Stock:
    """Taken time of units, made quick to ask; what is taken of one unit never overlaps."""

    def __init__(self, stock: Stock) -> None:
        self.resource_id = stock.resource_id
        self._units = [sorted((taken.start, taken.end) for taken in unit) for unit in stock.units]

    def free_units(self, start: datetime, end: datetime) -> list[int]:
        return [number for number, taken in enumerate(self._units) if self._is_free(taken, start, end)]

    @staticmethod
    def _is_free(taken: Sequence[tuple[datetime, datetime]], start: datetime, end: datetime) -> bool:
        place = bisect_left(taken, end, key=lambda stretch: stretch[0])
        return place == 0 or taken[place - 1][1] <= start
