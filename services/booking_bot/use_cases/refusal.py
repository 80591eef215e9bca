"""Why a time cannot be had, and what is free around it instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from services.booking_bot.domain.availability import (
    Calendar,
    Terms,
    is_open,
    nearest_starts,
    offered_starts,
    roomy_specialists,
)
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.errors import (
    InThePast,
    NotOffered,
    OutsideHours,
    OwnVisit,
    SlotTaken,
    TimeRefused,
    TooFar,
    TooSoon,
)
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.calendars import NoRoom, load_calendars, terms_of

LOOK_BACK, LOOK_AHEAD = timedelta(days=7), timedelta(days=14)


async def refusal(storage: Storage, no_room: NoRoom, start: datetime, side: Side, now: datetime) -> TimeRefused:
    """The error for ``start``, computed outside the lost transaction, with the nearest starts that are free now."""
    settings, wish = no_room.settings, no_room.wish
    terms = terms_of(settings, side, now, wish)
    around = min(max(start, now), terms.latest)
    within = Interval(max(around - LOOK_BACK, now), around + LOOK_AHEAD)
    async with storage.reading() as tables:
        calendars = await load_calendars(tables, settings, wish, within, now)
    nearest = nearest_starts(offered_starts(calendars, terms, within), start)
    begins = now
    if side is Side.BUSINESS:  # who came unannounced an hour ago can still be entered
        begins = settings.start_of_today(now)
        terms = replace(terms, earliest=begins)
    kind = _kind(calendars, terms, start, begins)
    if kind is SlotTaken and wish.customer_id is not None:
        async with storage.reading() as tables:
            others = await load_calendars(tables, settings, replace(wish, customer_id=None), within, now)
        if roomy_specialists(others, start):
            kind = OwnVisit
    return kind(start, nearest)


def _kind(calendars: list[Calendar], terms: Terms, start: datetime, begins: datetime) -> type[TimeRefused]:
    if start < begins:
        return InThePast
    if start < terms.earliest:
        return TooSoon
    if start >= terms.latest:
        return TooFar
    if not is_open(calendars, start):
        return OutsideHours
    return NotOffered if roomy_specialists(calendars, start) else SlotTaken
