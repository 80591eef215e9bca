"""Bookings to look at: a customer's own, and one by its id."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.authority import require_actor, require_may_change, seen_by
from services.booking_bot.domain.bookings import Actor, Booking
from services.booking_bot.domain.errors import BookingNotFound
from services.booking_bot.domain.settings import BusinessSettings
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
    """One booking, cancelled or past ones too; a specialist gets her share of it.

    Raises:
        BookingNotFound, NotYourBooking, NotAllowed.
    """

    storage: Storage

    async def __call__(self, booking_id: int, *, by: Actor) -> Booking:
        async with self.storage.reading() as tables:
            return await booking_of(tables, await read_settings(tables), booking_id, by)


async def booking_of(tables: Tables, settings: BusinessSettings, booking_id: int, by: Actor) -> Booking:
    """The booking as far as ``by`` may see it.

    Raises:
        NotAllowed, BookingNotFound, NotYourBooking.
    """
    return seen_by(settings, await _stored(tables, settings, booking_id, by), by)


async def booking_to_change(tables: Tables, settings: BusinessSettings, booking_id: int, by: Actor) -> Booking:
    """The booking, which ``by`` may change. Raises as ``booking_of``, and ``SharedVisit``."""
    booking = await _stored(tables, settings, booking_id, by)
    require_may_change(settings, booking, by)
    return booking


async def _stored(tables: Tables, settings: BusinessSettings, booking_id: int, by: Actor) -> Booking:
    require_actor(settings, by)  # a stranger is not told which bookings there are
    booking = await tables.bookings.get(booking_id)
    if booking is None:
        raise BookingNotFound(booking_id)
    return booking
