"""Zones: the wall clock rules the opening hours, instants rule everything else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from services.booking_bot.domain.errors import TimeRefused
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.zones import load_zone, local_day, to_local
from services.booking_bot.use_cases.free_times import ForVisit, FreeSlots
from services.booking_bot.use_cases.hours import SetWeekdayHours
from tests.support.salon import ALICE, BOB, OWNER, Salon, as_customer

SUNDAY = 6


async def _starts(salon: Salon, day: date) -> list[datetime]:
    slots = FreeSlots(salon.storage, salon.clock)
    return list((await slots(ForVisit(Plan.of(salon.haircut.id)), day, by=as_customer(BOB))).starts)


async def _moves_to(salon: Salon, zone: str, now: datetime) -> None:
    salon.clock.now = now
    await salon.change_settings(by=OWNER, timezone=zone)


@pytest.mark.parametrize(
    ("zone", "day", "hours", "starts"),
    [
        # 02:00 becomes 03:00: a night of 01:00–05:00 has three hours, each start in it an hour of real time
        ("Europe/Berlin", date(2026, 3, 29), Hours.of(60, 300), ["01:00", "03:00", "04:00"]),
        # 03:00 becomes 02:00: five hours, and 02:00 twice
        ("Europe/Berlin", date(2026, 10, 25), Hours.of(60, 300), ["01:00", "02:00", "02:00", "03:00", "04:00"]),
        ("Europe/Berlin", date(2026, 3, 29), Hours.of(600, 780), ["10:00", "11:00", "12:00"]),
        ("Asia/Kathmandu", date(2026, 3, 8), Hours.of(600, 780), ["10:00", "11:00", "12:00"]),
        ("America/Sao_Paulo", date(2026, 3, 8), Hours.of(1320, 120), ["22:00", "23:00"]),
    ],
)
async def test_hours_of_the_wall_clock_are_kept_and_every_listed_start_books(
    salon: Salon, zone: str, day: date, hours: Hours, starts: list[str]
) -> None:
    await _moves_to(salon, zone, datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=3))
    await salon.change_settings(by=OWNER, step_minutes=60)
    for weekday in range(7):
        await SetWeekdayHours(salon.storage)(weekday, [], by=OWNER)
    await SetWeekdayHours(salon.storage)(SUNDAY, [hours], by=OWNER)

    offered = await _starts(salon, day)

    assert [f"{to_local(start, load_zone(zone)):%H:%M}" for start in offered] == starts
    assert len(set(offered)) == len(starts)
    for start in offered:
        booking = await salon.book(start, BOB)
        assert booking.end - booking.start == timedelta(hours=1)
    assert await _starts(salon, day) == []


async def test_shift_over_midnight_belongs_to_two_days_and_is_one_stretch(salon: Salon) -> None:
    await _moves_to(salon, "America/Sao_Paulo", datetime(2026, 3, 5, tzinfo=UTC))
    await salon.change_settings(by=OWNER, step_minutes=60)
    for weekday in range(7):
        await SetWeekdayHours(salon.storage)(weekday, [], by=OWNER)
    await SetWeekdayHours(salon.storage)(5, [Hours.of(22 * 60, 2 * 60)], by=OWNER)
    saturday, sunday = date(2026, 3, 7), date(2026, 3, 8)

    assert len(await _starts(salon, saturday)) == 2
    assert len(await _starts(salon, sunday)) == 2
    midnight = local_day(sunday, load_zone("America/Sao_Paulo")).start
    booking = await salon.book(midnight - timedelta(hours=1), ALICE)
    moved = await salon.move(booking.id, midnight, by=as_customer(ALICE))
    assert moved.start == midnight


async def test_business_that_moves_keeps_its_visits_where_they_are_in_time(salon: Salon) -> None:
    """A visit at 10:00 UTC stays that instant; the opening hours go with the clock on the new wall."""
    booking = await salon.book(datetime(2026, 3, 3, 10, tzinfo=UTC))
    await salon.change_settings(by=OWNER, timezone="Asia/Kathmandu")

    (kept,) = await salon.my_bookings(user_id=ALICE)
    assert (kept.start, kept.end) == (booking.start, booking.end)
    offered = await _starts(salon, date(2026, 3, 3))
    zone = load_zone("Asia/Kathmandu")
    assert f"{to_local(offered[0], zone):%H:%M}" == "10:00"
    assert booking.start not in offered
    for start in offered:
        assert start + timedelta(hours=1) <= booking.start or start >= booking.end
    with pytest.raises(TimeRefused):
        await salon.book(booking.start + timedelta(minutes=15), BOB)
