"""Which refusals leave the question standing."""

from __future__ import annotations

from services.booking_bot.domain import errors
from services.booking_bot.handlers.errors import ABOUT_THE_ANSWER


def test_whatever_can_be_said_in_another_way_may_be_said_again() -> None:
    invalid = {kind for name, kind in vars(errors).items() if name.startswith("Invalid")}
    others = {errors.IntervalsOverlap, errors.RangeReversed, errors.DayOver, errors.RangeTooLong}
    others |= {errors.DayOutOfReach, errors.ServiceNameTaken, errors.TooManyTags}

    assert set(ABOUT_THE_ANSWER) == invalid | others
