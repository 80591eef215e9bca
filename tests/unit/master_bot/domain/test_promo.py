from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.master_bot.domain.promo import Buyer, PromoKind, Terms, code_of, days_given, discounted, problem

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SOON = NOW + timedelta(seconds=1)
ANNA, BORIS = 501, 502
TERMS = Terms(PromoKind.PERCENT, Decimal(20), 3, 1, SOON, None, None)
REFERRAL = Terms(PromoKind.REFERRAL, Decimal(14), None, 1, None, None, BORIS)
NEW = Buyer(ANNA, 0, False)


@pytest.mark.parametrize(
    ("terms", "buyer", "uses", "found"),
    [
        ({}, NEW, 2, None),
        ({}, NEW, 3, "used_up"),
        ({"uses_limit": None}, NEW, 10**6, None),
        ({}, Buyer(ANNA, 1, True), 1, "used_by_owner"),
        ({"owner_limit": 2}, Buyer(ANNA, 1, True), 1, None),
        ({"expires_at": NOW}, NEW, 0, "expired"),
        ({"ended_at": NOW, "expires_at": NOW}, NEW, 0, "ended"),
    ],
)
def test_who_may_use_a_code(terms: dict[str, Any], buyer: Buyer, uses: int, found: str | None) -> None:
    assert problem(replace(TERMS, **terms), buyer, uses=uses, now=NOW) == found


@pytest.mark.parametrize(
    ("buyer", "found"), [(NEW, None), (Buyer(BORIS, 0, False), "own"), (Buyer(ANNA, 0, True), "not_new")]
)
def test_who_may_be_brought(buyer: Buyer, found: str | None) -> None:
    assert problem(REFERRAL, buyer, uses=5, now=NOW) == found


@pytest.mark.parametrize(
    ("kind", "value", "price", "rest"),
    [
        ("percent", "20", "990.00", "792.00"),
        ("percent", "33.33", "0.10", "0.00"),
        ("percent", "33.33", "9.99", "6.67"),
        ("percent", "100", "990.00", "0.00"),
        ("percent", "99.95", "990.00", "0.00"),
        ("sum", "300", "990.00", "690.00"),
        ("sum", "990", "990.00", "0.00"),
        ("sum", "1000", "990.00", "0.00"),
        ("days", "14", "990.00", "990.00"),
        ("referral", "14", "990.00", "990.00"),
    ],
)
def test_what_is_left_to_pay(kind: str, value: str, price: str, rest: str) -> None:
    assert discounted(PromoKind(kind), Decimal(value), Decimal(price)) == Decimal(rest)


@given(
    kind=st.sampled_from(PromoKind),
    value=st.decimals("0.01", "100.00", places=2),
    price=st.decimals("1.00", "100000.00", places=2),
)
def test_rest_can_be_paid_and_is_never_more_than_the_price(kind: PromoKind, value: Decimal, price: Decimal) -> None:
    rest = discounted(kind, value, price)

    assert rest == 0 or 1 <= rest <= price
    assert rest == rest.quantize(Decimal("0.01"))


def test_days_are_given_by_codes_of_days_alone() -> None:
    assert [days_given(kind, Decimal(14)) for kind in PromoKind] == [0, 0, 14, 14]


@pytest.mark.parametrize(
    ("typed", "code"),
    [(" весна-26 ", "ВЕСНА-26"), ("Spring", "SPRING"), ("ab", None), ("a" * 33, None), ("a b c", None), ("-abc", None)],
)
def test_code_is_the_same_however_it_is_typed(typed: str, code: str | None) -> None:
    assert code_of(typed) == code
