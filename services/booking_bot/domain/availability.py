"""Which starts are free. The list that a customer sees and the check that a booking passes are the same function."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
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
    where they are counted in steps.
    """

    specialist_id: int
    need: Need
    opening: Sequence[Interval]
    busy: Sequence[Busy]
    fixed: Sequence[datetime] | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How the business offers its time: a start every ``step``, none before ``earliest``, none from ``latest`` on."""

    step: timedelta
    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class Window:
    """Every start from ``first`` to ``last``, both included, leaves the visit enough room."""

    first: datetime
    last: datetime


def start_windows(calendar: Calendar) -> list[Window]:
    """Where a visit may begin, in order.

    It must lie inside the opening hours and keep clear of taken time; between two visits the larger of the two gaps
    (after the one, before the other) is kept. Adjacent is not overlapping.
    """
    need = calendar.need
    blocks = _blocks(calendar.busy, need)
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


def window_of(windows: Sequence[Window], start: datetime) -> Window | None:
    """The one of the ordered ``windows`` that holds ``start``."""
    place = bisect_left(windows, start, key=lambda window: window.last)
    return windows[place] if place < len(windows) and windows[place].first <= start else None


def _blocks(busy: Iterable[Busy], need: Need) -> list[tuple[datetime, datetime]]:
    """The starts strictly between the two instants of a pair run into taken time; ordered, no two share a start."""
    blocks: list[tuple[datetime, datetime]] = []
    for start, end in sorted(
        (taken.start - max(need.after, taken.before) - need.length, taken.end + max(taken.after, need.before))
        for taken in busy
    ):
        if blocks and start < blocks[-1][1]:
            blocks[-1] = (blocks[-1][0], max(blocks[-1][1], end))
        else:
            blocks.append((start, end))
    return blocks


def free_starts(calendar: Calendar, terms: Terms, within: Interval) -> list[datetime]:
    """The starts that are offered in ``within``, in order: counted in steps from each opening, where there is room."""
    return offered_starts([calendar], terms, within)


def offered_starts(calendars: Iterable[Calendar], terms: Terms, within: Interval) -> list[datetime]:
    """The starts at which at least one of the specialists is free, in order."""
    lower, upper = max(within.start, terms.earliest), min(within.end, terms.latest)
    ticks: set[int] = set()  # since ``lower``: thousands of whole numbers are counted faster than as many instants
    for calendar in calendars:
        windows = start_windows(calendar)
        if calendar.fixed is None:
            _collect(ticks, windows, calendar.opening, terms.step, lower, upper)
        else:
            fixed = (start for start in calendar.fixed if lower <= start < upper and window_of(windows, start))
            ticks.update((start - lower) // TICK for start in fixed)
    return [lower + tick * TICK for tick in sorted(ticks)]


def _collect(
    ticks: set[int],
    windows: Sequence[Window],
    opening: Iterable[Interval],
    step: timedelta,
    lower: datetime,
    upper: datetime,
) -> None:
    lasts = [window.last for window in windows]
    stride = step // TICK
    for span in opening:
        begin, end = max(span.start, lower), min(span.end, upper)
        origin, stop = (span.start - lower) // TICK, (end - lower) // TICK
        for window in islice(windows, bisect_left(lasts, begin), None):
            if window.first >= end:
                break
            first = (max(begin, window.first) - lower) // TICK
            first += (origin - first) % stride  # the next step that is counted from the opening
            ticks.update(range(first, min((window.last - lower) // TICK + 1, stop), stride))


def free_specialists(calendars: Iterable[Calendar], terms: Terms, start: datetime) -> list[int]:
    """Who can be booked at ``start``: those for whom it is in the list."""
    only = Interval(start, start + TICK)
    return [calendar.specialist_id for calendar in calendars if free_starts(calendar, terms, only)]


def roomy_specialists(calendars: Iterable[Calendar], start: datetime) -> list[int]:
    """Who has the room at ``start``, whatever the step, the notice and the horizon: what the staff may book."""
    return [calendar.specialist_id for calendar in calendars if window_of(start_windows(calendar), start)]


def is_open(calendars: Iterable[Calendar], start: datetime) -> bool:
    """Whether a visit at ``start`` would lie inside the opening hours of one of the specialists, taken or not."""
    return any(
        span.contains(Interval(start, start + calendar.need.length))
        for calendar in calendars
        for span in merge(calendar.opening)
    )


def nearest_starts(starts: Iterable[datetime], wanted: datetime, count: int = 3) -> tuple[datetime, ...]:
    """The ``count`` starts that are closest to ``wanted``, earlier or later, in order of time."""
    closest = sorted(starts, key=lambda start: (abs(start - wanted), start))[:count]
    return tuple(sorted(closest))


def count_by_day(starts: Sequence[datetime], midnights: Sequence[datetime]) -> list[int]:
    """How many of the ordered ``starts`` lie in each day; ``midnights`` has one more entry than there are days."""
    edges = [bisect_left(starts, midnight) for midnight in midnights]
    return [after - before for before, after in pairwise(edges)]
