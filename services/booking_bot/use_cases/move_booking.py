"""Move a booking to another time; until it stands at the new one, it stands at the old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.access import require_welcome
from services.booking_bot.domain.bookings import Actor, Booking, BookingState, Side
from services.booking_bot.domain.changes import require_may_move
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.zones import instant_in_reach
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.calendars import NoRoom, assign, rules_from
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.plans import wish_to_move
from services.booking_bot.use_cases.refusal import refusal
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import remind, tell_customer, tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class MoveBooking:
    """Its own time counts as free, its length, price and specialist stay. The other side is told.

    Moving it to where it is changes nothing and tells nobody, nor does a repeated ``update_id``.

    Raises:
        BookingNotFound, NotYourBooking, BookingCancelled, BookingStarted, TooLateToMove, TooManyMoves, NotAllowed,
        NotWelcome, TakesNoBookings, and a ``TimeRefused`` with the nearest free starts: SlotTaken, OwnVisit, InThePast,
        TooSoon, TooFar, OutsideHours, NotOffered.
        DayOutOfReach: a forged start.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, booking_id: int, start: datetime, *, by: Actor, update_id: int | None = None) -> Booking:
        now, start = self.clock(), instant_in_reach(start)
        try:
            async with self.storage.writing() as tables:
                return await _move_within(tables, _Move(booking_id, start, by, update_id), now)
        except NoRoom as refused:
            no_room = refused
        raise await refusal(self.storage, no_room, start, by.side, now)


@dataclass(frozen=True, slots=True)
class _Move:
    booking_id: int
    start: datetime
    by: Actor
    update_id: int | None


async def _move_within(tables: Tables, move: _Move, now: datetime) -> Booking:
    settings = await read_settings(tables)
    if move.by.side is Side.BUSINESS:
        settings.require_admin(move.by.user_id)
    if await earlier_subject(tables, move.update_id, now) is not None:
        return await booking_of(tables, move.booking_id, move.by)
    await tables.specialists.lock()
    before = await booking_of(tables, move.booking_id, move.by)
    before.require_change(BookingState.BOOKED)
    if before.start == move.start:
        return before
    if move.by.side is Side.CUSTOMER:
        require_welcome(before.customer.access, settings.shop_phone)
    counted = await rules_from(tables, before.customer.id, move.start, now)
    require_may_move(before, settings, move.by.side, counted)
    wish = await wish_to_move(tables, before)
    assigned = await assign(tables, settings, wish, move.start, move.by.side, now)
    await tables.occupied.release(before.customer.id)
    try:
        units = [part.units for part in assigned]
        await tables.bookings.move(before, move.start, units, counted=move.by.side is Side.CUSTOMER)
    except TimeOverlaps:
        raise NoRoom(settings, wish) from None
    after = await booking_of(tables, before.id, move.by)
    await tell_owner(tables, settings, NoticeKind.OWNER_MOVED, after, by=move.by, now=now, previous_start=before.start)
    if move.by.side is Side.BUSINESS:
        await tell_customer(tables, NoticeKind.CUSTOMER_MOVED, after, now=now, previous_start=before.start)
    await remind(tables, settings, after, now=now)
    await remember_subject(tables, move.update_id, after.id)
    return after
