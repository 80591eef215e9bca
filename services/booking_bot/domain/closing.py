"""When a day is over, and its visits can be asked about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.outcomes import UNMARKED_FOR
from services.booking_bot.domain.schedule import Schedule, opening


def closing_time(
    day: date, visits: Iterable[Booking], schedules: Iterable[Schedule], zone: ZoneInfo
) -> datetime | None:
    """The end of the last visit of ``day`` or of its opening hours, whichever is later; None without visits."""
    last = max((visit.end for visit in visits), default=None)
    if last is None:
        return None
    hours = [stretch.end for schedule in schedules for stretch in opening(schedule, day, day, zone)]
    return max([last, *hours])


def is_asked_about(closing: datetime, now: datetime) -> bool:
    """From closing time on, until what nobody has said counts as said."""
    return closing <= now < closing + UNMARKED_FOR
