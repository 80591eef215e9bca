"""The shortest way to a visit: the nearest free times for what a customer probably wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.availability import offered_starts
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.services import Service
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.calendars import load_calendars, terms_of, wish_for
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock

LOOK_AHEAD = timedelta(days=14)
OFFERED = 3


@dataclass(frozen=True, slots=True)
class NearestTimes:
    """The first free starts (aware, UTC) for ``service``; ``again``: it is what the customer had last."""

    service: Service
    again: bool
    starts: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class FindNearestTimes:
    """For the service of the customer's last booking, else for the only one that is offered.

    None when it is not clear which service that is, and when nothing is free in the next fourteen days.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, *, user_id: int) -> NearestTimes | None:
        now = self.clock()
        async with self.storage.reading() as tables:
            customer = await tables.customers.by_user(user_id)
            service, again = await _probable_service(tables, customer)
            if service is None:
                return None
            settings, wish = (
                await read_settings(tables),
                await wish_for(tables, service, customer_id=None if customer is None else customer.id),
            )
            within = Interval(now, now + LOOK_AHEAD)
            calendars = await load_calendars(tables, settings, wish, within, now)
        starts = offered_starts(calendars, terms_of(settings, Side.CUSTOMER, now, wish), within)
        return NearestTimes(service, again, tuple(starts[:OFFERED])) if starts else None


async def _probable_service(tables: Tables, customer: Customer | None) -> tuple[Service | None, bool]:
    offered = {service.id: service for service in await tables.services.all(with_hidden=False)}
    last = None if customer is None else await tables.bookings.last_service_id(customer.id)
    if last in offered:
        return offered[last], True
    return (next(iter(offered.values())), False) if len(offered) == 1 else (None, False)
