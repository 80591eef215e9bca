"""A price list is taken over as a whole, on both engines."""

from __future__ import annotations

import asyncio

import pytest

from services.booking_bot.domain.errors import NotAllowed
from services.booking_bot.domain.price_list import ListedService
from services.booking_bot.handlers.typed_list import read_lines
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.first_service import OfferFirstService
from services.booking_bot.use_cases.price_list import ComparePriceList, TakenOver, TakePriceList
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.use_cases.settings import ApplyEnvironment, EnvironmentSettings
from tests.support.salon import ALICE, OWNER, HandClock, Salon, at

LISTED = read_lines("стрижка - 1700 - 45 мин\nНогти:\nМаникюр - от 1200 - 90 мин\nСнятие - 400").services
Row = tuple[str, int, int, str | None]


async def _rows(salon: Salon) -> list[Row]:
    return [
        (service.name, service.minutes, service.price, service.category and service.category.name)
        for service in await ListServices(salon.storage)()
    ]


def _take(salon: Salon) -> TakePriceList:
    return TakePriceList(salon.storage, salon.clock)


BEFORE: Row = ("Стрижка", 60, 1500_00, None)
NEW: list[Row] = [("Маникюр", 90, 1200_00, "Ногти"), ("Снятие", 60, 400_00, "Ногти")]


async def test_new_services_are_added_and_others_left_alone(salon: Salon) -> None:
    found = await ComparePriceList(salon.storage)(LISTED, by=OWNER)
    assert (len(found.new), len(found.changed), found.same) == (2, 1, 0)
    assert await _rows(salon) == [BEFORE]

    assert await _take(salon)(LISTED, change=False, by=OWNER) == TakenOver(2, 0)

    assert await _rows(salon) == [BEFORE, *NEW]


async def test_services_of_the_same_name_are_changed_when_the_owner_says_so(salon: Salon) -> None:
    booking = await salon.book(at("10:00"))

    assert await _take(salon)(LISTED, change=True, by=OWNER) == TakenOver(2, 1)

    assert await _rows(salon) == [("стрижка", 45, 1700_00, None), *NEW]
    [kept] = (await salon.my_bookings(user_id=ALICE))[0].parts
    assert (kept.service_name, kept.price, kept.end) == ("Стрижка", 1500_00, booking.end)


async def test_same_list_again_and_a_repeated_update_change_nothing(salon: Salon) -> None:
    first = await _take(salon)(LISTED, change=True, by=OWNER, update_id=7)
    rows = await _rows(salon)

    assert await _take(salon)(LISTED, change=True, by=OWNER, update_id=7) == first
    assert await _take(salon)(LISTED, change=True, by=OWNER, update_id=8) == TakenOver(0, 0)
    assert await _rows(salon) == rows


async def test_two_admins_at_once_add_each_service_once(salon: Salon) -> None:
    await asyncio.gather(*(_take(salon)(LISTED, change=False, by=OWNER) for _ in range(3)))

    assert await _rows(salon) == [BEFORE, *NEW]


async def test_failure_in_the_middle_takes_nothing_over(salon: Salon) -> None:
    broken = [*LISTED, ListedService(9, "", 60)]

    with pytest.raises(Exception, match="name"):
        await _take(salon)(broken, change=True, by=OWNER)

    assert await _rows(salon) == [BEFORE]


async def test_first_service_makes_room_for_the_list(storage: Storage) -> None:
    await ApplyEnvironment(storage)(EnvironmentSettings("Salon", "UTC", "ru", (OWNER,)))
    await OfferFirstService(storage)("Consultation")

    await TakePriceList(storage, HandClock())(LISTED, change=False, by=OWNER)

    assert [service.name for service in await ListServices(storage)()] == ["стрижка", "Маникюр", "Снятие"]


async def test_list_is_the_owners_alone(salon: Salon) -> None:
    with pytest.raises(NotAllowed):
        await ComparePriceList(salon.storage)(LISTED, by=ALICE)
    with pytest.raises(NotAllowed):
        await _take(salon)(LISTED, change=True, by=ALICE)

    assert await _rows(salon) == [BEFORE]
