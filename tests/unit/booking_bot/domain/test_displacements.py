"""Whom to write to when, whom to call when, and what may follow what."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.displacements import (
    CHANGES,
    OPEN,
    Cause,
    DisplacedState,
    Displacement,
    Scope,
    call_at,
    can_be_written_to,
    write_at,
)
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.schedule import DayException, Schedule, rest_of_day

MOSCOW = ZoneInfo("Europe/Moscow")
MONDAY = date(2026, 3, 2)


def at(clock: str, day: date = MONDAY) -> datetime:
    """On a clock in Moscow."""
    hours, minutes = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day, hours, minutes, tzinfo=MOSCOW).astimezone(UTC)


def test_every_state_that_can_last_ends() -> None:
    assert set(CHANGES) == set(DisplacedState)
    ends = {state for state, after in CHANGES.items() if not after}
    assert {DisplacedState.MOVED, DisplacedState.CANCELLED, DisplacedState.OVER, DisplacedState.STANDS} == ends
    for state in OPEN:
        assert DisplacedState.OVER in CHANGES[state]
    assert DisplacedState.WAITING not in set().union(*CHANGES.values())


@pytest.mark.parametrize(
    ("start", "call"),
    [
        (at("19:00"), at("12:00")),
        (at("12:30"), at("11:30")),
        (at("11:05"), at("10:15")),
        (at("10:40"), at("10:15")),
        (at("10:05"), at("10:05")),
        (at("10:00", MONDAY + timedelta(days=1)), at("12:00")),
        (at("10:01", MONDAY + timedelta(days=1)), at("09:01", MONDAY + timedelta(days=1))),
        (at("10:00", MONDAY + timedelta(days=9)), at("10:00", MONDAY + timedelta(days=1))),
    ],
)
def test_customer_has_two_hours_to_answer_less_before_a_near_visit_and_a_day_for_a_far_one(
    start: datetime, call: datetime
) -> None:
    assert call_at(start, at("10:00")) == call


def test_nobody_is_woken_for_a_visit_that_leaves_time_to_answer_in_the_morning() -> None:
    now, morning = at("23:00"), at("09:00", MONDAY + timedelta(days=1))
    assert write_at(at("12:00", MONDAY + timedelta(days=1)), now, morning) == morning
    assert write_at(at("11:59", MONDAY + timedelta(days=1)), now, morning) == now
    assert write_at(at("12:00", MONDAY + timedelta(days=1)), now, None) == now


def test_only_who_has_telegram_and_may_choose_is_written_to() -> None:
    assert can_be_written_to(Customer(1, "Анна", user_id=5))
    assert not can_be_written_to(Customer(1, "Анна", phone="+79160000000"))
    assert not can_be_written_to(Customer(1, "Анна", user_id=5, access=Access.BANNED))


def test_only_what_closed_her_today_or_later_can_be_lifted() -> None:
    displacement = Displacement(1, Cause.ILL, Scope(1, MONDAY, MONDAY), None, at("10:00"), 1, closes=True)
    assert displacement.can_be_lifted(MONDAY)
    assert not displacement.can_be_lifted(MONDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("since", "left"),
    [
        ("09:30", ()),
        ("10:00", ()),
        ("12:00", (Hours(600, 720),)),
        ("14:30", (Hours(600, 840),)),
        ("16:00", (Hours(600, 840), Hours(900, 960))),
    ],
)
def test_rest_of_a_day_is_what_is_left_of_its_hours(since: str, left: tuple[Hours, ...]) -> None:
    schedule = Schedule({0: (Hours(600, 840), Hours(900, 1140))})
    assert rest_of_day(schedule, 7, MONDAY, at(since), MOSCOW) == (DayException(MONDAY, MONDAY, left, 7),)


def test_nothing_is_closed_where_no_hours_are_left() -> None:
    schedule = Schedule({0: (Hours(600, 840),)})
    assert rest_of_day(schedule, 7, MONDAY, at("14:00"), MOSCOW) == ()
    assert rest_of_day(schedule, 7, MONDAY + timedelta(days=1), at("9:00", MONDAY + timedelta(days=1)), MOSCOW) == ()


def test_night_shift_that_began_the_day_before_is_closed_too() -> None:
    schedule = Schedule({6: (Hours(1200, 1560),), 0: (Hours(1200, 1560),)})
    sunday = MONDAY - timedelta(days=1)
    since = at("00:29") + timedelta(seconds=30)
    assert rest_of_day(schedule, 7, MONDAY, since, MOSCOW) == (
        DayException(sunday, sunday, (Hours(1200, 1470),), 7),
        DayException(MONDAY, MONDAY, (), 7),
    )
