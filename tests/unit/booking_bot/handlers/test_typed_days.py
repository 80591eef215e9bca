"""Days and shifts as an owner types them."""

from __future__ import annotations

from datetime import date

import pytest

from services.booking_bot.domain.errors_setup import InvalidInterval, RangeReversed
from services.booking_bot.domain.hours import Hours
from services.booking_bot.handlers.typed_days import TypedDays, TypedShift, read_days, read_shift

WEDNESDAY = date(2026, 11, 25)


def day(month: int, number: int, year: int = 2027) -> date:
    return date(year, month, number)


def hours(*pairs: tuple[int, int]) -> tuple[Hours, ...]:
    return tuple(Hours(starts * 60, ends * 60) for starts, ends in pairs)


@pytest.mark.parametrize(
    ("text", "first", "last", "told"),
    [
        ("8 марта 12-16", day(3, 8), day(3, 8), hours((12, 16))),
        ("8 марта с 12 до 16", day(3, 8), day(3, 8), hours((12, 16))),
        ("March 8 12:00-16:00", day(3, 8), day(3, 8), hours((12, 16))),
        ("8.03 10:00-14:00, 15:00-19:00", day(3, 8), day(3, 8), hours((10, 14), (15, 19))),
        ("с 1 по 14 мая отпуск", day(5, 1), day(5, 14), ()),
        ("1-14 мая выходной", day(5, 1), day(5, 14), ()),
        ("с 28 декабря по 8 января отпуск", day(12, 28, 2026), day(1, 8), ()),
        ("28.12-8.01 выходной", day(12, 28, 2026), day(1, 8), ()),
        ("2026-12-31 10-15", day(12, 31, 2026), day(12, 31, 2026), hours((10, 15))),
        ("с 20 по 30 ноября отпуск", day(11, 20, 2026), day(11, 30, 2026), ()),
        ("20 ноября выходной", day(11, 20, 2026), day(11, 20, 2026), ()),
        ("31.12.2020 выходной", day(12, 31, 2020), day(12, 31, 2020), ()),
        ("с 1 мая 2027 по 1 мая 2032 отпуск", day(5, 1), day(5, 1, 2032), ()),
        ("завтра не работаю", day(11, 26, 2026), day(11, 26, 2026), ()),
        ("в пятницу, 27 ноября, выходной", day(11, 27, 2026), day(11, 27, 2026), ()),
        ("с пятницы по среду отпуск", day(11, 27, 2026), day(12, 2, 2026), ()),
        ("25 декабря 22-02", day(12, 25, 2026), day(12, 25, 2026), hours((22, 26))),
        ("from 1 to 5 May closed", day(5, 1), day(5, 5), ()),
        ("tomorrow day off", day(11, 26, 2026), day(11, 26, 2026), ()),
        ("5 числа выходной", day(12, 5, 2026), day(12, 5, 2026), ()),
    ],
)
def test_days_are_read(text: str, first: date, last: date, told: tuple[Hours, ...]) -> None:
    assert read_days(text, WEDNESDAY) == TypedDays(first, last, told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "отпуск",
        "12-16",
        "8 марта",
        "8 марта как обычно",
        "8 марта выходной 12-16",
        "8 марта 12-16 и 9 марта 10-12",
        "8 марта 12-99",
        "32 марта выходной",
        "я" * 5000,
    ],
)
def test_what_says_no_days_with_hours_is_not_read(text: str) -> None:
    assert read_days(text, WEDNESDAY) is None


def test_days_alone_are_closed_where_that_is_what_is_asked_for() -> None:
    assert read_days("с 1 по 8 января", WEDNESDAY, bare=True) == TypedDays(day(1, 1), day(1, 8), ())


@pytest.mark.parametrize("text", ["с 14 по 1 мая отпуск", "14-1 мая отпуск", "с 10 мая 2027 по 1 мая 2027 отпуск"])
def test_end_before_the_start_is_refused(text: str) -> None:
    with pytest.raises(RangeReversed):
        read_days(text, WEDNESDAY)


def test_hours_that_end_before_they_start_are_refused() -> None:
    with pytest.raises(InvalidInterval):
        read_days("8 марта 16-12", WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("2/2 с 1 марта 10:00-20:00", TypedShift(2, 2, day(3, 1), hours((10, 20)))),
        ("2/2", TypedShift(2, 2, None, None)),
        ("2 через 2 с завтра", TypedShift(2, 2, day(11, 26, 2026), None)),
        ("1/2 from 20 November 8-20", TypedShift(1, 2, day(11, 20, 2026), hours((8, 20)))),
        ("5/2 с 1.12 9-13, 14-18", TypedShift(5, 2, day(12, 1, 2026), hours((9, 13), (14, 18)))),
    ],
)
def test_shifts_are_read(text: str, shift: TypedShift) -> None:
    assert read_shift(text, WEDNESDAY) == shift


@pytest.mark.parametrize(
    "text", ["", "два через два", "2/2/2", "2/2 как получится", "2/2 с 1 марта и с 5 мая", "с 1 марта"]
)
def test_what_is_no_shift_is_not_read(text: str) -> None:
    assert read_shift(text, WEDNESDAY) is None
