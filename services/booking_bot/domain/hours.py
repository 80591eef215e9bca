"""Opening hours: what a day and a week look like on the wall clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from services.booking_bot.domain.errors_setup import IntervalsOverlap, InvalidInterval

DAY = 24 * 60
LONGEST_OVER_MIDNIGHT = 12 * 60
WEEKDAYS = range(7)


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """One stretch of opening hours in minutes after midnight; ``ends`` above 1440 is on the following day."""

    starts: int
    ends: int

    @classmethod
    def of(cls, starts: int, ends: int) -> Hours:
        """Read what a person wrote: 22:00–02:00 (1320, 120) goes over midnight, 0–1440 is the whole day.

        Raises:
            InvalidInterval: when it is empty, leaves the clock face, or lasts over 12 hours across midnight, which
                is rather an end before the start than a night shift.
        """
        if not (0 <= starts < DAY and 0 <= ends <= DAY) or starts == ends:
            raise InvalidInterval(starts, ends)
        if ends > starts:
            return cls(starts, ends)
        if ends + DAY - starts > LONGEST_OVER_MIDNIGHT:
            raise InvalidInterval(starts, ends)
        return cls(starts, ends + DAY)


Week = Mapping[int, tuple[Hours, ...]]
"""Weekday (0 is Monday) → its hours in order; a day off is absent or empty."""

CLOSED_WEEK: Week = MappingProxyType({})


def weekday_hours(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """The hours of one weekday in order, those that touch made one.

    Raises:
        IntervalsOverlap: when two of them share time.
    """
    ordered: list[Hours] = []
    for current in sorted(hours):
        if ordered and current.starts < ordered[-1].ends:
            raise IntervalsOverlap((ordered[-1].starts, ordered[-1].ends), (current.starts, current.ends))
        if ordered and current.starts == ordered[-1].ends:
            ordered[-1] = Hours(ordered[-1].starts, current.ends)
        else:
            ordered.append(current)
    return tuple(ordered)
