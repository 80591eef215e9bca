"""The shortest way to a visit: the nearest free times for what a customer probably wants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.bookings import Booking, Side
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
class NearestTimes:
    """The first free starts (aware, UTC) for ``plan``; ``again``: it is what the customer had last.

    ``name`` says what it is, ``specialist`` with whom where somebody is named.
    """

    plan: Plan
    name: str
    again: bool
    starts: tuple[datetime, ...]
    specialist: str | None = None


@dataclass(frozen=True, slots=True)
class FindNearestTimes:
    """For what the customer booked last, with whom he had it; else for the only service that is offered.

    Who is gone since is replaced by whoever is free. None when it is not clear what he wants, and when nothing is free
    in the next fourteen days.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, *, user_id: int) -> NearestTimes | None:
        now = self.clock()
        async with self.storage.reading() as tables:
            customer = await tables.customers.by_user(user_id)
            last = None if customer is None else await tables.bookings.last(customer.id)
            settings = await read_settings(tables)
            found = await _probable(tables, settings, last)
            if found is None:
                return None
            plan, parts = found
            wish = wish_of(plan, parts, customer_id=None if customer is None else customer.id)
            within = Interval(now, now + LOOK_AHEAD)
            visit = await load_visit(tables, settings, wish, within, now)
        starts = visit.offered(terms_of(settings, Side.CUSTOMER, now, wish), within)[:OFFERED]
        name = " + ".join(part.service.name for part in parts)
        again = last is not None and last.parts[0].service_id == plan.items[0].service_id
        return NearestTimes(plan, name, again, tuple(starts), _named(parts)) if starts else None


async def _probable(
    tables: Tables, settings: BusinessSettings, last: Booking | None
) -> tuple[Plan, tuple[PlannedPart, ...]] | None:
    plans = [] if last is None else list(_plans_like(last, settings))
    offered = await tables.services.all(with_hidden=False)
    plans += [Plan.of(offered[0].id)] if len(offered) == 1 else []
    for plan in plans:
        try:
            return plan, await planned(tables, plan)
        except (ServiceNotFound, ServiceHidden, SpecialistNotFound):
            continue
    return None


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
