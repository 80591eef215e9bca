from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scripts.gallery.samples import BOOKING
from services.booking_bot.domain.access import Access, require_welcome, stricter
from services.booking_bot.domain.closing import closing_time, is_asked_about
from services.booking_bot.domain.errors import NotWelcome
from services.booking_bot.domain.errors_customers import InvalidSum
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.outcomes import (
    HIGHEST_SUM,
    UNMARKED,
    Mark,
    Outcome,
    Received,
    checked_sum,
    outcome_at,
    spent,
)
from services.booking_bot.domain.schedule import Schedule

END = datetime(2026, 3, 2, 16, tzinfo=UTC)
DAY = timedelta(hours=24)
CAME, NO_SHOW = Outcome.CAME, Outcome.NO_SHOW


@pytest.mark.parametrize(
    ("mark", "after", "expected"),
    [
        (UNMARKED, timedelta(), None),
        (UNMARKED, DAY - timedelta(seconds=1), None),
        (UNMARKED, DAY, CAME),
        (Mark(NO_SHOW), 30 * DAY, NO_SHOW),
        (Mark(CAME), timedelta(), CAME),
    ],
)
def test_unmarked_counts_as_come_a_day_after_its_end(mark: Mark, after: timedelta, expected: Outcome | None) -> None:
    assert outcome_at(mark, END, END + after) is expected


def test_what_a_visit_brought() -> None:
    sums = [
        spent(mark, 1500_00, END, END + after)
        for mark, after in (
            (UNMARKED, timedelta()),
            (UNMARKED, DAY),
            (Mark(CAME, Received(1200_00, tip=100_00)), timedelta()),
            (Mark(CAME), DAY),
            (Mark(NO_SHOW), DAY),
        )
    ]

    assert sums == [0, 1500_00, 1200_00, 0, 0]


def test_sums_have_bounds() -> None:
    assert [checked_sum(amount) for amount in (0, HIGHEST_SUM)] == [0, HIGHEST_SUM]
    for amount in (-1, HIGHEST_SUM + 1):
        with pytest.raises(InvalidSum):
            checked_sum(amount)


def test_visit_may_be_marked_from_its_beginning_on_unless_it_is_cancelled() -> None:
    start = BOOKING.start

    assert [BOOKING.may_be_marked(start + timedelta(seconds=late)) for late in (-1, 0, 10**8)] == [False, True, True]


def test_day_closes_with_its_hours_or_with_a_later_visit() -> None:
    zone, day = ZoneInfo("Europe/Moscow"), date(2026, 3, 2)
    until_seven, late = {0: (Hours.of(600, 19 * 60),)}, {0: (Hours.of(1200, 120),)}

    def closing(*weeks: dict[int, tuple[Hours, ...]]) -> datetime | None:
        return closing_time(day, [BOOKING], map(Schedule, weeks), zone)

    assert BOOKING.end == datetime(2026, 3, 2, 23, 59, tzinfo=UTC)
    assert closing(until_seven) == closing() == BOOKING.end
    assert closing({0: (Hours.of(600, 1440),)}, until_seven) == BOOKING.end
    assert closing_time(day, [], [Schedule(until_seven)], zone) is None
    short = [visit for visit in [BOOKING] if visit.start.day == 2]
    assert closing_time(day + timedelta(days=7), short, [Schedule(late)], zone) == datetime(2026, 3, 9, 23, tzinfo=UTC)


def test_closing_is_asked_about_for_a_day() -> None:
    assert [is_asked_about(END, END + late) for late in (-timedelta(seconds=1), timedelta(), DAY)] == [
        False,
        True,
        False,
    ]


def test_only_the_banned_are_turned_away() -> None:
    for access in (Access.ALLOWED, Access.PREPAYMENT):
        require_welcome(access, "+7")
    with pytest.raises(NotWelcome) as refused:
        require_welcome(Access.BANNED, "+7")
    assert refused.value.shop_phone == "+7"


def test_stricter_access_wins() -> None:
    assert stricter(Access.PREPAYMENT, Access.ALLOWED) is Access.PREPAYMENT
    assert stricter(Access.PREPAYMENT, Access.BANNED) is Access.BANNED
