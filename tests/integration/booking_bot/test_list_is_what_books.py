"""Random businesses: what the list of free times offers is exactly what can be booked."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from services.booking_bot.domain.errors import TimeRefused
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.plans import Item, Party, Plan
from services.booking_bot.domain.services import Service
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.free_times import ForVisit, FreeSlots
from services.booking_bot.use_cases.hours import SetWeekdayHours
from services.booking_bot.use_cases.resources import AddResource, EditResource, SetNeed
from services.booking_bot.use_cases.services import SetServiceRules
from services.booking_bot.use_cases.specialists import AddSpecialist, SetOwnTerms
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, at

QUARTER = timedelta(minutes=15)


@pytest.mark.parametrize("seed", range(6))
async def test_list_is_exactly_what_can_be_booked(salon: Salon, seed: int) -> None:
    chance = random.Random(seed)
    services = await _furnish(salon, chance)
    await _fill(salon, chance, services)

    for plan in _plans(chance, services):
        listed = await FreeSlots(salon.storage, salon.clock)(ForVisit(plan), MONDAY, by=as_customer(BOB))
        candidates = {at("09:00") + number * QUARTER for number in range(44)} | set(listed.starts)
        booked = [start for start in sorted(candidates) if await _books(salon, plan, start)]
        assert booked == list(listed.starts), plan


async def _furnish(salon: Salon, chance: random.Random) -> list[Service]:
    """Specialists with breaks, services with gaps, lengths and prices of their own, perhaps a chair, perhaps a rule."""
    rule = chance.choice(["first", "fewest", "turn"])
    step = chance.choice([15, 30, 45])
    await salon.change_settings(by=OWNER, most_services=3, guests=2, step_minutes=step, any_rule=rule)
    hire = AddSpecialist(salon.storage, salon.clock)
    hired = [await hire(by=OWNER, name=name) for name in chance.sample(["Анна", "Борис"], chance.randrange(3))]
    staff = [1, *(card.specialist.id for card in hired)]
    for specialist_id in staff:
        noon = chance.randrange(11 * 4, 15 * 4) * 15
        hours = [Hours.of(600 + chance.choice([0, 15, 60]), noon), Hours.of(noon + 30, 1140)]
        await SetWeekdayHours(salon.storage)(0, hours, by=OWNER, specialist_id=specialist_id)
    services = [salon.haircut, await salon.add_service(by=OWNER, name="Борода", minutes=30, price=0)]
    for service in services:
        gaps = {"buffer_before": chance.choice([0, 10]), "buffer_after": chance.choice([0, 5, 30])}
        await SetServiceRules(salon.storage)(service.id, gaps, by=OWNER)
        minutes = chance.choice([service.minutes, 45, 90])
        await SetOwnTerms(salon.storage)(chance.choice(staff), service.id, by=OWNER, minutes=minutes)
    if chance.random() < 0.4:
        await salon.edit_service(services[1].id, by=OWNER, fixed_times=[610, 755, 900, 1020])
    if chance.random() < 0.6:
        chair = (await AddResource(salon.storage, salon.clock)(by=OWNER, name="Кресло")).resource.id
        await EditResource(salon.storage)(chair, by=OWNER, units=chance.choice([1, 2]))
        for service in services:
            await SetNeed(salon.storage)(chair, service.id, by=OWNER, needed=chance.random() < 0.8)
    return services


async def _fill(salon: Salon, chance: random.Random, services: Sequence[Service]) -> None:
    """Visits by hand at any minute, and some of the two customers."""
    for _ in range(5):
        start, plan = at("10:00") + timedelta(minutes=chance.randrange(480)), Plan.of(chance.choice(services).id)
        try:
            if chance.random() < 0.5:
                await salon.book_by_hand(by=OWNER, plan=plan, start=start, name="Гость")
            else:
                await Book(salon.storage, salon.clock)(user_id=chance.choice([ALICE, BOB]), plan=plan, start=start)
        except TimeRefused:
            continue


def _plans(chance: random.Random, services: Sequence[Service]) -> list[Plan]:
    first, second = (service.id for service in services)
    return [
        Plan.of(first),
        Plan((Item(second), Item(first))),
        Plan((Item(first), Item(second))),
        Plan.of(chance.choice([first, second])).for_two(chance.choice([Party.IN_TURN, Party.TOGETHER])),
    ]


async def _books(salon: Salon, plan: Plan, start: datetime) -> bool:
    try:
        booking = await Book(salon.storage, salon.clock)(user_id=BOB, plan=plan, start=start)
    except TimeRefused:
        return False
    await salon.cancel(booking.id, by=as_customer(BOB))
    return True
