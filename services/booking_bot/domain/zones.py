"""Local time of a business and instants: one function each way, everything else counts in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from services.booking_bot.domain.errors import DayOutOfReach
from services.booking_bot.domain.errors_setup import InvalidTimezone
from services.booking_bot.domain.intervals import Interval


def load_zone(name: str) -> ZoneInfo:
    """The IANA zone ``name``, as in Europe/Moscow.

    Raises:
        InvalidTimezone: for a name that is in no list, and for one that would leave the list's folder.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidTimezone(name) from None


YEARS = range(2000, 2200)


def reachable(day: date) -> date:
    """``day`` itself. Raises ``DayOutOfReach`` for one that reckoning with would leave the calendar."""
    if day.year not in YEARS:
        raise DayOutOfReach(day)
    return day


def instant_in_reach(instant: datetime) -> datetime:
    """The aware ``instant`` in UTC. Raises ``DayOutOfReach``."""
    reachable(instant.date())
    return instant.astimezone(UTC)


def to_local(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows at ``instant`` (aware)."""
    return instant.astimezone(zone)


def to_instant(day: date, minute: int, zone: ZoneInfo, *, later: bool = False) -> datetime:
    """The instant (UTC) at which the wall clock shows ``minute`` minutes after midnight of ``day``.

    ``minute`` may run into the following days. A time that the clock skips in spring is read with the offset from
    before the jump (02:30 becomes 03:30); one that it shows twice in autumn is the first, or the second if ``later``.
    """
    naive = datetime.combine(day, time.min) + timedelta(minutes=minute)
    return naive.replace(tzinfo=zone, fold=int(later)).astimezone(UTC)


def local_day(day: date, zone: ZoneInfo) -> Interval:
    """From midnight to midnight on the wall clock: 23, 24 or 25 hours."""
    return days_of(day, day, zone)


def days_of(first: date, last: date, zone: ZoneInfo) -> Interval:
    """From the first midnight of ``first`` to the last one of ``last``."""
    return Interval(to_instant(first, 0, zone), to_instant(last + timedelta(days=1), 0, zone))
