"""Plans, their codes in buttons, prices put together, stretches of time taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking_bot.domain.intervals import Interval, subtract
from services.booking_bot.domain.plans import MOST_ITEMS, Item, Party, Plan
from services.booking_bot.domain.prices import Price, PriceKind, least, total
from services.booking_bot.views.plan_codes import HIGHEST, code_of, plan_of
from tests.unit.booking_bot.domain.test_availability import at

_ids = st.integers(1, HIGHEST)
_items = st.builds(Item, _ids, st.none() | _ids)
_plans = st.builds(Plan, st.lists(_items, min_size=1, max_size=MOST_ITEMS).map(tuple)) | st.builds(
    lambda item, party: Plan((item, item), party), _items, st.sampled_from([Party.IN_TURN, Party.TOGETHER])
)


@given(_plans)
def test_plan_comes_back_from_its_code(plan: Plan) -> None:
    assert plan_of(code_of(plan)) == plan
    assert len(code_of(plan)) <= 47


@given(st.text(max_size=60))
def test_code_that_none_gives_is_refused(text: str) -> None:
    try:
        plan = plan_of(text)
    except ValueError:
        return
    assert code_of(plan) == text


@pytest.mark.parametrize("code", ["", "-", "0", "1.0", "1-", "+1-2", "A", "1-1-1-1-1", "1..2", "zzzzzz", "1\n"])
def test_wrong_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="no plan"):
        plan_of(code)


def test_two_guests_want_the_same_and_nobody_does_both_at_once() -> None:
    plan = Plan.of(5, 2)

    assert plan.for_two(Party.IN_TURN).items == (Item(5, 2), Item(5, 2))
    assert plan.for_two(Party.TOGETHER).items == (Item(5), Item(5))
    assert [plan.for_two(Party.TOGETHER).is_guest(position) for position in (0, 1)] == [False, True]


def rub(amount: int, kind: PriceKind = PriceKind.EXACT) -> Price:
    return Price(amount, "RUB", kind)


@pytest.mark.parametrize(
    ("prices", "together"),
    [
        ([rub(100), rub(50)], rub(150)),
        ([rub(100), rub(50, PriceKind.FROM)], rub(150, PriceKind.FROM)),
        ([rub(100), rub(0, PriceKind.ON_REQUEST)], rub(100, PriceKind.FROM)),
        ([rub(0), rub(0, PriceKind.ON_REQUEST)], rub(0, PriceKind.ON_REQUEST)),
        ([rub(0, PriceKind.FREE), rub(0, PriceKind.FREE)], rub(0, PriceKind.FREE)),
        ([rub(0, PriceKind.FREE), rub(50)], rub(50)),
        ([rub(100), rub(0)], rub(100, PriceKind.FROM)),
        ([rub(0), rub(0)], rub(0)),
    ],
)
def test_prices_of_one_visit_are_put_together(prices: list[Price], together: Price) -> None:
    assert total(prices) == together


def test_least_price_is_from_where_they_differ() -> None:
    assert least([rub(100), rub(100)]) == rub(100)
    assert least([rub(100), rub(70)]) == rub(70, PriceKind.FROM)


def test_what_is_left_of_a_stretch() -> None:
    def span(start: str, end: str) -> Interval:
        return Interval(at(start), at(end))

    assert subtract(span("10:00", "12:00"), []) == [span("10:00", "12:00")]
    assert subtract(span("10:00", "12:00"), [span("09:00", "10:30"), span("11:00", "11:15")]) == [
        span("10:30", "11:00"),
        span("11:15", "12:00"),
    ]
    assert subtract(span("10:00", "12:00"), [span("12:00", "13:00"), span("08:00", "10:00")]) == [
        span("10:00", "12:00")
    ]
    assert subtract(span("10:00", "12:00"), [span("09:00", "13:00")]) == []
