"""Week, shifts and exceptions: which of them holds on a day, for years, and over changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking_bot.domain.errors import DayOutOfReach
from services.booking_bot.domain.errors_setup import (
    DayOver,
    IntervalsOverlap,
    InvalidShift,
    RangeReversed,
    RangeTooLong,
)
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.schedule import DayException, Schedule, Shift, hours_on, opening

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 2)
USUAL, LONG, SHORT = (Hours.of(600, 1140),), (Hours.of(480, 1200),), (Hours.of(720, 960),)
NIGHT = (Hours.of(20 * 60, 8 * 60),)
WEEK = dict.fromkeys(range(7), USUAL)

days = st.dates(date(2026, 1, 1), date(2036, 12, 31))
counts = st.integers(1, 31)


def after(number: int, day: date = TODAY) -> date:
    return day + timedelta(days=number)


@given(anchor=days, on=counts, off=counts, ahead=st.integers(0, 20 * 366))
def test_shift_rolls_for_ever(anchor: date, on: int, off: int, ahead: int) -> None:
    schedule = Schedule(WEEK, (Shift.of(anchor, on, off, LONG),))

    found = hours_on(schedule, after(ahead, anchor))

    turn = ([LONG] * on + [()] * off)[ahead % (on + off)]
    assert found == turn
    assert hours_on(schedule, after(ahead + on + off, anchor)) == turn


@given(anchor=days, back=st.integers(1, 1000))
def test_week_holds_before_the_first_shift(anchor: date, back: int) -> None:
    assert hours_on(Schedule(WEEK, (Shift.of(anchor, 2, 2, LONG),)), after(-back, anchor)) == USUAL


def test_each_shift_holds_until_the_next_begins() -> None:
    schedule = Schedule(WEEK, (Shift.of(TODAY, 2, 2, LONG), Shift.of(after(5), 1, 2, SHORT)))

    assert [hours_on(schedule, after(number)) for number in range(-1, 9)] == [
        USUAL,
        *(LONG, LONG, (), (), LONG),
        *(SHORT, (), (), SHORT),
    ]


@given(first=days, length=st.integers(0, 30), closed=st.booleans())
def test_exception_holds_from_its_first_to_its_last_day_and_no_longer(first: date, length: int, closed: bool) -> None:
    last = after(length, first)
    hours = () if closed else SHORT
    schedule = Schedule(WEEK, exceptions=(DayException(first, last, hours),))

    assert [hours_on(schedule, day) for day in (after(-1, first), first, last, after(1, last))] == [
        USUAL,
        hours,
        hours,
        USUAL,
    ]


def test_own_exception_comes_before_closed_days_and_these_before_shift_and_week() -> None:
    shift = (Shift.of(TODAY, 7, 7, LONG),)
    closed = (DayException(TODAY, after(3)),)
    own = (DayException(after(1), after(1), SHORT),)
    schedule = Schedule(WEEK, shift, own, closed)

    assert [hours_on(schedule, after(number)) for number in range(5)] == [(), SHORT, (), (), LONG]


def test_of_two_exceptions_for_one_day_the_newer_holds() -> None:
    vacation, worked = DayException(TODAY, after(13)), DayException(after(6), after(6), SHORT)

    assert hours_on(Schedule(WEEK, exceptions=(vacation, worked)), after(6)) == SHORT
    assert hours_on(Schedule(WEEK, exceptions=(worked, vacation)), after(6)) == ()


def test_hours_of_the_business_cut_and_open_nothing() -> None:
    short_day = (DayException(TODAY, TODAY, (Hours.of(600, 720), Hours.of(780, 900))),)
    twice = {0: (Hours.of(660, 840), Hours.of(870, 1140))}

    assert hours_on(Schedule(twice, closed=short_day), TODAY) == (Hours(660, 720), Hours(780, 840), Hours(870, 900))
    assert hours_on(Schedule({}, closed=short_day), TODAY) == ()


def test_shift_over_midnight_keeps_its_night_on_the_day_off() -> None:
    schedule = Schedule({}, (Shift.of(TODAY, 1, 2, NIGHT),), (DayException(after(1), after(1)),))

    spans = opening(schedule, TODAY, after(3), ZoneInfo("UTC"))

    assert spans == [
        Interval(datetime(2026, 3, 2, 20, tzinfo=UTC), datetime(2026, 3, 3, 8, tzinfo=UTC)),
        Interval(datetime(2026, 3, 5, 20, tzinfo=UTC), datetime(2026, 3, 6, 8, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(("change", "hours"), [(date(2026, 3, 28), 11), (date(2026, 10, 24), 13)])
def test_night_of_a_clock_change_is_an_hour_shorter_or_longer(change: date, hours: int) -> None:
    (span,) = opening(Schedule({}, exceptions=(DayException(change, change, NIGHT),)), change, change, BERLIN)

    assert span.length == timedelta(hours=hours)


@given(first=days, on=counts, off=counts)
def test_shift_keeps_the_wall_clock_through_a_year(first: date, on: int, off: int) -> None:
    spans = opening(Schedule({}, (Shift.of(first, on, off, USUAL),)), first, after(365, first), BERLIN)

    local = [(span.start.astimezone(BERLIN), span.end.astimezone(BERLIN)) for span in spans]
    assert {(f"{start:%H:%M}", f"{end:%H:%M}") for start, end in local} == {("10:00", "19:00")}
    assert all(one.end < other.start for one, other in pairwise(spans))
    assert len(spans) == sum(number % (on + off) < on for number in range(366))


def test_exception_leaves_out_what_is_over() -> None:
    assert DayException.of(after(-5), after(5), (), TODAY, 1) == DayException(TODAY, after(5), (), 1)
    assert DayException.of(TODAY, TODAY, SHORT, TODAY) == DayException(TODAY, TODAY, SHORT)
    assert DayException.of(TODAY, after(365), (), TODAY) == DayException(TODAY, after(365))


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        (after(2), after(1), RangeReversed),
        (after(-2), after(-1), DayOver),
        (TODAY, after(366), RangeTooLong),
        (TODAY, after(5 * 365), RangeTooLong),
        (date(2200, 1, 1), date(2200, 1, 2), DayOutOfReach),
        (after(1099), after(1099), DayOutOfReach),
    ],
)
def test_days_that_make_no_exception_are_refused(first: date, last: date, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        DayException.of(first, last, (), TODAY)


def test_hours_that_overlap_are_refused() -> None:
    with pytest.raises(IntervalsOverlap):
        DayException.of(TODAY, TODAY, (Hours(600, 720), Hours(700, 800)), TODAY)
    with pytest.raises(IntervalsOverlap):
        Shift.of(TODAY, 2, 2, (Hours(600, 720), Hours(700, 800)))


@pytest.mark.parametrize(
    ("on", "off", "hours"), [(0, 2, USUAL), (2, 0, USUAL), (32, 2, USUAL), (2, 32, USUAL), (2, 2, ())]
)
def test_what_makes_no_shift_is_refused(on: int, off: int, hours: tuple[Hours, ...]) -> None:
    with pytest.raises(InvalidShift):
        Shift.of(TODAY, on, off, hours)
