"""Windows of a service's own: what the list offers is what can be booked, and each booking follows its services."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.address import Point
from services.booking_bot.domain.errors import NotAllowed, SlotTaken, TooLateToCancel, TooLateToMove, TooSoon
from services.booking_bot.domain.errors_setup import InvalidRule
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.services import AS_EVERYWHERE, OwnWindows
from services.booking_bot.use_cases.nearest_times import FindNearestTimes
from services.booking_bot.use_cases.services import GetService, SetServiceRules
from services.booking_bot.use_cases.settings import ReadSettings
from tests.support.salon import ALICE, BOB, OWNER, Salon, as_customer, as_owner, at


async def set_rules(salon: Salon, **change: int | None) -> None:
    await SetServiceRules(salon.storage)(salon.haircut.id, change, by=OWNER)


async def test_rules_of_a_service_are_kept_and_only_the_owner_sets_them(salon: Salon) -> None:
    assert salon.haircut.windows == AS_EVERYWHERE
    await set_rules(salon, notice_minutes=0, cancel_until_minutes=720)
    await set_rules(salon, move_until_minutes=120, notice_minutes=None, buffer_after=15)
    with pytest.raises(InvalidRule):
        await set_rules(salon, buffer_before=-5)
    with pytest.raises(NotAllowed):
        await SetServiceRules(salon.storage)(salon.haircut.id, {"notice_minutes": 0}, by=ALICE)

    kept = await GetService(salon.storage)(salon.haircut.id)
    assert (kept.windows, kept.buffer_before, kept.buffer_after) == (OwnWindows(None, 120, 720), 0, 15)
    renamed = await salon.edit_service(kept.id, by=OWNER, name="Стрижка и укладка")
    assert (renamed.windows, renamed.buffer_after) == (kept.windows, 15)


@pytest.mark.parametrize(("own", "first"), [(None, "11:00"), (0, "10:00"), (180, "13:00")])
async def test_the_list_and_the_booking_keep_the_notice_of_the_service(
    salon: Salon, own: int | None, first: str
) -> None:
    await set_rules(salon, notice_minutes=own)
    salon.clock.now = at("09:45")
    await salon.change_settings(by=OWNER, notice_minutes=75)

    free = await salon.free()
    nearest = await FindNearestTimes(salon.storage, salon.clock)(user_id=ALICE)

    assert free[0] == at(first)
    assert nearest is not None
    assert nearest.times[0].start == at(first)
    for start in (at("10:00") + timedelta(minutes=30 * step) for step in range(17)):
        if start in free:
            await salon.cancel((await salon.book(start)).id, by=as_owner())
        else:
            with pytest.raises(TooSoon):
                await salon.book(start)


async def test_the_business_books_and_moves_without_notice(salon: Salon) -> None:
    await set_rules(salon, notice_minutes=1440)
    salon.clock.now = at("09:45")
    booking = await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("10:00"), name="Ivan")
    assert (await salon.move(booking.id, at("12:00"), by=as_owner())).start == at("12:00")
    assert await salon.free() == []


async def test_a_move_keeps_the_notice_of_the_service(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    await set_rules(salon, notice_minutes=180)
    salon.clock.now = at("09:00")
    assert (await salon.free(moving=booking))[0] == at("12:00")
    with pytest.raises(TooSoon):
        await salon.move(booking.id, at("11:30"), by=as_customer(ALICE))
    assert (await salon.move(booking.id, at("12:00"), by=as_customer(ALICE))).start == at("12:00")


async def test_windows_of_a_booking_are_those_that_its_service_has_now(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    await salon.change_settings(by=OWNER, move_until_minutes=60, cancel_until_minutes=60)
    await set_rules(salon, move_until_minutes=240, cancel_until_minutes=180)
    salon.clock.now = at("12:30")
    with pytest.raises(TooLateToMove) as move:
        await salon.move(booking.id, at("17:00"), by=as_customer(ALICE))
    with pytest.raises(TooLateToMove):
        await salon.free(moving=booking)
    with pytest.raises(TooLateToCancel) as cancel:
        await salon.cancel(booking.id, by=as_customer(ALICE))
    assert (move.value.minutes, cancel.value.minutes) == (240, 180)

    await set_rules(salon, move_until_minutes=None, cancel_until_minutes=None)
    moved = await salon.move(booking.id, at("17:00"), by=as_customer(ALICE))
    salon.clock.now = at("16:01")
    with pytest.raises(TooLateToCancel) as everywhere:
        await salon.cancel(moved.id, by=as_customer(ALICE))
    assert everywhere.value.minutes == 60
    await salon.cancel(moved.id, by=as_owner())


async def test_gaps_widen_what_is_taken_and_bookings_keep_those_that_they_have(salon: Salon) -> None:
    await salon.book(at("10:00"))
    await set_rules(salon, buffer_before=15, buffer_after=30)
    await salon.book(at("13:00"), BOB)

    free = await salon.free()
    around = [start for start in free if start < at("15:30")]
    assert around == [at("11:30"), at("14:30"), at("15:00")]
    with pytest.raises(SlotTaken):
        await salon.book(at("14:00"), BOB)


async def test_the_place_is_kept_and_taken_away(salon: Salon) -> None:
    read = ReadSettings(salon.storage)
    point = Point(55.7522, -37.6156)
    await salon.change_settings(by=OWNER, address=" Арбат,  1", point=point)
    kept = await read()
    assert (kept.address, kept.point) == ("Арбат, 1", point)

    await salon.change_settings(by=OWNER, address="", point=None)
    gone = await read()
    assert (gone.address, gone.point) == ("", None)
