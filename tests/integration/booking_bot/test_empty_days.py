"""An empty day says why, and which day is the next with free times."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.empty_days import EmptyDay, WhyEmpty
from services.booking_bot.use_cases.free_times import ForVisit, FreeSlots
from services.booking_bot.use_cases.hours import SetWeekdayHours
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, at

TUESDAY = MONDAY + timedelta(days=1)


async def _empty(salon: Salon, day: date) -> EmptyDay | None:
    slots = FreeSlots(salon.storage, salon.clock)
    return (await slots(ForVisit(Plan.of(salon.haircut.id)), day, by=as_customer(BOB))).empty


async def test_day_with_free_times_has_no_reason(salon: Salon) -> None:
    assert await _empty(salon, MONDAY) is None


async def test_day_off_names_the_next_working_day(salon: Salon) -> None:
    assert await _empty(salon, MONDAY + timedelta(days=6)) == EmptyDay(WhyEmpty.CLOSED, MONDAY + timedelta(days=7))


async def test_full_day_is_taken(salon: Salon) -> None:
    await SetWeekdayHours(salon.storage)(0, [Hours.of(600, 660)], by=OWNER)
    await salon.book(at("10:00"), ALICE)
    assert await _empty(salon, MONDAY) == EmptyDay(WhyEmpty.TAKEN, TUESDAY)


async def test_day_that_is_too_short_for_it_says_so_although_nothing_is_booked(salon: Salon) -> None:
    await SetWeekdayHours(salon.storage)(0, [Hours.of(600, 630)], by=OWNER)
    assert await _empty(salon, MONDAY) == EmptyDay(WhyEmpty.NO_FIT, TUESDAY)

    await SetWeekdayHours(salon.storage)(0, [Hours.of(600, 1140)], by=OWNER)
    await salon.edit_service(salon.haircut.id, by=OWNER, fixed_times=[8 * 60])
    assert await _empty(salon, MONDAY) == EmptyDay(WhyEmpty.NO_FIT, None)


async def test_evening_is_too_late_and_yesterday_too(salon: Salon) -> None:
    salon.clock.now = at("17:30")
    assert await _empty(salon, MONDAY) == EmptyDay(WhyEmpty.TOO_LATE, TUESDAY)
    assert await _empty(salon, MONDAY - timedelta(days=30)) == EmptyDay(WhyEmpty.TOO_LATE, TUESDAY)


@pytest.mark.parametrize("days", [61, 364])
async def test_beyond_the_horizon_there_is_no_next_day(salon: Salon, days: int) -> None:
    assert await _empty(salon, MONDAY + timedelta(days=days)) == EmptyDay(WhyEmpty.TOO_FAR, None)
