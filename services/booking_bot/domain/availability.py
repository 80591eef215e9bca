"""Which starts are free. The list that a customer sees and the check that a booking passes are the same function."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, pairwise
from typing import NamedTuple

from services.booking_bot.domain.intervals import Interval, merge

NOTHING = timedelta()
TICK = timedelta.resolution


@dataclass(frozen=True, slots=True)
class Need:
    """What a visit asks for: its length, and the gap that must be kept before and after it."""

    length: timedelta
    before: timedelta = NOTHING
    after: timedelta = NOTHING


class Busy(NamedTuple):
    """Time that is taken, with the gaps that its own visit asks for. A tuple: a month has thousands."""

    start: datetime
    end: datetime
    before: timedelta = NOTHING
    after: timedelta = NOTHING


@dataclass(frozen=True, slots=True)
class Calendar:
    """One specialist's opening hours (not merged, each the origin of its own row of starts) and taken time.

    ``need`` is what the visit asks for when she does it. ``fixed``: the only starts that are offered, in order; None
    where they are counted in steps. ``away``: when the customer is elsewhere, which asks for no gap.
    """

    specialist_id: int
    need: Need
    opening: Sequence[Interval]
    busy: Sequence[Busy]
    fixed: Sequence[datetime] | None = None
    away: Sequence[Interval] = ()

    def hindrance(self, start: datetime) -> tuple[int, bool]:
        """How many taken stretches a visit at ``start`` would lie over, and whether it would leave the hours."""
        visit = Interval(start, start + self.need.length)
        over = sum(taken.start < visit.end and visit.start < taken.end for taken in self.busy)
        return over, not any(span.contains(visit) for span in merge(self.opening))


@dataclass(frozen=True, slots=True)
class Terms:
    """How the business offers its time: a start every ``step``, none before ``earliest``, none from ``latest`` on."""

    step: timedelta
    earliest: datetime
    latest: datetime

    def bounds(self, within: Interval) -> tuple[datetime, datetime]:
        """From the first instant to the one after the last, of what can be offered in ``within``."""
        return max(within.start, self.earliest), min(within.end, self.latest)


class Window(NamedTuple):
    """Every start from ``first`` to ``last``, both included, leaves the visit enough room."""

    first: datetime
    last: datetime


def start_windows(calendar: Calendar) -> list[Window]:
    """Where a visit may begin, in order.

    It must lie inside the opening hours and keep clear of taken time; between two visits the larger of the two gaps
    (after the one, before the other) is kept. Adjacent is not overlapping.
    """
    need = calendar.need
    blocks = _blocks(calendar)
    ends = [block_end for _, block_end in blocks]
    windows: list[Window] = []
    for span in merge(calendar.opening):
        first, last = span.start, span.end - need.length
        for block_start, block_end in islice(blocks, bisect_right(ends, first), None):
            if block_start >= last:
                break
            if first <= block_start:
                windows.append(Window(first, block_start))
            first = block_end
        if first <= last:
            windows.append(Window(first, last))
    return windows


def _blocks(calendar: Calendar) -> list[tuple[datetime, datetime]]:
    """The starts strictly between the two instants of a pair run into taken time; ordered, no two share a start."""
    need, blocks = calendar.need, list[tuple[datetime, datetime]]()
    away = [(span.start - need.length, span.end) for span in calendar.away]
    for start, end in sorted([*_kept_clear(calendar.busy, need), *away]):
        if blocks and start < blocks[-1][1]:
            blocks[-1] = (blocks[-1][0], max(blocks[-1][1], end))
        else:
            blocks.append((start, end))
    return blocks


def _kept_clear(busy: Iterable[Busy], need: Need) -> Iterator[tuple[datetime, datetime]]:
    lead, trail = need.length + need.after, need.before
    for start, end, before, after in busy:
        if before or after:
            yield start - need.length - max(need.after, before), end + max(after, need.before)
        else:  # by far the most, and there are thousands
            yield start - lead, end + trail


@dataclass(frozen=True, slots=True)
class Room:
    """A calendar with its windows, counted once and asked often."""

    calendar: Calendar
    windows: Sequence[Window]
    lasts: Sequence[datetime]
    fixed: frozenset[datetime] | None

    @classmethod
    def of(cls, calendar: Calendar) -> Room:
        windows = start_windows(calendar)
        fixed = None if calendar.fixed is None else frozenset(calendar.fixed)
        return cls(calendar, windows, [window.last for window in windows], fixed)

    def window(self, start: datetime) -> Window | None:
        """The window that holds ``start``."""
        place = bisect_left(self.lasts, start)
        found = place < len(self.windows) and self.windows[place].first <= start
        return self.windows[place] if found else None

    def starts(self, terms: Terms, within: Interval) -> list[datetime]:
        """What is offered in ``within``, in order."""
        return offered_starts([self], terms, within)

    def offers(self, start: datetime, terms: Terms) -> bool:
        """Whether ``start`` is in the list."""
        return bool(self.starts(terms, Interval(start, start + TICK)))

    def ticks(self, step: timedelta, lower: datetime, upper: datetime) -> set[int]:
        """What is offered from ``lower`` on, before ``upper``, counted from ``lower``.

        Thousands of whole numbers are counted faster than as many instants.
        """
        if self.fixed is not None:
            fixed = (start for start in self.fixed if lower <= start < upper and self.window(start))
            return {(start - lower) // TICK for start in fixed}
        found: set[int] = set()
        stride = step // TICK
        for span in self.calendar.opening:
            begin, end = max(span.start, lower), min(span.end, upper)
            origin, stop = (span.start - lower) // TICK, (end - lower) // TICK
            for begins, lasts in islice(self.windows, bisect_left(self.lasts, begin), None):
                if begins >= end:
                    break
                first = ((begins if begins > begin else begin) - lower) // TICK
                first += (origin - first) % stride  # the next step that is counted from the opening
                found.update(range(first, min((lasts - lower) // TICK + 1, stop), stride))
        return found


def offered_starts(rooms: Iterable[Room], terms: Terms, within: Interval) -> list[datetime]:
    """The starts at which at least one of the specialists is free, in order."""
    lower, upper = terms.bounds(within)
    ticks: set[int] = set()
    for room in rooms:
        ticks |= room.ticks(terms.step, lower, upper)
    return [lower + tick * TICK for tick in sorted(ticks)]


def who_offers(rooms: Sequence[Room], terms: Terms, within: Interval) -> Iterator[tuple[datetime, list[int]]]:
    """The same starts, each with the specialists who offer it."""
    lower, upper = terms.bounds(within)
    of_each = [(room.calendar.specialist_id, room.ticks(terms.step, lower, upper)) for room in rooms]
    for tick in sorted(set().union(*(ticks for _, ticks in of_each))):
        yield lower + tick * TICK, [specialist_id for specialist_id, ticks in of_each if tick in ticks]


def nearest_starts(starts: Iterable[datetime], wanted: datetime, count: int = 3) -> tuple[datetime, ...]:
    """The ``count`` starts that are closest to ``wanted``, earlier or later, in order of time."""
    closest = sorted(starts, key=lambda start: (abs(start - wanted), start))[:count]
    return tuple(sorted(closest))


def count_by_day(starts: Sequence[datetime], midnights: Sequence[datetime]) -> list[int]:
    """How many of the ordered ``starts`` lie in each day; ``midnights`` has one more entry than there are days."""
    edges = [bisect_left(starts, midnight) for midnight in midnights]
    return [after - before for before, after in pairwise(edges)]
