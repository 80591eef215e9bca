"""Move a booking to another time; until it stands at the new one, it stands at the old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.access import require_welcome
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.authority import require_actor
from services.booking_bot.domain.bookings import Actor, Booking, BookingState, Side
from services.booking_bot.domain.changes import require_may_move
from services.booking_bot.domain.displacements import DisplacedState
from services.booking_bot.domain.log_values import moment
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import instant_in_reach
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.anyway import assign_anyway, lanes_of
from services.booking_bot.use_cases.audit import note_booking
from services.booking_bot.use_cases.bookings import booking_of, booking_to_change
from services.booking_bot.use_cases.calendars import NoRoom, assign, rules_from
from services.booking_bot.use_cases.displaced import settle
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.plans import wish_to_move
from services.booking_bot.use_cases.refusal import refusal
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import remind, tell_customer, tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class MoveBooking:
    """Its own time counts as free, its length, price and specialist stay. The other side is told.

    Moving it to where it is changes nothing and tells nobody, nor does a repeated ``update_id``. The business may move
    it ``anyway``: over what is there, outside the hours; the log says so. A displaced one is settled with it, and does
    not count as one of the customer's moves; the owner reads of it in the list of displaced visits.

    Raises:
        BookingNotFound, NotYourBooking, BookingCancelled, BookingStarted, TooLateToMove, TooManyMoves, NotAllowed,
        SharedVisit, NotWelcome, TakesNoBookings, and a ``TimeRefused`` with the nearest free starts: SlotTaken,
        OwnVisit, InThePast,
        TooSoon, TooFar, OutsideHours, NotOffered.
        DayOutOfReach: a forged start.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self, booking_id: int, start: datetime, *, by: Actor, update_id: int | None = None, anyway: bool = False
    ) -> Booking:
        now, start = self.clock(), instant_in_reach(start)
        try:
            async with self.storage.writing() as tables:
                return await _move_within(tables, _Move(booking_id, start, by, update_id, anyway), now)
        except NoRoom as refused:
            no_room = refused
        raise await refusal(self.storage, no_room, start, by.side, now)


@dataclass(frozen=True, slots=True)
class _Move:
    booking_id: int
    start: datetime
    by: Actor
    update_id: int | None
    anyway: bool


async def _move_within(tables: Tables, move: _Move, now: datetime) -> Booking:
    settings = await read_settings(tables)
    require_actor(settings, move.by)
    if await earlier_subject(tables, move.update_id, now) is not None:
        return await booking_of(tables, settings, move.booking_id, move.by)
    await tables.specialists.lock()
    before = await booking_to_change(tables, settings, move.booking_id, move.by)
    before.require_change(BookingState.BOOKED)
    if before.start == move.start:
        return before
    if move.by.side is Side.CUSTOMER:
        require_welcome(before.customer.access, settings.shop_phone)
    ruled_at = await rules_from(tables, before.customer.id, move.start, now)
    require_may_move(before, settings, move.by.side, ruled_at)
    over = await _place(tables, settings, before, move, now)
    settled = await settle(tables, before, DisplacedState.MOVED)
    after = await booking_of(tables, settings, before.id, move.by)
    moved = NoticeKind.OWNER_MOVED
    await tell_owner(tables, settings, moved, after, by=move.by, now=now, before=before, listed=settled)
    if move.by.side is Side.BUSINESS:
        await tell_customer(tables, NoticeKind.CUSTOMER_MOVED, after, now=now, previous_start=before.start)
        act, old, new = Act.MOVED_ANYWAY if over else Act.MOVED, moment(before.start), moment(after.start)
        await note_booking(tables, act, after, by=move.by.user_id, now=now, before=old, after=new)
    await remind(tables, settings, after, now=now)
    await remember_subject(tables, move.update_id, after.id)
    return after


async def _place(tables: Tables, settings: BusinessSettings, booking: Booking, move: _Move, now: datetime) -> bool:
    """Put it at its new time; whether that lies over something, or outside the hours. Raises ``NoRoom``."""
    wish, over, lanes = await wish_to_move(tables, booking), False, list[int]()
    if move.anyway and move.by.side is Side.BUSINESS:
        assigned, over = await assign_anyway(tables, settings, wish, move.start, now)
        lanes = await lanes_of(tables, assigned, moving=booking.id) if over else lanes
    else:
        assigned = await assign(tables, settings, wish, move.start, move.by.side, now)
    await tables.occupied.release(booking.customer.id)
    units = [part.units for part in assigned]
    try:
        counted = move.by.side is Side.CUSTOMER and not booking.displaced
        await tables.bookings.move(booking, move.start, units, counted=counted, lanes=lanes)
    except TimeOverlaps:
        raise NoRoom(settings, wish) from None
    return over
