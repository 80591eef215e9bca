"""Times of a day at which alone a service begins."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.errors_setup import InvalidFixedTime, TooManyFixedTimes
from services.booking_bot.domain.services import checked_fixed_times

HALF_HOURS = range(0, 24 * 60, 30)


def test_fixed_times_are_put_in_order_each_once() -> None:
    assert checked_fixed_times([900, 600, 900]) == (600, 900)
    assert checked_fixed_times([]) == ()
    assert checked_fixed_times(HALF_HOURS) == tuple(HALF_HOURS)


def test_time_that_no_day_has_is_refused() -> None:
    for minute in (-1, 24 * 60):
        with pytest.raises(InvalidFixedTime):
            checked_fixed_times([600, minute])


def test_one_time_too_many_is_refused_as_such() -> None:
    with pytest.raises(TooManyFixedTimes) as refused:
        checked_fixed_times([*HALF_HOURS, 615])
    assert refused.value.most == 48
