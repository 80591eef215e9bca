"""The business books all the same: over what is there, outside the hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.visits import Assignment
from services.booking_bot.storage.ports import Tables
from services.booking_bot.use_cases.calendars import NoRoom, Wish, terms_of, visit_at


async def assign_anyway(
    tables: Tables, settings: BusinessSettings, wish: Wish, start: datetime, now: datetime
) -> tuple[tuple[Assignment, ...], bool]:
    """As ``calendars.assign`` for the staff, whatever is in the way; and whether anything is.

    Raises:
        NoRoom: for a start that cannot be had in any way: over, too far, or the customer is elsewhere.
    """
    await tables.occupied.drop_expired(now)
    visit = await visit_at(tables, settings, wish, start, now)
    latest = terms_of(settings, Side.BUSINESS, now, wish).latest
    assigned = visit.assign_over(start) if settings.start_of_today(now) <= start < latest else None
    if assigned is None:
        raise NoRoom(settings, wish)
    return assigned, visit.assign_anyhow(start) is None


async def lanes_of(tables: Tables, assigned: Sequence[Assignment], *, moving: int | None = None) -> list[int]:
    """For each part the lane in which nothing is in its way; ``moving``: the booking whose own time counts as free."""
    return [
        await tables.occupied.free_lane(part.specialist_id, Interval(part.start, part.end), moving=moving)
        for part in assigned
    ]
