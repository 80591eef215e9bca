"""Many prices at once, now and from a day on, and the order of services: on both engines."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.booking_bot.domain.errors import NotAllowed, ServiceNotFound
from services.booking_bot.domain.errors_setup import CategoryNotFound, NotAFutureDay, PricesChanged
from services.booking_bot.domain.price_changes import Planned, PriceChange, code_of
from services.booking_bot.domain.services import Service
from services.booking_bot.use_cases.categories import NameCategory
from services.booking_bot.use_cases.price_changes import (
    ApplyDuePrices,
    CancelPlannedPrices,
    ChangePrices,
    GetPriceBoard,
    LookAtPrices,
    NextPrices,
    PlanPrices,
)
from services.booking_bot.use_cases.service_order import MoveService
from services.booking_bot.use_cases.services import ListServices
from tests.support.salon import ALICE, OWNER, SUNDAY_NOON, Salon, at

TEN_PERCENT = PriceChange(True, 10)
TUESDAY = date(2026, 3, 3)
MIDNIGHT = datetime(2026, 3, 2, 21, tzinfo=UTC)
"""The first minute of that Tuesday in Moscow."""


async def _prices(salon: Salon) -> dict[str, int]:
    return {service.name: service.price for service in await ListServices(salon.storage)(with_hidden=True)}


async def _seen(salon: Salon, change: PriceChange) -> int:
    return code_of(await LookAtPrices(salon.storage)(change, by=OWNER))


async def _add(salon: Salon, name: str, price: int) -> Service:
    return await salon.add_service(by=OWNER, name=name, minutes=30, price=price)


async def test_prices_change_now_and_bookings_keep_theirs(salon: Salon) -> None:
    await salon.book(at("10:00"))
    beard = await _add(salon, "Борода", 800_00)
    await salon.hide_service(beard.id, by=OWNER)
    looked_at = await LookAtPrices(salon.storage)(TEN_PERCENT, by=OWNER)
    assert [(before.price, after.price) for before, after in looked_at] == [(1500_00, 1650_00), (800_00, 880_00)]
    change = ChangePrices(salon.storage, salon.clock)

    for _ in range(2):
        assert await change(TEN_PERCENT, code_of(looked_at), by=OWNER, update_id=7) == 2

    assert await _prices(salon) == {"Стрижка": 1650_00, "Борода": 880_00}
    [visit] = await salon.my_bookings(user_id=ALICE)
    assert visit.parts[0].price == 1500_00


async def test_button_that_is_pressed_twice_changes_prices_once(salon: Salon) -> None:
    change, seen = ChangePrices(salon.storage, salon.clock), await _seen(salon, TEN_PERCENT)
    assert await change(TEN_PERCENT, seen, by=OWNER, update_id=7) == 1

    with pytest.raises(PricesChanged):
        await change(TEN_PERCENT, seen, by=OWNER, update_id=8)

    assert await _prices(salon) == {"Стрижка": 1650_00}
    assert await change(TEN_PERCENT, await _seen(salon, TEN_PERCENT), by=OWNER, update_id=9) == 1


async def test_day_that_is_pressed_twice_is_planned_once(salon: Salon) -> None:
    plan = PlanPrices(salon.storage, salon.clock)
    boards = [await plan(TEN_PERCENT, TUESDAY, by=OWNER, update_id=update_id) for update_id in (7, 8)]
    other = await plan(PriceChange(True, 20), TUESDAY, by=OWNER, update_id=9)
    later = await plan(TEN_PERCENT, TUESDAY + timedelta(days=1), by=OWNER, update_id=10)

    assert [len(board.planned) for board in (*boards, other, later)] == [1, 1, 2, 3]


async def test_one_category_changes_alone(salon: Salon) -> None:
    beard = await _add(salon, "Борода", 800_00)
    category = (await NameCategory(salon.storage)(beard.id, "Барбер", by=OWNER)).category
    assert category is not None
    change = PriceChange(False, -100_00, 50_00, category.id)

    seen = await _seen(salon, change)
    assert await ChangePrices(salon.storage, salon.clock)(change, seen, by=OWNER) == 1

    assert await _prices(salon) == {"Стрижка": 1500_00, "Борода": 700_00}
    assert (await GetPriceBoard(salon.storage)(by=OWNER)).categories == (category,)


async def test_planned_prices_change_at_local_midnight_and_once(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, timezone="Europe/Moscow")
    plan, apply = PlanPrices(salon.storage, salon.clock), ApplyDuePrices(salon.storage, salon.clock)
    salon.storage.notice_written.clear()
    for _ in range(2):
        board = await plan(TEN_PERCENT, TUESDAY, by=OWNER, update_id=7)
    assert board.planned == (Planned(1, TEN_PERCENT, MIDNIGHT),)
    assert await NextPrices(salon.storage)() == MIDNIGHT
    assert salon.storage.notice_written.is_set()

    salon.clock.now = MIDNIGHT - timedelta(seconds=1)
    assert await apply() is False
    assert await _prices(salon) == {"Стрижка": 1500_00}

    salon.clock.now = MIDNIGHT
    assert sorted(await asyncio.gather(*(apply() for _ in range(3)))) == [False, False, True]
    assert await _prices(salon) == {"Стрижка": 1650_00}
    assert await NextPrices(salon.storage)() is None
    assert (await GetPriceBoard(salon.storage)(by=OWNER)).planned == ()


async def test_several_that_are_due_are_applied_in_their_order(salon: Salon) -> None:
    plan = PlanPrices(salon.storage, salon.clock)
    await plan(PriceChange(False, 100_00), TUESDAY + timedelta(days=1), by=OWNER)
    await plan(PriceChange(True, 100), TUESDAY, by=OWNER)
    salon.clock.now = SUNDAY_NOON + timedelta(days=30)

    while await ApplyDuePrices(salon.storage, salon.clock)():
        pass

    assert await _prices(salon) == {"Стрижка": 3100_00}


async def test_planned_change_can_be_called_off(salon: Salon) -> None:
    [planned] = (await PlanPrices(salon.storage, salon.clock)(TEN_PERCENT, TUESDAY, by=OWNER)).planned

    for number in (planned.id, planned.id, 99, 2**70):
        board = await CancelPlannedPrices(salon.storage)(number, by=OWNER)

    assert board.planned == ()
    salon.clock.now = SUNDAY_NOON + timedelta(days=30)
    assert await ApplyDuePrices(salon.storage, salon.clock)() is False
    assert await _prices(salon) == {"Стрижка": 1500_00}


async def test_planned_change_ends_once(salon: Salon) -> None:
    [planned] = (await PlanPrices(salon.storage, salon.clock)(TEN_PERCENT, TUESDAY, by=OWNER)).planned

    async with salon.storage.writing() as tables:
        ended = [await tables.price_changes.end(planned.id, applied=applied) for applied in (True, False, True)]

    assert ended == [True, False, False]


async def test_wrong_days_categories_and_people_change_nothing(salon: Salon) -> None:
    storage, clock = salon.storage, salon.clock
    for day in (SUNDAY_NOON.date(), date(2026, 2, 1)):
        with pytest.raises(NotAFutureDay):
            await PlanPrices(storage, clock)(TEN_PERCENT, day, by=OWNER)
    elsewhere = PriceChange(True, 10, category_id=99)
    refused: list[tuple[type[Exception], Awaitable[Any]]] = [
        (CategoryNotFound, LookAtPrices(storage)(elsewhere, by=OWNER)),
        (CategoryNotFound, ChangePrices(storage, clock)(elsewhere, 0, by=OWNER)),
        (CategoryNotFound, PlanPrices(storage, clock)(elsewhere, TUESDAY, by=OWNER)),
        (NotAllowed, GetPriceBoard(storage)(by=ALICE)),
        (NotAllowed, LookAtPrices(storage)(TEN_PERCENT, by=ALICE)),
        (NotAllowed, ChangePrices(storage, clock)(TEN_PERCENT, 0, by=ALICE)),
        (NotAllowed, PlanPrices(storage, clock)(TEN_PERCENT, TUESDAY, by=ALICE)),
        (NotAllowed, CancelPlannedPrices(storage)(1, by=ALICE)),
        (NotAllowed, MoveService(storage, clock)(salon.haircut.id, up=True, by=ALICE)),
        (ServiceNotFound, MoveService(storage, clock)(99, up=True, by=OWNER)),
    ]
    for error, act in refused:
        with pytest.raises(error):
            await act

    assert await _prices(salon) == {"Стрижка": 1500_00}
    assert await NextPrices(storage)() is None


async def test_service_moves_a_place_at_a_time_and_stays_at_the_ends(salon: Salon) -> None:
    await _add(salon, "Борода", 0)
    last = await _add(salon, "Укладка", 0)
    move = MoveService(salon.storage, salon.clock)

    async def moved(up: bool, update_id: int) -> list[str]:
        shown = await move(last.id, up=up, by=OWNER, update_id=update_id)
        assert [service.name for service in await ListServices(salon.storage)()] == [one.name for one in shown]
        return [service.name for service in shown]

    assert await moved(True, 1) == ["Стрижка", "Укладка", "Борода"]
    assert await moved(True, 1) == ["Стрижка", "Укладка", "Борода"]
    assert await moved(True, 2) == ["Укладка", "Стрижка", "Борода"]
    assert await moved(True, 3) == ["Укладка", "Стрижка", "Борода"]
    assert await moved(False, 4) == ["Стрижка", "Укладка", "Борода"]
    added = await _add(salon, "Усы", 0)
    assert [service.id for service in await ListServices(salon.storage)()][-1] == added.id
