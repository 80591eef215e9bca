"""A line of an admin's own words as a booking to be confirmed, or to be completed first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.requests.fitting import fitting_starts
from services.booking_bot.domain.requests.line import Line, read_line
from services.booking_bot.domain.requests.request import Request
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.domain.zones import to_instant, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.book_by_hand import Guest, known_guest
from services.booking_bot.use_cases.calendars import load_visit, terms_of
from services.booking_bot.use_cases.find_times import as_last_time, choosable_staff, done_by
from services.booking_bot.use_cases.plans import planned, wish_of
from services.booking_bot.use_cases.settings import as_staff
from services.shared.runtime.clock import Clock

LOOK_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class HandLine:
    """What was understood.

    ``guest``: who comes, by his id if he is a customer already; without a name nobody was named who could be found.
    ``said``: the same as it was typed, for who has the number of a customer and is somebody else.
    ``services``: one is clear, of several one is to be chosen; ``offered``: how many there are.
    ``specialist``: who was named and does it. ``start`` (aware, UTC): as it was said, free or not; without it ``day``
    may be known, and ``starts`` are free ones that fit best.
    """

    guest: Guest
    said: Guest
    services: tuple[Service, ...]
    offered: int
    specialist: Specialist | None = None
    day: date | None = None
    start: datetime | None = None
    starts: tuple[datetime, ...] = ()

    @property
    def service(self) -> Service | None:
        return self.services[0] if len(self.services) == 1 else None

    @property
    def specialist_id(self) -> int | None:
        return None if self.specialist is None else self.specialist.id


@dataclass(frozen=True, slots=True)
class ReadLine:
    """None for a text that books nobody, and where there is nothing to book. Raises ``NotAllowed``.

    What a specialist writes is for herself; of the customers, whose list she does not see, she has the words alone.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, text: str, *, by: int) -> HandLine | None:
        now = self.clock()
        async with self.storage.reading() as tables:
            settings, member = await as_staff(tables, by)
            services = {service.id: service for service in await tables.services.all(with_hidden=False)}
            staff = await choosable_staff(tables)
            if member.own is not None:
                services = await done_by(tables, member.own, services)
                staff = {one.id: one for one in await tables.specialists.all() if one.id == member.own}
            line = _read(text, to_local(now, settings.zone), services, staff)
            if line is None or not services:
                return None
            customer = await _customer(tables, line) if member.manages else None
            specialist = staff.get(member.own or line.request.specialist_id or 0)
            read = await _meant(tables, line, services, specialist, customer)
            read = _when(read, line.request, now, settings)
            if read.service is None or read.start is not None:
                return read
            return replace(read, starts=await _starts(tables, settings, read, line.request, now))


def _read(text: str, now: datetime, services: Mapping[int, Service], staff: Mapping[int, Specialist]) -> Line | None:
    return read_line(
        text,
        now,
        services={key: service.name for key, service in services.items()},
        specialists={key: specialist.name for key, specialist in staff.items()},
    )


async def _customer(tables: Tables, line: Line) -> Customer | None:
    """Who has the number or the @username, whatever he was called."""
    for contact in (line.phone, line.username):
        found = None if contact is None else await known_guest(tables, Guest(contact))
        if found is not None:
            return found
    return None


async def _meant(
    tables: Tables,
    line: Line,
    services: Mapping[int, Service],
    specialist: Specialist | None,
    customer: Customer | None,
) -> HandLine:
    said = _newcomer(line)
    guest = said if customer is None else Guest(customer_id=customer.id)
    done = services if specialist is None else await done_by(tables, specialist.id, services)
    named = [services[key] for key in line.request.services]
    meant = tuple(service for service in named if service.id in done) or tuple(named)
    meant = await as_last_time(tables, customer, meant or tuple(done.values()) or tuple(services.values()))
    does_it = specialist is not None and any(service.id in done for service in meant)
    return HandLine(guest, said, meant, len(services), specialist if does_it else None)


def _newcomer(line: Line) -> Guest:
    """A number without a name stands for one; an @username that nobody has says nothing."""
    return Guest(line.name or line.phone or "", line.phone if line.name else None)


def _when(read: HandLine, request: Request, now: datetime, settings: BusinessSettings) -> HandLine:
    """One day with one time is a start; a time alone is today's, as long as it is not over."""
    at = None if request.time is None else request.time.at
    local = to_local(now, settings.zone)
    days = request.days
    if not days and at is not None and at > local.hour * 60 + local.minute:
        return replace(read, day=local.date(), start=to_instant(local.date(), at, settings.zone))
    if len(days) != 1 or days[0].first != days[0].last:
        return read
    day = days[0].first
    start = None if at is None else to_instant(day, at, settings.zone)
    return replace(read, day=day, start=start)


async def _starts(
    tables: Tables, settings: BusinessSettings, read: HandLine, request: Request, now: datetime
) -> tuple[datetime, ...]:
    assert read.service is not None
    plan = Plan.of(read.service.id, read.specialist_id)
    wish = wish_of(plan, await planned(tables, plan))
    within = Interval(now, now + LOOK_AHEAD)
    visit = await load_visit(tables, settings, wish, within, now)
    offered = visit.offered(terms_of(settings, Side.BUSINESS, now, wish), within)
    return fitting_starts(offered, request, now, settings.zone).starts
