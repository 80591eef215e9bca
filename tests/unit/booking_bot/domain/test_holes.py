"""Time that became free: only while it is, and only if it can be sold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.booking_bot.domain.availability import Busy
from services.booking_bot.domain.board import free_stretches, whole_step
from services.booking_bot.domain.holes import hole_left, within
from services.booking_bot.domain.intervals import Interval

HOUR = timedelta(hours=1)
EARLY = datetime(2026, 3, 2, 6, tzinfo=UTC)


def at(clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return datetime(2026, 3, 2, int(hours), int(minutes), tzinfo=UTC)


def span(text: str) -> Interval:
    start, end = text.split("-")
    return Interval(at(start), at(end))


def left(
    freed: str, *taken: str, now: datetime = EARLY, shortest: timedelta = HOUR, opening: str = "10:00-19:00"
) -> str:
    hours = [span(one) for one in opening.split()]
    free = free_stretches(hours, [Busy(one.start, one.end) for one in map(span, taken)], now)
    hole = hole_left(hours, free, span(freed), whole_step(now), shortest)
    return "" if hole is None else f"{hole.start:%H:%M}-{hole.end:%H:%M}"


def test_a_hole_is_the_whole_free_stretch_around_what_was_freed() -> None:
    assert left("14:00-15:00", "10:00-13:30", "16:00-19:00") == "13:30-16:00"
    assert left("14:00-15:00", "13:00-14:00", "15:00-16:00") == "14:00-15:00"
    assert left("18:30-20:00") == "10:00-19:00", "it went beyond the hours"
    assert left("20:00-21:00") == "", "outside the hours"


def test_none_is_left_where_it_is_taken_again_even_in_part() -> None:
    assert left("14:00-16:00", "14:00-14:30") == ""
    assert left("14:00-15:00", "14:30-15:30") == "", "moved by half an hour"


def test_none_is_left_that_is_too_short_to_sell() -> None:
    assert left("14:00-14:30", "10:00-14:00", "14:30-19:00") == ""
    assert left("14:00-14:30", "10:00-14:00", "14:30-19:00", shortest=HOUR / 2) == "14:00-14:30"
    assert left("14:00-15:00", "10:00-14:00", "15:00-19:00", shortest=2 * HOUR) == ""


@pytest.mark.parametrize(
    ("now", "hole"), [("13:59", "14:00-19:00"), ("14:01", "14:05-19:00"), ("15:00", ""), ("18:30", "")]
)
def test_what_is_over_is_no_hole(now: str, hole: str) -> None:
    assert left("14:00-15:00", "10:00-14:00", now=at(now)) == hole


def test_a_break_parts_two_holes_and_the_longer_one_is_told() -> None:
    assert left("12:00-15:00", opening="10:00-13:00 14:00-19:00") == "14:00-19:00"


def test_what_was_freed_is_told_inside_the_hole_alone() -> None:
    freed = [span("09:00-11:00"), span("11:00-12:00"), span("14:00-16:00"), span("18:00-19:00")]

    assert within(span("10:00-15:00"), freed) == (span("10:00-12:00"), span("14:00-15:00"))
