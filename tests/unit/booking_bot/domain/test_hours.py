"""Weeks on the wall clock, and what they mean in instants."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.errors_setup import IntervalsOverlap, InvalidInterval, InvalidTimezone
from services.booking_bot.domain.hours import Hours, weekday_hours
from services.booking_bot.domain.intervals import Interval, merge
from services.booking_bot.domain.schedule import Schedule, opening
from services.booking_bot.domain.zones import load_zone, local_day, to_instant, to_local

BERLIN, KATHMANDU, SAO_PAULO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/Sao_Paulo")
EVERY_DAY = range(7)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def week(*hours: Hours) -> Schedule:
    return Schedule(dict.fromkeys(EVERY_DAY, hours))


def test_hours_over_midnight_end_on_the_following_day() -> None:
    assert Hours.of(22 * 60, 2 * 60) == Hours(1320, 1560)
    assert Hours.of(0, 1440) == Hours(0, 1440)
    assert Hours.of(20 * 60, 0) == Hours(1200, 1440)


@pytest.mark.parametrize(
    ("starts", "ends"), [(600, 600), (-1, 600), (600, 1441), (1440, 1440), (1140, 600), (600, 540)]
)
def test_hours_that_make_no_interval_are_refused(starts: int, ends: int) -> None:
    with pytest.raises(InvalidInterval) as refused:
        Hours.of(starts, ends)

    assert (refused.value.starts, refused.value.ends) == (starts, ends)


def test_weekday_is_put_in_order_and_touching_hours_become_one() -> None:
    assert weekday_hours([Hours(900, 1140), Hours(600, 720), Hours(720, 800)]) == (Hours(600, 800), Hours(900, 1140))


def test_weekday_refuses_hours_that_share_time() -> None:
    with pytest.raises(IntervalsOverlap) as refused:
        weekday_hours([Hours(600, 840), Hours(780, 1140)])

    assert (refused.value.first, refused.value.second) == ((600, 840), (780, 1140))


def test_opening_follows_the_wall_clock_over_a_spring_change() -> None:
    spans = opening(week(Hours.of(600, 1140)), date(2026, 3, 28), SPRING, BERLIN)

    assert spans == [Interval(utc(3, 28, 9), utc(3, 28, 18)), Interval(utc(3, 29, 8), utc(3, 29, 17))]


def test_night_shift_loses_an_hour_in_spring_and_gains_one_in_autumn() -> None:
    night = Schedule({5: (Hours.of(22 * 60, 6 * 60),)})

    (spring,) = opening(night, date(2026, 3, 28), SPRING, BERLIN)
    (autumn,) = opening(night, date(2026, 10, 24), AUTUMN, BERLIN)

    assert spring.length.total_seconds() == 7 * 3600
    assert autumn.length.total_seconds() == 9 * 3600


def test_opening_that_the_clock_skips_whole_does_not_exist() -> None:
    assert opening(Schedule({6: (Hours.of(120, 180),)}), SPRING, SPRING, BERLIN) == []


def test_opening_between_two_equal_clock_times_in_autumn_lasts_through_both() -> None:
    (span,) = opening(Schedule({6: (Hours.of(120, 150),)}), AUTUMN, AUTUMN, BERLIN)

    assert span == Interval(utc(10, 25, 0), utc(10, 25, 1, 30))


def test_opening_counts_quarter_hour_zones() -> None:
    (span,) = opening(Schedule({0: (Hours.of(600, 1140),)}), date(2026, 3, 2), date(2026, 3, 2), KATHMANDU)

    assert span == Interval(utc(3, 2, 4, 15), utc(3, 2, 13, 15))


def test_midnight_that_does_not_exist_begins_the_day_an_hour_later() -> None:
    assert to_instant(date(2018, 11, 4), 0, SAO_PAULO) == datetime(2018, 11, 4, 3, tzinfo=UTC)
    assert local_day(date(2018, 11, 4), SAO_PAULO).length.total_seconds() == 23 * 3600


@pytest.mark.parametrize("zone", [BERLIN, KATHMANDU, SAO_PAULO], ids=str)
def test_days_of_a_year_follow_each_other_without_gap(zone: ZoneInfo) -> None:
    days = [local_day(date.fromordinal(date(2018, 1, 1).toordinal() + number), zone) for number in range(365)]

    assert len(merge(days)) == 1
    assert not any(first.overlaps(second) for first, second in pairwise(days))


def test_local_time_and_back_is_the_same_instant() -> None:
    for instant in (utc(3, 29, 0, 59), utc(3, 29, 1), utc(10, 25, 0, 30), utc(10, 25, 1, 30)):
        local = to_local(instant, BERLIN)

        assert to_instant(local.date(), local.hour * 60 + local.minute, BERLIN, later=bool(local.fold)) == instant


@pytest.mark.parametrize("name", ["Europe/Moskau", "", "../etc/passwd", "/etc/localtime", "Europe", "Мск", "a" * 5000])
def test_zone_of_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(InvalidTimezone):
        load_zone(name)


def test_interval_that_ends_before_it_starts_is_no_interval() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        Interval(utc(3, 2, 10), utc(3, 2, 10))
