"""Free times for what a customer wrote in words of his own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.requests.fitting import fitting_starts
from services.booking_bot.domain.requests.request import Request, read_request
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import AS_THE_SERVICE_SAYS, Specialist
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.calendars import load_visit, terms_of
from services.booking_bot.use_cases.plans import planned, wish_of
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class FoundTimes:
    """At most three free starts (aware, UTC), the best first; none: nothing is free as far ahead as can be booked.

    Not ``fits``: nothing is free when it was asked for, these are the nearest. ``specialist`` None is whoever is free;
    ``does_not_do``: who was named and does not do the service.
    """

    service: Service
    specialist: Specialist | None
    starts: tuple[datetime, ...]
    fits: bool
    does_not_do: Specialist | None = None


@dataclass(frozen=True, slots=True)
class WhichService:
    """It is not clear what for: one of these, in the owner's order."""

    services: Sequence[Service]


@dataclass(frozen=True, slots=True)
class FindTimes:
    """Reads ``text`` and looks for what it asks; None when it asks for nothing.

    The service is ``service_id`` if it is offered, else the one that is named, else the only one; of several
    the one of the customer's last booking. With a specialist who is named, of those that she does.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self, text: str, *, user_id: int, service_id: int | None = None
    ) -> FoundTimes | WhichService | None:
        now = self.clock()
        async with self.storage.reading() as tables:
            settings = await read_settings(tables)
            services = {service.id: service for service in await tables.services.all(with_hidden=False)}
            staff = await choosable_staff(tables)
            request = _read(text, now, settings, services, staff)
            if request is None or not services:
                return None
            customer = await tables.customers.by_user(user_id)
            specialist = staff.get(request.specialist_id or 0)
            done = services if specialist is None else await done_by(tables, specialist.id, services)
            meant = _meant(request, services, done, service_id) or tuple(done.values()) or tuple(services.values())
            meant = await as_last_time(tables, customer, meant)
            if len(meant) > 1:
                return WhichService(meant)
            service, does_it = meant[0], meant[0].id in done
            with_whom = specialist if does_it else None
            starts = await _free_starts(tables, settings, service, with_whom, customer, now)
        found = fitting_starts(starts, request, now, settings.zone)
        return FoundTimes(service, with_whom, found.starts, found.fits, None if does_it else specialist)


async def choosable_staff(tables: Tables) -> dict[int, Specialist]:
    """Those whom a customer can choose among; nobody where there is only one."""
    active = {specialist.id: specialist for specialist in await tables.specialists.all() if specialist.active}
    return active if len(active) > 1 else {}


def _read(
    text: str,
    now: datetime,
    settings: BusinessSettings,
    services: Mapping[int, Service],
    staff: Mapping[int, Specialist],
) -> Request | None:
    return read_request(
        text,
        to_local(now, settings.zone),
        services={key: service.name for key, service in services.items()},
        specialists={key: specialist.name for key, specialist in staff.items()},
    )


async def done_by(tables: Tables, specialist_id: int, services: Mapping[int, Service]) -> dict[int, Service]:
    terms = await tables.specialists.own_terms(specialist_id)
    return {key: service for key, service in services.items() if terms.get(key, AS_THE_SERVICE_SAYS).offered}


def _meant(
    request: Request, services: Mapping[int, Service], done: Mapping[int, Service], chosen: int | None
) -> tuple[Service, ...]:
    """What was chosen or named; of several the ones that the specialist does, if there are any."""
    if chosen is not None and chosen in services:
        return (services[chosen],)
    return tuple(done[key] for key in request.services if key in done) or tuple(
        services[key] for key in request.services
    )


async def as_last_time(tables: Tables, customer: Customer | None, meant: tuple[Service, ...]) -> tuple[Service, ...]:
    """Of several the one that the customer had last, if it is among them."""
    if len(meant) == 1 or customer is None:
        return meant
    last = await tables.bookings.last(customer.id)
    had = [] if last is None else [part.service_id for part in last.parts]
    return tuple(service for service in meant if service.id in had)[:1] or meant


async def _free_starts(
    tables: Tables,
    settings: BusinessSettings,
    service: Service,
    specialist: Specialist | None,
    customer: Customer | None,
    now: datetime,
) -> list[datetime]:
    """As far ahead as the customer can book."""
    plan = Plan.of(service.id, None if specialist is None else specialist.id)
    customer_id = None if customer is None else customer.id
    wish = wish_of(plan, await planned(tables, plan), customer_id=customer_id)
    terms = terms_of(settings, Side.CUSTOMER, now, wish)
    within = Interval(now, terms.latest)
    return (await load_visit(tables, settings, wish, within, now)).offered(terms, within)
