"""How long a customer waits for the month view and for the times of a day, as the business grows.

A business of ``SPECIALISTS`` with ``BOOKINGS_EACH`` visits a head over ``DAYS`` days, each an hour long at a random
quarter of an hour; a start is offered every 15 minutes. Times are medians of whole use cases, the database included.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from benchmarks.engines import ENGINES, Storage
from benchmarks.report import Bound, Result
from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.services import Service
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports_bookings import NewBooking, NewPart
from services.booking_bot.use_cases.free_times import ForVisit, FreeDays, FreeSlots
from services.booking_bot.use_cases.settings import ApplyEnvironment, ChangeSettings, EnvironmentSettings

SPECIALISTS = (1, 10, 30)
DAYS = (7, 30, 60, 90)
BOOKINGS_EACH = 167  # 5,000 for thirty specialists
BUSY_DAYS = 60
TRIES = 15
MONTH_BOUND_MS, DAY_BOUND_MS = 50.0, 10.0

OWNER, CUSTOMER = 100, Actor(1, Side.CUSTOMER)
TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def measure(step: Callable[[str], None], rounds: int | None = None) -> Result:
    return asyncio.run(_measure(step, rounds or TRIES))


async def _measure(step: Callable[[str], None], tries: int) -> Result:
    figures: dict[str, float] = {}
    bounds: list[Bound] = []
    for engine, opened in ENGINES.items():
        async with opened() as storage:
            business = _Business(storage, tries)
            await business.open()
            for specialists in SPECIALISTS:
                step(f"{engine}: filling {specialists} specialists")
                await business.grow(specialists)
                step(f"{engine}: measuring {specialists} specialists")
                for days in DAYS:
                    figures[
                        f"{engine}, {specialists} specialists, month view of {days} days, ms"
                    ] = await business.month(days)
                figures[f"{engine}, {specialists} specialists, times of a day, ms"] = await business.day()
            step(f"{engine}: measuring what owners can switch on")
            figures |= await _switched_on(engine, business)
        month = figures[f"{engine}, {SPECIALISTS[-1]} specialists, month view of {BUSY_DAYS} days, ms"]
        day = figures[f"{engine}, {SPECIALISTS[-1]} specialists, times of a day, ms"]
        bounds.append(Bound(f"{engine}: month view of 30 specialists × 60 days, ms", month, MONTH_BOUND_MS))
        bounds.append(Bound(f"{engine}: times of one day, ms", day, DAY_BOUND_MS))
    return Result(figures, bounds)


async def _switched_on(engine: str, business: _Business) -> dict[str, float]:
    """The same with convenient times first, two services in a visit, and chairs for two thirds of the staff."""
    largest = f"{engine}, {SPECIALISTS[-1]} specialists"
    await ChangeSettings(business.storage)(by=OWNER, convenient_first=1)
    figures = {f"{largest}, times of a day, the convenient first, ms": await business.day()}
    both = await business.second_service()
    figures[f"{largest}, month view of {BUSY_DAYS} days, two services, ms"] = await business.month(BUSY_DAYS, both)
    await business.need_chairs(SPECIALISTS[-1] * 2 // 3)
    for name, plan in (("one service with a chair", None), ("two services with a chair", both)):
        figures[f"{largest}, month view of {BUSY_DAYS} days, {name}, ms"] = await business.month(BUSY_DAYS, plan)
    return figures


@dataclass
class _Business:
    storage: Storage
    tries: int
    specialists: int = 0
    service_id: int = 0

    async def open(self) -> None:
        settings = EnvironmentSettings("Salon", "Europe/Moscow", "ru", (OWNER,))
        await ApplyEnvironment(self.storage)(settings)
        await ChangeSettings(self.storage)(by=OWNER, step_minutes=15, horizon_days=120)
        async with self.storage.writing() as tables:
            service = await tables.services.add(Service(id=0, name="Стрижка", minutes=60, price=1500_00))
            self.service_id = service.id
            await tables.customers.remember(Customer(0, "Customer", CUSTOMER.user_id), NOW)
        await self._fill(1)
        self.specialists = 1

    async def grow(self, specialists: int) -> None:
        """Colleagues with the hours of the first one, each with visits of her own."""
        for number in range(self.specialists + 1, specialists + 1):
            async with self.storage.writing() as tables:
                week = (await tables.weekly_hours.weeks())[1]
                specialist_id = await tables.specialists.add(f"Specialist {number}")
                for weekday, hours in week.items():
                    await tables.weekly_hours.set_weekday(specialist_id, weekday, hours)
            await self._fill(specialist_id)
        self.specialists = specialists

    async def _fill(self, specialist_id: int) -> None:
        chance = random.Random(specialist_id)
        async with self.storage.reading() as tables:
            service = await tables.services.get(self.service_id)
            customer = await tables.customers.by_user(CUSTOMER.user_id)
        assert service is not None
        assert customer is not None
        booked = 0
        while booked < BOOKINGS_EACH:
            day = TODAY + timedelta(days=chance.randrange(BUSY_DAYS))
            start = datetime(day.year, day.month, day.day, 7, tzinfo=UTC) + chance.randrange(32) * timedelta(minutes=15)
            part = NewPart(service, specialist_id, start)
            new = NewBooking(customer, [part], "RUB", booked_by=Side.BUSINESS, now=NOW)
            try:
                async with self.storage.writing() as tables:
                    await tables.bookings.add(new)
            except TimeOverlaps:
                continue
            booked += 1

    async def second_service(self) -> Plan:
        """One that may follow the first in the same visit; gives both."""
        await ChangeSettings(self.storage)(by=OWNER, most_services=2)
        async with self.storage.writing() as tables:
            second = await tables.services.add(Service(id=0, name="Борода", minutes=30, price=500_00))
        return Plan.of(self.service_id).and_then(second.id)

    async def need_chairs(self, units: int) -> None:
        async with self.storage.writing() as tables:
            chair = await tables.resources.add("Кресло", units)
            for service in await tables.services.all(with_hidden=False):
                await tables.resources.set_need(service.id, chair, needed=True)

    async def month(self, days: int, plan: Plan | None = None) -> float:
        free_days, last = FreeDays(self.storage, lambda: NOW), TODAY + timedelta(days=days - 1)
        wanted = ForVisit(plan or Plan.of(self.service_id))
        return await _median_ms(self.tries, lambda: free_days(wanted, TODAY, last, by=CUSTOMER))

    async def day(self) -> float:
        free_slots, tomorrow = FreeSlots(self.storage, lambda: NOW), TODAY + timedelta(days=1)
        visit = ForVisit(Plan.of(self.service_id))
        return await _median_ms(self.tries, lambda: free_slots(visit, tomorrow, by=CUSTOMER))


async def _median_ms(tries: int, run: Callable[[], Awaitable[object]]) -> float:
    await run()
    taken = []
    for _ in range(tries):
        begun = time.perf_counter()
        await run()
        taken.append(time.perf_counter() - begun)
    return round(statistics.median(taken) * 1000, 2)
