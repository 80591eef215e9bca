from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking_bot.domain.errors_setup import InvalidInterval
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.handlers.typed import (
    Cost,
    read_clock,
    read_count,
    read_guest,
    read_hours,
    read_length,
    read_price,
    read_times,
)


@pytest.mark.parametrize(
    ("text", "minute"),
    [("15:20", 920), ("9.05", 545), (" 00:00 ", 0), ("24:00", None), ("15:60", None), ("15", None), ("утром", None)],
)
def test_clock_is_read(text: str, minute: int | None) -> None:
    assert read_clock(text) == minute


@pytest.mark.parametrize(
    ("text", "count"), [("3", 3), (" 12 ", 12), ("-3", None), ("3.5", None), ("три", None), ("", None), ("99999", None)]
)
def test_count_is_read(text: str, count: int | None) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("10:00, 12:30 15:00", [600, 750, 900]),
        ("15.00;\n9:05,", [900, 545]),
        (", ".join(["10:00"] * 48), [600] * 48),
        ("-", []),
        ("10:00, 25:00", None),
        ("10:00, 12", None),
        ("10 00", None),
        ("с десяти", None),
        ("", None),
        (",", None),
        ("10:00 " * 100, None),
    ],
)
def test_times_are_read(text: str, times: list[int] | None) -> None:
    assert read_times(text) == times


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("10:00-14:00, 15:00-19:00", [Hours(600, 840), Hours(900, 1140)]),
        ("10-12", [Hours(600, 720)]),
        ("9.30 – 18", [Hours(570, 1080)]),
        ("22:00-02:00", [Hours(1320, 1560)]),
        ("0-24", [Hours(0, 1440)]),
        ("10:00-14:00\n15:00-19:00;", [Hours(600, 840), Hours(900, 1140)]),
        ("10:00", None),
        ("", None),
        ("10:99-12", None),
        ("25-26", None),
        ("с десяти до шести", None),
    ],
)
def test_hours_are_read(text: str, hours: list[Hours] | None) -> None:
    assert read_hours(text) == hours


def test_hours_that_end_before_they_start_are_refused_with_the_facts() -> None:
    with pytest.raises(InvalidInterval) as caught:
        read_hours("19:00-10:00")

    assert (caught.value.starts, caught.value.ends) == (1140, 600)


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("1500", Cost(1500_00)),
        ("1 500", Cost(1500_00)),
        ("1500,5", Cost(1500_50)),
        ("1500.05 ₽", Cost(1500_05)),
        ("1500 руб.", Cost(1500_00)),
        ("1500 р", Cost(1500_00)),
        ("0", Cost(0)),
        ("от 1500", Cost(1500_00, PriceKind.FROM)),
        ("От 1 500,50 ₽", Cost(1500_50, PriceKind.FROM)),
        ("from 1500", Cost(1500_00, PriceKind.FROM)),
        ("от 0", None),
        ("от", None),
        ("1500 от", None),
        ("дорого", None),
        ("-5", None),
        ("1e9", None),
        ("١٢", Cost(12_00)),
        ("", None),
    ],
)
def test_price_is_read(text: str, price: Cost | None) -> None:
    assert read_price(text) == price


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("90 мин", 90),
        ("1:30", 90),
        ("1 ч", 60),
        ("1 ч 30 мин", 90),
        ("2 hours", 120),
        ("полчаса", None),
        ("", None),
    ],
)
def test_length_is_read(text: str, minutes: int | None) -> None:
    assert read_length(text) == minutes


@pytest.mark.parametrize(
    ("text", "guest"),
    [
        ("Иван +7 (916) 123-45-67", ("Иван", "+7 (916) 123-45-67")),
        ("Иван, 89161234567", ("Иван", "89161234567")),
        ("Иван Петров", ("Иван Петров", None)),
        ("Иван 2", ("Иван 2", None)),
        ("+79161234567", ("+79161234567", None)),
    ],
)
def test_guest_is_read(text: str, guest: tuple[str, str | None]) -> None:
    assert read_guest(text) == guest


@given(st.text(max_size=300))
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (read_clock, read_price, read_length, read_guest, read_times, read_count):
        read(text)
    try:
        read_hours(text)
    except InvalidInterval:
        pass
