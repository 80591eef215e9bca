from __future__ import annotations

import pytest

from services.booking_bot.domain.errors_setup import IntervalsOverlap, InvalidInterval
from services.booking_bot.domain.hours import Hours
from services.booking_bot.handlers.typed_week import read_week

TEN_TO_SEVEN = (Hours.of(600, 1140),)
TEN_TO_FOUR = (Hours.of(600, 960),)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("пн-пт 10:00-19:00", dict.fromkeys(range(5), TEN_TO_SEVEN)),
        ("Пн–Пт: 10–19, сб 10.00-16.00", {**dict.fromkeys(range(5), TEN_TO_SEVEN), 5: TEN_TO_FOUR}),
        ("понедельник, среда и пятница 10-19", dict.fromkeys((0, 2, 4), TEN_TO_SEVEN)),
        ("10-19", dict.fromkeys(range(7), TEN_TO_SEVEN)),
        ("ежедневно 10-19", dict.fromkeys(range(7), TEN_TO_SEVEN)),
        ("будни 10-19; выходные 10-16", {**dict.fromkeys(range(5), TEN_TO_SEVEN), 5: TEN_TO_FOUR, 6: TEN_TO_FOUR}),
        ("пн-вс 10-19\nвс выходной", {**dict.fromkeys(range(6), TEN_TO_SEVEN), 6: ()}),
        ("сб-пн 10-19", dict.fromkeys((5, 6, 0), TEN_TO_SEVEN)),
        ("Mon-Wed 10:00-14:00, 15:00-19:00", dict.fromkeys(range(3), (Hours.of(600, 840), Hours.of(900, 1140)))),
        ("every day 10-16", dict.fromkeys(range(7), TEN_TO_FOUR)),
    ],
)
def test_week_is_read_as_people_type_it(text: str, week: dict[int, tuple[Hours, ...]]) -> None:
    assert read_week(text) == week


@pytest.mark.parametrize("text", ["", "завтра", "пн-пт", "пн-пт с десяти", "10-19 пн", "99-100", "пн 10-19 абв"])
def test_what_is_no_week_is_none(text: str) -> None:
    assert read_week(text) is None


def test_hours_that_make_no_day_are_refused() -> None:
    with pytest.raises(InvalidInterval):
        read_week("пн 10-10")
    with pytest.raises(IntervalsOverlap):
        read_week("пн 10-14, 13-19")
