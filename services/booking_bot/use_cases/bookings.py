"""Bookings to look at: a customer's own, and one by its id."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.errors import BookingNotFound, NotYourBooking
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class MyBookings:
    """A customer's bookings that are not over, in order of time; none for somebody unknown."""

    storage: Storage
    clock: Clock

    async def __call__(self, *, user_id: int) -> list[Booking]:
        async with self.storage.reading() as tables:
            customer = await tables.customers.by_user(user_id)
            return [] if customer is None else await tables.bookings.upcoming(customer.id, self.clock())


@dataclass(frozen=True, slots=True)
class GetBooking:
    """One booking, cancelled or past ones too. Raises ``BookingNotFound``, ``NotYourBooking``, ``NotAllowed``."""

    storage: Storage

    async def __call__(self, booking_id: int, *, by: Actor) -> Booking:
        async with self.storage.reading() as tables:
            if by.side is Side.BUSINESS:
                (await read_settings(tables)).require_admin(by.user_id)
            return await booking_of(tables, booking_id, by)


async def booking_of(tables: Tables, booking_id: int, by: Actor) -> Booking:
    """The booking that ``by`` may see; that an admin is one has been checked.

    Raises:
        BookingNotFound, NotYourBooking.
    """
    booking = await tables.bookings.get(booking_id)
    if booking is None:
        raise BookingNotFound(booking_id)
    if by.side is Side.CUSTOMER and booking.customer.user_id != by.user_id:
        raise NotYourBooking(booking_id)
    return booking
