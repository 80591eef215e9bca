"""Chairs and rooms that specialists share."""

from __future__ import annotations

import asyncio

import pytest

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.errors import InvalidName, NotAllowed, ServiceNotFound, SlotTaken, TimeRefused
from services.booking_bot.domain.errors_setup import InvalidUnits, ResourceNotFound
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.free_times import ForVisit, FreeSlots
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.resources import (
    AddResource,
    EditResource,
    GetResource,
    ListResources,
    RemoveResource,
    SetNeed,
)
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, as_owner, at

CHAIR = 1
ANNA, BORIS = 2, 3


@pytest.fixture
async def one_chair(salon: Salon) -> Salon:
    """Three specialists, and one chair for their haircuts."""
    for name in ("Анна", "Борис"):
        await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name=name)
    card = await AddResource(salon.storage, salon.clock)(by=OWNER, name=" Кресло ")
    assert (card.resource.id, card.resource.name, card.resource.units, card.takers) == (CHAIR, "Кресло", 1, frozenset())
    await SetNeed(salon.storage)(CHAIR, salon.haircut.id, by=OWNER, needed=True)
    await salon.remember(user_id=3, name="Carol")
    return salon


async def _free(salon: Salon, user_id: int = BOB) -> list[str]:
    purpose = ForVisit(Plan.of(salon.haircut.id))
    times = await FreeSlots(salon.storage, salon.clock)(purpose, MONDAY, by=as_customer(user_id))
    return [f"{start:%H:%M}" for start in times.starts]


async def _book_with(salon: Salon, specialist_id: int, clock: str, user_id: int) -> Booking:
    plan = Plan.of(salon.haircut.id, specialist_id)
    return await Book(salon.storage, salon.clock)(user_id=user_id, plan=plan, start=at(clock))


async def test_one_chair_makes_one_visit_at_a_time(one_chair: Salon) -> None:
    booking = await one_chair.book(at("12:00"))

    assert not {"11:30", "12:00", "12:30"} & set(await _free(one_chair))
    with pytest.raises(SlotTaken):
        await one_chair.book(at("12:30"), BOB)
    await EditResource(one_chair.storage)(CHAIR, by=OWNER, units=2)
    assert "12:30" in await _free(one_chair)
    await one_chair.book(at("12:30"), BOB)
    with pytest.raises(SlotTaken):
        await one_chair.book(at("12:00"), 3)
    await one_chair.cancel(booking.id, by=as_customer(ALICE))
    assert (await one_chair.book(at("12:00"), 3)).start == at("12:00")


async def test_service_that_needs_no_chair_is_free_beside_it(one_chair: Salon) -> None:
    await one_chair.book(at("12:00"))
    other = await one_chair.add_service(by=OWNER, name="Маникюр", minutes=60, price=0)

    booking = await Book(one_chair.storage, one_chair.clock)(user_id=BOB, plan=Plan.of(other.id), start=at("12:00"))

    assert booking.start == at("12:00")


async def test_moving_takes_the_chair_along(one_chair: Salon) -> None:
    await EditResource(one_chair.storage)(CHAIR, by=OWNER, units=2)
    first = await one_chair.book(at("12:00"))
    second = await _book_with(one_chair, ANNA, "15:00", BOB)
    await _book_with(one_chair, BORIS, "15:30", 3)

    moved = await one_chair.move(first.id, at("14:30"), by=as_customer(ALICE))

    assert moved.start == at("14:30")
    free = await _free(one_chair, 3)
    assert {"12:00", "12:30"} <= set(free)
    assert "14:30" not in free, "the second chair went along"
    with pytest.raises(TimeRefused):
        await one_chair.move(first.id, at("15:00"), by=as_owner())
    await one_chair.cancel(second.id, by=as_customer(BOB))
    assert (await one_chair.move(first.id, at("15:00"), by=as_owner())).start == at("15:00")


async def test_held_time_holds_the_chair(one_chair: Salon) -> None:
    purpose = ForVisit(Plan.of(one_chair.haircut.id))
    await HoldTime(one_chair.storage, one_chair.clock)(purpose, at("12:00"), user_id=ALICE)

    assert "12:00" not in await _free(one_chair)
    assert "12:00" in await _free(one_chair, ALICE)
    assert (await one_chair.book(at("12:00"))).start == at("12:00")


async def test_crowd_on_one_time_gets_as_many_visits_as_there_are_chairs(one_chair: Salon) -> None:
    await EditResource(one_chair.storage)(CHAIR, by=OWNER, units=2)
    crowd = range(1000, 1010)
    for user_id in crowd:
        await one_chair.remember(user_id=user_id, name=f"Customer {user_id}")

    outcomes = await asyncio.gather(
        *(one_chair.book(at("15:00"), user_id) for user_id in crowd), return_exceptions=True
    )

    assert len([outcome for outcome in outcomes if isinstance(outcome, Booking)]) == 2
    assert len([outcome for outcome in outcomes if isinstance(outcome, SlotTaken)]) == 8


async def test_every_listed_start_finds_a_chair_and_no_other_does(one_chair: Salon) -> None:
    await EditResource(one_chair.storage)(CHAIR, by=OWNER, units=2)
    for start, user_id in (("11:00", ALICE), ("12:00", 3), ("11:30", 3), ("15:00", ALICE)):
        try:
            await one_chair.book(at(start), user_id)
        except TimeRefused:
            continue
    listed, booked = await _free(one_chair), []
    for minute in range(9 * 60, 20 * 60, 30):
        clock = f"{minute // 60:02d}:{minute % 60:02d}"
        try:
            booking = await one_chair.book(at(clock), BOB)
        except TimeRefused:
            continue
        booked.append(clock)
        await one_chair.cancel(booking.id, by=as_customer(BOB))
    assert booked == listed
    assert booked


async def test_removed_chair_is_needed_no_more(one_chair: Salon) -> None:
    await one_chair.book(at("12:00"))

    assert await RemoveResource(one_chair.storage)(CHAIR, by=OWNER) == []
    assert await RemoveResource(one_chair.storage)(CHAIR, by=OWNER) == []
    assert (await one_chair.book(at("12:00"), BOB)).start == at("12:00")


async def test_wrong_requests_change_nothing(one_chair: Salon) -> None:
    with pytest.raises(NotAllowed):
        await ListResources(one_chair.storage)(by=ALICE)
    with pytest.raises(ResourceNotFound):
        await GetResource(one_chair.storage)(77, by=OWNER)
    with pytest.raises(ServiceNotFound):
        await SetNeed(one_chair.storage)(CHAIR, 77, by=OWNER, needed=True)
    with pytest.raises(InvalidUnits):
        await EditResource(one_chair.storage)(CHAIR, by=OWNER, units=0)
    with pytest.raises(InvalidName):
        await EditResource(one_chair.storage)(CHAIR, by=OWNER, name="К" * 41)
    (chair,) = await ListResources(one_chair.storage)(by=OWNER)
    assert (chair.name, chair.units) == ("Кресло", 1)


async def test_repeated_update_adds_once(salon: Salon) -> None:
    add = AddResource(salon.storage, salon.clock)

    assert await add(by=OWNER, name="Кресло", update_id=5) == await add(by=OWNER, name="Кресло", update_id=5)
    assert len(await ListResources(salon.storage)(by=OWNER)) == 1
