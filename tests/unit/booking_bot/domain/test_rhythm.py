from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.outcomes import UNMARKED, Mark, Outcome, Received
from services.booking_bot.domain.rhythm import History, PastVisit, usual_gap

FIRST = datetime(2026, 1, 1, 10, tzinfo=UTC)
MOSCOW = ZoneInfo("Europe/Moscow")
NO_SHOW = Mark(Outcome.NO_SHOW)


def on(day: float, mark: Mark = UNMARKED) -> PastVisit:
    """A visit of an hour for 1000.00, so many days after the first of January."""
    start = FIRST + timedelta(days=day)
    return PastVisit(start, start + timedelta(hours=1), 1000_00, mark)


def day(number: float) -> datetime:
    return FIRST + timedelta(days=number)


def test_history_counts_visits_money_and_no_shows() -> None:
    visits = [on(0), on(10, NO_SHOW), on(30, Mark(Outcome.CAME, Received(700_00))), on(50), on(60)]

    assert History.of(visits, day(55), MOSCOW) == History(
        visits=3, no_shows=1, ahead=1, spent=2700_00, last=day(50), usual_gap=timedelta(days=25)
    )


def test_nobody_knows_the_rhythm_of_two_visits() -> None:
    assert usual_gap([day(0), day(30)], MOSCOW) is None
    assert usual_gap([day(0), day(30), day(40)], MOSCOW) == timedelta(days=20)


@pytest.mark.parametrize(
    ("visits", "now", "overdue"),
    [
        ([on(0), on(20), on(40)], 70, False),  # exactly one and a half times
        ([on(0), on(20), on(40)], 70.1, True),
        ([on(0), on(20)], 300, False),
        ([on(0), on(20), on(40, NO_SHOW)], 300, False),  # came twice
        ([on(0), on(20), on(40), on(90)], 80, False),  # is coming
        ([on(0), on(20), on(40), on(300)], 329, False),  # came again: his median is 20 days
        ([on(0), on(5), on(6), on(7)], 9, True),  # one long pause does not make him slow
        ([on(0), on(0.1), on(30), on(30.1), on(60), on(60.1)], 80, False),  # twice a day, once a month
        ([on(0), on(0.1), on(30), on(30.1), on(60), on(60.1)], 106, True),
        ([on(0), on(0.1), on(0.2)], 300, False),  # came on one day
        ([on(0), on(0.5), on(1)], 300, False),  # by the clock on the wall on two
    ],
)
def test_longer_than_usual_is_told_by_ones_own_visits(visits: list[PastVisit], now: float, overdue: bool) -> None:
    assert History.of(visits, day(now), MOSCOW).is_overdue(day(now)) is overdue
