"""The customer is on the way and late: the shop hears by how much."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.bookings import LATE_FROM, Actor, Booking, BookingState
from services.booking_bot.domain.errors import BookingStarted, NotLateYet
from services.booking_bot.domain.notices import LATE, NoticeKind
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class SayLate:
    """By ``minutes`` (5, 10 or 15; another number is taken for the longest). Each is told once for a booking's time.

    Raises:
        BookingNotFound, NotYourBooking, BookingCancelled; NotLateYet earlier than two hours before the visit,
        BookingStarted when it is over.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, booking_id: int, minutes: int, *, by: Actor) -> Booking:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            booking = await booking_of(tables, settings, booking_id, by)
            booking.require_change(BookingState.BOOKED)
            if booking.end <= now:
                raise BookingStarted(booking.id, booking.start)
            if now < booking.start - LATE_FROM:
                raise NotLateYet(booking.id, booking.start)
            kind = LATE.get(minutes, NoticeKind.OWNER_LATE_15)
            await tell_owner(tables, settings, kind, booking, by=by, now=now)
        return booking
