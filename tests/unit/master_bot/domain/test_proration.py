from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.master_bot.domain.proration import longer, to_pay, unused

START = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
MONTH = timedelta(days=30)
NONE = timedelta(0)
FREE = Decimal(0)
TINY = Decimal("0.000001")
sums = st.decimals("0.00", "100000.00", places=2)
prices = st.decimals("1.00", "100000.00", places=2)
lengths = st.timedeltas(timedelta(seconds=1), timedelta(days=800))
moments = st.timedeltas(timedelta(days=-900), timedelta(days=900))


@pytest.mark.parametrize(
    ("day", "left"),
    [(0, "990.00"), (0.01, "957.00"), (1, "957.00"), (15, "495.00"), (29, "33.00"), (29.5, "0.00"), (31, "0.00")],
)
def test_what_is_left_is_counted_in_whole_days(day: float, left: str) -> None:
    assert unused(Decimal("990.00"), START, START + MONTH, START + timedelta(days=day)) == Decimal(left)


def test_period_that_has_not_begun_is_left_whole() -> None:
    assert unused(Decimal("990.00"), START, START + MONTH, START - MONTH) == Decimal("990.00")


def test_kopecks_are_rounded_down() -> None:
    assert unused(Decimal("100.00"), START, START + timedelta(days=3), START + timedelta(days=1)) == Decimal("66.66")


@given(worth=sums, length=lengths, at=moments)
def test_what_is_left_is_never_negative_and_never_more_than_was_paid(
    worth: Decimal, length: timedelta, at: timedelta
) -> None:
    left = unused(worth, START, START + length, START + at)

    assert Decimal(0) <= left <= worth
    assert left == left.quantize(Decimal("0.01"))


@given(worth=sums, length=lengths, at=moments, later=st.timedeltas(timedelta(0), timedelta(days=100)))
def test_what_is_left_only_shrinks(worth: Decimal, length: timedelta, at: timedelta, later: timedelta) -> None:
    before, after = (unused(worth, START, START + length, START + moment) for moment in (at, at + later))

    assert after <= before


@given(credit=sums, price=prices, period=lengths)
def test_change_of_plan_makes_and_loses_no_sum(credit: Decimal, price: Decimal, period: timedelta) -> None:
    paid, more = to_pay(price, credit), longer(price, credit, period)

    a_second = price / Decimal(period // timedelta(seconds=1))
    if paid:
        assert (credit + paid, more) == (price, timedelta(0))
    elif credit < price:
        assert price - credit < 1  # given away: YooKassa does not take it
    else:
        lost = credit - price - more // timedelta(seconds=1) * a_second
        assert -TINY < lost < a_second + TINY
    assert Decimal(0) <= paid <= price


def test_upgrade_and_downgrade_in_the_middle() -> None:
    half = Decimal("495.00")

    assert (to_pay(Decimal("1990.00"), half), longer(Decimal("1990.00"), half, MONTH)) == (Decimal("1495.00"), NONE)
    assert (to_pay(Decimal("330.00"), half), longer(Decimal("330.00"), half, MONTH)) == (FREE, timedelta(days=15))
    assert (to_pay(Decimal("495.50"), half), longer(Decimal("495.50"), half, MONTH)) == (FREE, NONE)
