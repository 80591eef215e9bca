from __future__ import annotations

import pytest

from services.booking_bot.domain.hours import WEEKDAYS, weekday_hours
from services.booking_bot.domain.services import checked_minutes, checked_name, checked_price
from services.booking_bot.domain.templates import KINDS, USUAL_WEEKS, Kind


def test_there_is_a_template_for_each_kind_of_business() -> None:
    assert list(KINDS) == [
        "hair",
        "barber",
        "nails",
        "brows",
        "massage",
        "cosmetology",
        "dentist",
        "tutor",
        "psychology",
        "fitness",
        "car",
        "pets",
        "other",
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_template_is_one_that_the_rules_take(kind: Kind) -> None:
    names = [checked_name(service.name) for service in kind.services]

    assert len(set(names)) == len(names)
    assert 2 <= len(kind.usual) <= len(names) <= 8
    assert [checked_minutes(service.minutes) for service in kind.services] == [
        service.minutes for service in kind.services
    ]
    assert all(checked_price(service.price) % 100_00 == 0 for service in kind.services)
    assert all(weekday_hours(hours) == hours for hours in kind.week.values())


def test_usual_weeks_differ_and_have_a_weekday_each() -> None:
    assert len({tuple(sorted(week.items())) for week in USUAL_WEEKS}) == len(USUAL_WEEKS)
    assert all(set(week) <= set(WEEKDAYS) and week for week in USUAL_WEEKS)
