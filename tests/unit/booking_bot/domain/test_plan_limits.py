from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.plan_limits import Limit, Overage, PlanNews, PlanUse, month_of, moved

SINCE = datetime(2026, 3, 2, 12, tzinfo=UTC)
SPECIALISTS, BOOKINGS = Limit.SPECIALISTS, Limit.BOOKINGS


def days(number: float) -> timedelta:
    return timedelta(days=number)


@pytest.mark.parametrize(
    ("used", "allowed", "over", "full"),
    [(1, 2, False, False), (2, 2, False, True), (3, 2, True, True), (9, 0, False, False)],
)
def test_what_is_used_against_what_the_plan_holds(used: int, allowed: int, over: bool, full: bool) -> None:
    use = PlanUse(SPECIALISTS, used, allowed)

    assert (use.is_over, use.is_full) == (over, full)


@pytest.mark.parametrize(
    ("after", "news", "next_after", "narrows"),
    [
        (0, PlanNews.OVER, 7, False),
        (6.9, PlanNews.OVER, 7, False),
        (7, PlanNews.WEEK, 13, False),
        (13, PlanNews.LAST_DAY, None, False),
        (14, PlanNews.LAST_DAY, None, True),
    ],
)
def test_owner_is_told_at_once_after_a_week_and_a_day_before(
    after: float, news: PlanNews, next_after: float | None, narrows: bool
) -> None:
    overage, now = Overage(SPECIALISTS, SINCE), SINCE + days(after)

    following = None if next_after is None else SINCE + days(next_after)
    assert (overage.news(now), overage.next_news_at(now), overage.narrows(now)) == (news, following, narrows)


def test_end_is_news_and_narrows_nobody_who_has_room_again() -> None:
    ended = Overage(BOOKINGS, SINCE).ended(SINCE + days(20))

    assert ended.news(SINCE + days(21)) is PlanNews.FINE
    assert (ended.next_news_at(SINCE + days(21)), ended.narrows(SINCE + days(21))) == (None, False)


@pytest.mark.parametrize(
    ("limit", "ended", "again", "since"),
    [
        (SPECIALISTS, 3, 5, 0),
        (SPECIALISTS, 3, 20, 20),
        (BOOKINGS, 3, 5, 5),
        (SPECIALISTS, 16, 18, 18),
    ],
)
def test_specialist_who_is_taken_off_for_a_moment_brings_no_new_days(
    limit: Limit, ended: float, again: float, since: float
) -> None:
    before = Overage(limit, SINCE).ended(SINCE + days(ended))

    assert before.again(SINCE + days(again)) == Overage(limit, SINCE + days(since))


def test_specialist_taken_off_after_the_days_are_over_is_not_put_back_over_the_limit() -> None:
    ended = Overage(SPECIALISTS, SINCE).ended(SINCE + days(15))

    assert [ended.narrows(SINCE + days(number)) for number in (16, 28, 29)] == [True, True, False]


def test_overages_begin_and_end_by_what_is_used() -> None:
    now = SINCE + days(1)
    lasting = Overage(BOOKINGS, SINCE)

    begins = list(moved([PlanUse(SPECIALISTS, 2, 1), PlanUse(BOOKINGS, 9, 5)], {BOOKINGS: lasting}, now))
    ends = list(moved([PlanUse(SPECIALISTS, 1, 1), PlanUse(BOOKINGS, 9, 0)], {BOOKINGS: lasting}, now))

    assert begins == [Overage(SPECIALISTS, now)]
    assert ends == [Overage(BOOKINGS, SINCE, now)]


@pytest.mark.parametrize(
    ("now", "first", "next_first"),
    [
        (datetime(2026, 3, 31, 20, 59, tzinfo=UTC), (2026, 3, 1), (2026, 4, 1)),
        (datetime(2026, 3, 31, 21, 0, tzinfo=UTC), (2026, 4, 1), (2026, 5, 1)),
        (datetime(2026, 12, 31, 12, tzinfo=UTC), (2026, 12, 1), (2027, 1, 1)),
    ],
)
def test_month_is_that_of_the_business(
    now: datetime, first: tuple[int, int, int], next_first: tuple[int, int, int]
) -> None:
    moscow = ZoneInfo("Europe/Moscow")

    begins, ends = (datetime(*day, tzinfo=moscow).astimezone(UTC) for day in (first, next_first))
    assert month_of(now, moscow) == Interval(begins, ends)
