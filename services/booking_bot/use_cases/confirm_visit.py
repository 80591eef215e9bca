"""The customer's "I'll come"."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.bookings import Actor, Booking, BookingState
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class ConfirmVisit:
    """Holds until the booking is moved; nobody is told, the owner only hears of silence. May be repeated.

    Raises:
        BookingNotFound, NotYourBooking, BookingCancelled, BookingStarted.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, booking_id: int, *, by: Actor) -> Booking:
        async with self.storage.writing() as tables:
            await tables.specialists.lock()
            settings = await read_settings(tables)
            booking = await booking_of(tables, settings, booking_id, by)
            booking.require_change(BookingState.BOOKED)
            booking.require_time_left(by.side, self.clock())
            await tables.bookings.confirm(booking)
            return await booking_of(tables, settings, booking_id, by)
