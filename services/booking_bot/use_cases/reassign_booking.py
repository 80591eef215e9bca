"""Somebody else does a displaced visit at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.access import require_welcome
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.bookings import Actor, Booking, BookingState, Side
from services.booking_bot.domain.displacements import DisplacedState
from services.booking_bot.domain.errors_displacement import NotDisplaced, SpecialistBusy
from services.booking_bot.domain.log_values import text
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note_booking
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.displaced import settle
from services.booking_bot.use_cases.displaced_choices import assigned_to
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import remind, tell_customer, tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class ReassignBooking:
    """The parts that cannot take place as booked are hers; time, length and price stay as they were booked.

    Those who manage read of it in the list; the specialists who are of the team are told, and so is a customer for whom
    the business does it. A repeated ``update_id`` gives the booking as it is.

    Raises:
        BookingNotFound, NotYourBooking, BookingCancelled, BookingStarted, NotAllowed, NotWelcome; NotDisplaced: the
        visit takes place as booked; SpecialistBusy: she does not do it, or is not free any more.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self, booking_id: int, specialist_id: int, *, by: Actor, update_id: int | None = None
    ) -> Booking:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            if by.side is Side.BUSINESS:
                settings.require_admin(by.user_id)
            if await earlier_subject(tables, update_id, now) is not None:
                return await booking_of(tables, settings, booking_id, by)
            await tables.specialists.lock()
            before = await booking_of(tables, settings, booking_id, by)
            _require_may_be_reassigned(before, settings, by.side, now)
            await _reassign(tables, settings, before, specialist_id, now)
            settled = await settle(tables, before, DisplacedState.MOVED)
            after = await booking_of(tables, settings, booking_id, by)
            moved = NoticeKind.OWNER_MOVED
            await tell_owner(tables, settings, moved, after, by=by, now=now, before=before, listed=settled)
            if by.side is Side.BUSINESS:
                await tell_customer(tables, NoticeKind.CUSTOMER_REASSIGNED, after, now=now)
                old, new = text(before.specialist_names or ""), text(after.specialist_names or "")
                await note_booking(tables, Act.REASSIGNED, after, by=by.user_id, now=now, before=old, after=new)
            await remind(tables, settings, after, now=now)
            await remember_subject(tables, update_id, after.id)
        return after


def _require_may_be_reassigned(booking: Booking, settings: BusinessSettings, side: Side, now: datetime) -> None:
    booking.require_change(BookingState.BOOKED)
    booking.require_time_left(side, now)
    if side is Side.CUSTOMER:
        require_welcome(booking.customer.access, settings.shop_phone)
    if not booking.displaced:
        raise NotDisplaced(booking.id)


async def _reassign(
    tables: Tables, settings: BusinessSettings, booking: Booking, specialist_id: int, now: datetime
) -> None:
    await tables.occupied.drop_expired(now)
    assigned = await assigned_to(tables, settings, booking, specialist_id, now)
    if assigned is None:
        raise SpecialistBusy(specialist_id, booking.start)
    await tables.occupied.release(booking.customer.id)
    try:
        await tables.bookings.reassign(booking, assigned)
    except TimeOverlaps:
        raise SpecialistBusy(specialist_id, booking.start) from None
