"""A visit of one or more parts: who does each of them, and with which chair. List and booking ask the same object."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import product

from services.booking_bot.domain.availability import Busy, Calendar, Room, Terms, Window, offered_starts, who_offers
from services.booking_bot.domain.intervals import Interval


@dataclass(frozen=True, slots=True)
class Stock:
    """A resource (a chair, a room) of which there are several; ``units``: what is taken of each, by its number.

    ``preferred``: the unit to be taken if it is free.
    """

    resource_id: int
    units: Sequence[Sequence[Busy]]
    preferred: int | None = None


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


Assignments = tuple[Assignment, ...]


@dataclass(slots=True)
class _Search:
    """``bound``: fixed starts hold for the later parts too. ``dead``: parts that cannot go on from an instant.

    Parts that follow one another know nothing of each other but when the one before has ended, so what is dead for one
    start is dead for all.
    """

    bound: bool
    dead: set[tuple[int, datetime]] = field(default_factory=set)


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
        search = _Search(bound=True)
        offering = who_offers(self._rooms[0], terms, within)
        return [start for start, first in offering if self._assigned(start, first, search)]

    def offered_by(self, terms: Terms, within: Interval) -> list[tuple[datetime, list[int]]]:
        """The starts that are offered in ``within``, each with those who can begin then, in the owner's order."""
        search = _Search(bound=True)
        found = []
        for start, first in who_offers(self._rooms[0], terms, within):
            able = [specialist_id for specialist_id in first if self._assigned(start, [specialist_id], search)]
            if able:
                found.append((start, able))
        return found

    def convenient(self, terms: Terms, within: Interval) -> list[datetime]:
        """Those of the offered starts that leave less than a step unused before the visit or after it, in order."""
        search = _Search(bound=True)
        return [
            start
            for start, first in who_offers(self._rooms[0], terms, within)
            if any(self._is_convenient(start, specialist_id, terms, search) for specialist_id in first)
        ]

    def assign(self, start: datetime, terms: Terms) -> Assignments | None:
        """Who does it at ``start``; None when it is not in the list of ``offered``."""
        offering = [room.calendar.specialist_id for room in self._rooms[0] if room.offers(start, terms)]
        return self._assigned(start, offering, _Search(bound=True))

    def assign_anyhow(self, start: datetime) -> Assignments | None:
        """As ``assign``, whatever the step, the fixed starts, the notice and the horizon: what the staff may book."""
        everybody = [calendar.specialist_id for calendar in self.parts[0].calendars]
        return self._assigned(start, everybody, _Search(bound=False))

    def assign_over(self, start: datetime) -> Assignments | None:
        """As ``assign_anyhow``; where that finds nobody, over what is there and outside the hours, with chairs that are
        free and without those that are not. None where nobody can do it at all, or the customer is elsewhere then."""
        made: Assignments = self.assign_anyhow(start) or ()
        for index in range(len(made), len(self.parts)):
            part = self._part_over(index, start, made)
            if part is None:
                return None
            made = (*made, part)
        return made

    def with_nothing_taken(self) -> Visit:
        """The same inside the opening hours alone."""
        empty = [[replace(calendar, busy=(), away=()) for calendar in part.calendars] for part in self.parts]
        return Visit(
            [replace(part, calendars=calendars, stocks=()) for part, calendars in zip(self.parts, empty, strict=True)]
        )

    def done_by(self, specialist_id: int, positions: Collection[int]) -> Visit:
        """The same with the parts at ``positions`` done by her and nobody else."""
        return Visit(
            [
                replace(part, calendars=[one for one in part.calendars if one.specialist_id == specialist_id])
                if position in positions
                else part
                for position, part in enumerate(self.parts)
            ]
        )

    def _is_convenient(self, start: datetime, specialist_id: int, terms: Terms, search: _Search) -> bool:
        assigned = self._assigned(start, [specialist_id], search)
        if assigned is None:
            return False
        first, last = self._window(0, assigned[0]), self._window(len(assigned) - 1, assigned[-1])
        return min(start - first.first, last.last - assigned[-1].start) < terms.step

    def _window(self, index: int, assignment: Assignment) -> Window:
        for room in self._rooms[index]:
            if room.calendar.specialist_id == assignment.specialist_id:
                window = room.window(assignment.start)
                assert window is not None
                return window
        raise ValueError("the part was not assigned by this visit")

    def _part_over(self, index: int, start: datetime, made: Assignments) -> Assignment | None:
        """With whom it would lie over the fewest others."""
        part = self.parts[index]
        begins = made[-1].end if index and part.offset is None else start + (part.offset or timedelta())
        calendar = min(part.calendars, key=lambda each: each.hindrance(begins), default=None)
        if calendar is None:
            return None
        ends = begins + calendar.need.length
        if any(away.overlaps(Interval(begins, ends)) for away in calendar.away):
            return None
        at_once = [other for other in made if other.start < ends and begins < other.end]
        units: dict[int, int] = {}
        for stock in self._stocks[index]:
            used = {other.units.get(stock.resource_id) for other in at_once}
            free = [number for number in stock.free_units(begins, ends, None) if number not in used]
            if free:
                units[stock.resource_id] = free[0]
        return Assignment(calendar.specialist_id, begins, ends, units)

    def _assigned(self, start: datetime, first: Collection[int], search: _Search) -> Assignments | None:
        """``first``: who may do the first part."""
        rooms = (room for room in self._rooms[0] if room.calendar.specialist_id in first)
        for assignment in self._choices(rooms, 0, start, search):
            whole = self._go_on((assignment,), start, search)
            if whole is not None:
                return whole
        return None

    def _go_on(self, made: Assignments, start: datetime, search: _Search) -> Assignments | None:
        index = len(made)
        if index == len(self.parts):
            return made
        offset = self.parts[index].offset
        begins = made[-1].end if offset is None else start + offset
        if (index, begins) in search.dead:
            return None
        rooms = _led_by(made[-1].specialist_id, self._rooms[index])
        for assignment in self._choices(rooms, index, begins, search):
            if not any(assignment.collides(other) for other in made):
                whole = self._go_on((*made, assignment), start, search)
                if whole is not None:
                    return whole
        if self._is_chain:
            search.dead.add((index, begins))
        return None

    def _choices(self, rooms: Iterable[Room], index: int, begins: datetime, search: _Search) -> Iterator[Assignment]:
        """Those of ``rooms`` who have the room for the part, each with chairs that are free."""
        for room in rooms:
            if room.window(begins) is None:
                continue
            if index and search.bound and room.fixed is not None and begins not in room.fixed:
                continue
            ends, stocks = begins + room.calendar.need.length, self._stocks[index]
            # of a chain no two parts meet, so any unit is as good as another
            free = [stock.free_units(begins, ends, 1 if self._is_chain else None) for stock in stocks]
            for numbers in product(*free):
                units = {stock.resource_id: number for stock, number in zip(stocks, numbers, strict=True)}
                yield Assignment(room.calendar.specialist_id, begins, ends, units)


def _led_by(specialist_id: int, rooms: Sequence[Room]) -> Iterator[Room]:
    """Her room first, if there is one, then the others in their order: so few people change."""
    yield from (room for room in rooms if room.calendar.specialist_id == specialist_id)
    yield from (room for room in rooms if room.calendar.specialist_id != specialist_id)


class _Stock:
    """Taken time of units, made quick to ask; what is taken of one unit never overlaps."""

    def __init__(self, stock: Stock) -> None:
        self.resource_id = stock.resource_id
        order = sorted(range(len(stock.units)), key=lambda number: number != stock.preferred)
        self._units = [(number, sorted((taken.start, taken.end) for taken in stock.units[number])) for number in order]
        self._starts = {number: [start for start, _ in taken] for number, taken in self._units}

    def free_units(self, start: datetime, end: datetime, most: int | None) -> list[int]:
        """The numbers of units that are free, the preferred first; ``most`` of them are enough."""
        found: list[int] = []
        for number, taken in self._units:
            place = bisect_left(self._starts[number], end)
            if place == 0 or taken[place - 1][1] <= start:
                found.append(number)
                if len(found) == most:
                    break
        return found
