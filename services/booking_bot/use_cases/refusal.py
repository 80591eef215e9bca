"""Why a time cannot be had, and what is free around it instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from services.booking_bot.domain.availability import Terms, nearest_starts
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
from services.booking_bot.domain.visits import Visit
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.calendars import NoRoom, load_visit, terms_of
from services.booking_bot.use_cases.clash import clash_at

LOOK_BACK, LOOK_AHEAD = timedelta(days=7), timedelta(days=14)


async def refusal(storage: Storage, no_room: NoRoom, start: datetime, side: Side, now: datetime) -> TimeRefused:
    """The error for ``start``, computed outside the lost transaction, with the nearest starts that are free now."""
    settings, wish = no_room.settings, no_room.wish
    terms = terms_of(settings, side, now, wish)
    around = min(max(start, now), terms.latest)
    within = Interval(max(around - LOOK_BACK, now), around + LOOK_AHEAD)
    async with storage.reading() as tables:
        visit = await load_visit(tables, settings, wish, within, now)
    nearest = nearest_starts(visit.offered(terms, within), start)
    begins = now
    if side is Side.BUSINESS:  # who came unannounced an hour ago can still be entered
        begins = settings.start_of_today(now)
        terms = replace(terms, earliest=begins)
    kind = _kind(visit, terms, start, begins)
    if side is Side.BUSINESS:
        return await _told_business(storage, no_room, visit, kind(start, nearest), now)
    if kind is SlotTaken and wish.customer_id is not None:
        async with storage.reading() as tables:
            for_anybody = await load_visit(tables, settings, wish.wherever_he_is(), within, now)
        if for_anybody.assign_anyhow(start) is not None:
            return OwnVisit(start, nearest)
    return kind(start, nearest)


async def _told_business(
    storage: Storage, no_room: NoRoom, visit: Visit, refused: TimeRefused, now: datetime
) -> TimeRefused:
    """With what is in the way, where it may book all the same; a customer is in two places at no time."""
    if not isinstance(refused, SlotTaken | OutsideHours):
        return refused
    clash = await clash_at(storage, no_room, visit, refused.wanted, now)
    if clash is None and isinstance(refused, SlotTaken):
        return OwnVisit(refused.wanted, refused.nearest, told_business=True)
    return type(refused)(refused.wanted, refused.nearest, clash)


def _kind(visit: Visit, terms: Terms, start: datetime, begins: datetime) -> type[TimeRefused]:
    if start < begins:
        return InThePast
    if start < terms.earliest:
        return TooSoon
    if start >= terms.latest:
        return TooFar
    if visit.with_nothing_taken().assign_anyhow(start) is None:
        return OutsideHours
    return SlotTaken if visit.assign_anyhow(start) is None else NotOffered
