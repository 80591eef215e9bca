"""The shortest way to a visit: the nearest free times for what a customer probably wants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.bookings import Booking, Side, joined
from services.booking_bot.domain.errors import ServiceHidden, ServiceNotFound, SpecialistNotFound
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.calendars import load_visit, terms_of
from services.booking_bot.use_cases.plans import PlannedPart, planned, wish_of
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock

LOOK_AHEAD = timedelta(days=14)
OFFERED = 3


@dataclass(frozen=True, slots=True)
class Nearest:
    """A free start (aware, UTC) for ``plan``, and what it is called."""

    plan: Plan
    name: str
    start: datetime


@dataclass(frozen=True, slots=True)
class NearestTimes:
    """``again``: all are for what the customer had last, with ``specialist`` where somebody is named.

    Otherwise they may be for different services.
    """

    times: tuple[Nearest, ...]
    again: bool = False
    specialist: str | None = None

    @property
    def of_one(self) -> bool:
        """Whether all are for the same."""
        return len({time.plan for time in self.times}) == 1


@dataclass(frozen=True, slots=True)
class FindNearestTimes:
    """For what the customer booked last, with whom he had it: the three nearest times.

    Who is gone since is replaced by whoever is free. A newcomer gets the nearest time of each of the first three
    services, of a single one its three. None when nothing is free in the next fourteen days.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, *, user_id: int) -> NearestTimes | None:
        now = self.clock()
        async with self.storage.reading() as tables:
            customer = await tables.customers.by_user(user_id)
            customer_id = None if customer is None else customer.id
            search = _Search(tables, await read_settings(tables), customer_id, now)
            last = None if customer is None else await tables.bookings.last(customer.id)
            again = None if last is None else await search.again(last)
            return again or await search.for_newcomer()


@dataclass(frozen=True, slots=True)
class _Search:
    tables: Tables
    settings: BusinessSettings
    customer_id: int | None
    now: datetime

    async def again(self, last: Booking) -> NearestTimes | None:
        for plan in _plans_like(last, self.settings):
            try:
                parts = await planned(self.tables, plan)
            except (ServiceNotFound, ServiceHidden, SpecialistNotFound):
                continue
            times = await self._times(plan, parts, OFFERED)
            return NearestTimes(times, again=True, specialist=_named(parts)) if times else None
        return None

    async def for_newcomer(self) -> NearestTimes | None:
        services = (await self.tables.services.all(with_hidden=False))[:OFFERED]
        of_each = OFFERED if len(services) == 1 else 1
        found: list[Nearest] = []
        for service in services:
            plan = Plan.of(service.id)
            found += await self._times(plan, await planned(self.tables, plan), of_each)
        times = tuple(sorted(found, key=lambda time: time.start))
        return NearestTimes(times) if times else None

    async def _times(self, plan: Plan, parts: tuple[PlannedPart, ...], count: int) -> tuple[Nearest, ...]:
        wish = wish_of(plan, parts, customer_id=self.customer_id)
        within = Interval(self.now, self.now + LOOK_AHEAD)
        visit = await load_visit(self.tables, self.settings, wish, within, self.now)
        name = joined(part.service.name for part in parts)
        starts = visit.offered(terms_of(self.settings, Side.CUSTOMER, self.now, wish), within)[:count]
        return tuple(Nearest(plan, name, start) for start in starts)


def _plans_like(last: Booking, settings: BusinessSettings) -> Iterator[Plan]:
    """What was booked, with the same people; then with anybody. Guests are not taken along unasked."""
    parts = [part for part in last.parts if part.guest is None] or last.parts[:1]
    parts = parts[: settings.most_services]
    if any(part.specialist_name for part in parts):
        yield Plan(tuple(Item(part.service_id, part.specialist_id) for part in parts))
    yield Plan(tuple(Item(part.service_id) for part in parts))


def _named(parts: tuple[PlannedPart, ...]) -> str | None:
    names = [part.performers[0][0].name for part in parts if part.item.specialist_id is not None]
    return " + ".join(dict.fromkeys(names)) or None
