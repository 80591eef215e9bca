"""Blocked time: nobody is booked in it, and nobody who is booked is lost to it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.errors import NotAllowed, SlotTaken, SpecialistNotFound
from services.booking_bot.domain.errors_setup import DayOver, TimeIsBooked
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.blocks import BlockTime, FindFreeHours, FreeHours, UnblockTime
from services.booking_bot.use_cases.free_times import ForVisit
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_owner, at

FIRST = 1


async def block(salon: Salon, clock: str, **asked: object) -> Block:
    return await BlockTime(salon.storage, salon.clock)(FIRST, at(clock), by=OWNER, **asked)  # type: ignore[arg-type]


async def hours(salon: Salon, **asked: object) -> FreeHours:
    return await FindFreeHours(salon.storage, salon.clock)(MONDAY, by=OWNER, **asked)  # type: ignore[arg-type]


async def blocks(salon: Salon) -> tuple[Block, ...]:
    return (await salon.board(MONDAY, by=OWNER)).blocks


def around(starts: list[datetime] | tuple[datetime, ...]) -> list[datetime]:
    return [start for start in starts if at("11:00") <= start <= at("14:00")]


async def test_blocked_hour_is_neither_offered_nor_booked_until_it_is_lifted(salon: Salon) -> None:
    made = await block(salon, "12:00")
    assert made == Block(made.id, FIRST, at("12:00"), at("13:00"))
    assert await blocks(salon) == (made,)
    assert around(await salon.free()) == [at("11:00"), at("13:00"), at("13:30"), at("14:00")]
    for start in ("11:30", "12:00", "12:30"):
        with pytest.raises(SlotTaken):
            await salon.book(at(start))
    with pytest.raises(SlotTaken):
        await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("12:15"), name="Ivan")
    await salon.book(at("11:00"))

    for _ in range(2):
        await UnblockTime(salon.storage)(made.id, by=OWNER)
    assert await blocks(salon) == ()
    assert (await salon.book(at("12:00"), BOB)).start == at("12:00")


async def test_block_refuses_what_is_taken_unless_it_is_told(salon: Salon) -> None:
    booking = await salon.book(at("12:00"))
    await HoldTime(salon.storage, salon.clock)(ForVisit(Plan.of(salon.haircut.id)), at("15:00"), user_id=BOB)
    await block(salon, "17:00")
    for clock in ("11:30", "12:30", "14:30", "16:30", "17:00"):
        with pytest.raises(TimeIsBooked):
            await block(salon, clock)
    assert len(await blocks(salon)) == 1

    await block(salon, "12:30", anyway=True)
    await block(salon, "12:00", anyway=True)
    assert [made.start for made in await blocks(salon)] == [at("12:00"), at("12:30"), at("17:00")]
    assert [kept.id for kept in await salon.my_bookings(user_id=ALICE)] == [booking.id]
    await salon.cancel(booking.id, by=as_owner())
    assert around(await salon.free()) == [at("11:00"), at("13:30"), at("14:00")]


async def test_hold_that_has_expired_does_not_stand_in_the_way(salon: Salon) -> None:
    await HoldTime(salon.storage, salon.clock)(ForVisit(Plan.of(salon.haircut.id)), at("15:00"), user_id=BOB)
    salon.clock.now += timedelta(hours=1)
    await block(salon, "15:00")
    assert len(await blocks(salon)) == 1


async def test_repeated_update_blocks_once(salon: Salon) -> None:
    made = await block(salon, "12:00", update_id=7)
    assert await block(salon, "12:00", update_id=7) == made
    assert await blocks(salon) == (made,)


async def test_free_hours_are_those_that_can_be_blocked(salon: Salon) -> None:
    await salon.book(at("12:30"))
    await block(salon, "15:00")
    salon.clock.now = at("10:10")
    found = await hours(salon)
    assert [f"{start:%H:%M}" for start in found.starts] == [
        *("10:30", "11:00", "11:30", "13:30", "14:00", "16:00", "16:30", "17:00", "17:30", "18:00")
    ]
    for start in found.starts:
        made = await BlockTime(salon.storage, salon.clock)(FIRST, start, by=OWNER)
        await UnblockTime(salon.storage)(made.id, by=OWNER)
    salon.clock.now = at("18:30")
    assert (await hours(salon)).starts == ()


async def test_hours_of_a_colleague_are_blocked_for_her_alone(salon: Salon) -> None:
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist
    await BlockTime(salon.storage, salon.clock)(anna.id, at("12:00"), by=OWNER)
    first, hers = await hours(salon), await hours(salon, specialist_id=anna.id)
    assert (first.specialist.id, first.others, hers.specialist) == (FIRST, (anna,), anna)
    assert (at("12:00") in first.starts, at("12:00") in hers.starts) == (True, False)
    assert [made.specialist_name for made in await blocks(salon)] == ["Анна"]
    assert at("12:00") in await salon.free()


async def test_strangers_the_past_and_nobody_are_refused(salon: Salon) -> None:
    made = await block(salon, "12:00")
    with pytest.raises(NotAllowed):
        await BlockTime(salon.storage, salon.clock)(FIRST, at("14:00"), by=ALICE)
    with pytest.raises(NotAllowed):
        await UnblockTime(salon.storage)(made.id, by=ALICE)
    with pytest.raises(NotAllowed):
        await FindFreeHours(salon.storage, salon.clock)(MONDAY, by=ALICE)
    with pytest.raises(SpecialistNotFound):
        await BlockTime(salon.storage, salon.clock)(99, at("14:00"), by=OWNER)
    with pytest.raises(SpecialistNotFound):
        await hours(salon, specialist_id=99)
    salon.clock.now = at("12:00", MONDAY + timedelta(days=1))
    with pytest.raises(DayOver):
        await block(salon, "14:00")
    assert await blocks(salon) == (made,)


async def test_a_booking_and_a_block_at_once_leave_one_of_them(salon: Salon) -> None:
    for number in range(5):
        clock = f"{10 + number}:00"
        ended = await asyncio.gather(salon.book(at(clock)), block(salon, clock), return_exceptions=True)
        assert sum(isinstance(one, SlotTaken | TimeIsBooked) for one in ended) == 1
        assert sum(isinstance(one, BaseException) for one in ended) == 1
