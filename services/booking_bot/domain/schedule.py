"""Which hours a specialist has on which day: week or shifts, other hours by date, closed days of the business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.errors import DayOutOfReach
from services.booking_bot.domain.errors_setup import DayOver, InvalidShift, RangeReversed, RangeTooLong
from services.booking_bot.domain.hours import DAY, Hours, Week, weekday_hours
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.zones import reachable, to_instant, to_local

MOST_SHIFT_DAYS = 31
LONGEST_RANGE = 366
LISTED_AHEAD = timedelta(days=3 * 366)
"""How far the list of exceptions reaches: one beyond it could not be taken back."""


@dataclass(frozen=True, slots=True)
class Shift:
    """``on`` days of work with ``hours`` and ``off`` days off by turns, for ever; ``anchor`` is the first of them."""

    anchor: date
    on: int
    off: int
    hours: tuple[Hours, ...]

    @classmethod
    def of(cls, anchor: date, on: int, off: int, hours: Iterable[Hours]) -> Shift:
        """What a person set. Raises ``InvalidShift``, ``IntervalsOverlap``, ``DayOutOfReach``."""
        ordered = weekday_hours(hours)
        if not (1 <= on <= MOST_SHIFT_DAYS and 1 <= off <= MOST_SHIFT_DAYS and ordered):
            raise InvalidShift(on, off, MOST_SHIFT_DAYS)
        return cls(reachable(anchor), on, off, ordered)

    def hours_on(self, day: date) -> tuple[Hours, ...]:
        return self.hours if (day - self.anchor).days % (self.on + self.off) < self.on else ()


@dataclass(frozen=True, slots=True)
class DayException:
    """From ``first`` to ``last``, both included, these ``hours`` and no others; none: closed, a day off.

    ``specialist_id`` is None for the whole business; ``id`` is 0 as long as it is not stored.
    """

    first: date
    last: date
    hours: tuple[Hours, ...] = ()
    specialist_id: int | None = None
    id: int = 0

    @classmethod
    def of(
        cls, first: date, last: date, hours: Iterable[Hours], today: date, specialist_id: int | None = None
    ) -> DayException:
        """What a person set; days that are over are left out.

        Raises:
            RangeReversed, DayOver, RangeTooLong, DayOutOfReach, IntervalsOverlap.
        """
        if last < first:
            raise RangeReversed(first, last)
        if last < today:
            raise DayOver(last)
        first = max(first, today)
        if (last - first).days >= LONGEST_RANGE:
            raise RangeTooLong(LONGEST_RANGE)
        if first - today > LISTED_AHEAD:
            raise DayOutOfReach(first)
        return cls(reachable(first), reachable(last), weekday_hours(hours), specialist_id)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Schedule:
    """What holds for one specialist.

    The ``week`` holds until the first of the ``shifts`` begins, each shift until the next one does (they are in order
    of time). ``exceptions`` are her own, ``closed`` those of the business, both in the order in which they were
    added: of two for one day the newer holds.
    """

    week: Week
    shifts: tuple[Shift, ...] = ()
    exceptions: tuple[DayException, ...] = ()
    closed: tuple[DayException, ...] = ()


def hours_on(schedule: Schedule, day: date) -> tuple[Hours, ...]:
    """Her own exception comes before those of the business, these before shift and week.

    Whoever has other hours on a closed day works on it. Hours of the business cut what she would have, and open no
    day off.
    """
    own = _holding(schedule.exceptions, day)
    if own is not None:
        return own.hours
    usual = _usual(schedule, day)
    of_all = _holding(schedule.closed, day)
    return usual if of_all is None else _common(usual, of_all.hours)


def rest_of_day(
    schedule: Schedule, specialist_id: int, day: date, since: datetime, zone: ZoneInfo
) -> tuple[DayException, ...]:
    """What closes her from ``since`` (aware) to the end of ``day``, and of the night shift that began the day before.

    Nothing where she has no hours left.
    """
    return tuple(
        DayException(one, one, left, specialist_id)
        for one in (day - timedelta(days=1), day)
        for left in (_until(hours_on(schedule, one), _minute_of(since, one, zone)),)
        if left != hours_on(schedule, one)
    )


def _minute_of(instant: datetime, day: date, zone: ZoneInfo) -> int:
    """What the wall clock shows, in minutes after the midnight with which ``day`` began; a part of one counts whole."""
    shown = to_local(instant, zone)
    minute = (shown.date() - day).days * DAY + shown.hour * 60 + shown.minute
    return minute + (shown.second > 0 or shown.microsecond > 0)


def _until(hours: Iterable[Hours], minute: int) -> tuple[Hours, ...]:
    return tuple(Hours(one.starts, min(one.ends, minute)) for one in hours if one.starts < minute)


Known = dict[tuple[date, tuple[Hours, ...]], list[Interval]]
"""Hours of days in one zone, turned into instants before: colleagues mostly keep the same ones."""


def opening(schedule: Schedule, first: date, last: date, zone: ZoneInfo, known: Known | None = None) -> list[Interval]:
    """The opening hours that begin on the days ``first`` … ``last``, as instants in order, not merged.

    On the day of a clock change the wall clock rules: 10:00–19:00 stays that, a night shift gets shorter or longer.
    ``known`` is looked into and added to.
    """
    known = {} if known is None else known
    intervals: list[Interval] = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        key = (day, hours_on(schedule, day))
        if key not in known:
            known[key] = _instants(*key, zone)
        intervals += known[key]
    return intervals


def _instants(day: date, hours: Iterable[Hours], zone: ZoneInfo) -> list[Interval]:
    spans = ((to_instant(day, one.starts, zone), to_instant(day, one.ends, zone, later=True)) for one in hours)
    return [Interval(start, end) for start, end in spans if start < end]


def _holding(exceptions: Sequence[DayException], day: date) -> DayException | None:
    return next((exception for exception in reversed(exceptions) if day in exception), None)


def _usual(schedule: Schedule, day: date) -> tuple[Hours, ...]:
    for shift in reversed(schedule.shifts):
        if shift.anchor <= day:
            return shift.hours_on(day)
    return schedule.week.get(day.weekday(), ())


def _common(some: Iterable[Hours], others: Sequence[Hours]) -> tuple[Hours, ...]:
    pairs = ((max(one.starts, other.starts), min(one.ends, other.ends)) for one in some for other in others)
    return tuple(Hours(starts, ends) for starts, ends in pairs if starts < ends)
