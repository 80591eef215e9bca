from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from services.master_bot.domain.verdict import Expected, Found, Verdict, judge

EXPECTED = Expected(
    order_id="1", payment_id="p1", amount=Decimal("990.00"), currency="RUB", shop_id="100500", test=False
)
FOUND = Found(
    payment_id="p1",
    status="succeeded",
    paid=True,
    amount=Decimal("990.00"),
    currency="RUB",
    shop_id="100500",
    test=False,
    order_id="1",
)


def test_payment_that_matches_is_paid() -> None:
    assert judge(EXPECTED, FOUND) is Verdict.PAID


def test_payment_of_an_order_that_never_learned_its_id_is_paid() -> None:
    assert judge(replace(EXPECTED, payment_id=None), FOUND) is Verdict.PAID


def test_amount_is_compared_as_a_number() -> None:
    assert judge(EXPECTED, replace(FOUND, amount=Decimal("990"))) is Verdict.PAID


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"payment_id": "p2"}, Verdict.WRONG_PAYMENT),
        ({"amount": Decimal("989.99")}, Verdict.WRONG_AMOUNT),
        ({"amount": Decimal("990.01")}, Verdict.WRONG_AMOUNT),
        ({"currency": "USD"}, Verdict.WRONG_CURRENCY),
        ({"shop_id": "1"}, Verdict.WRONG_SHOP),
        ({"shop_id": None}, Verdict.WRONG_SHOP),
        ({"test": True}, Verdict.WRONG_MODE),
        ({"test": None}, Verdict.WRONG_MODE),
        ({"order_id": "2"}, Verdict.WRONG_ORDER),
        ({"order_id": None}, Verdict.WRONG_ORDER),
    ],
)
def test_payment_that_differs_is_quarantined(changes: dict[str, Any], verdict: Verdict) -> None:
    judged = judge(EXPECTED, replace(FOUND, **changes))

    assert (judged, judged.quarantined) == (verdict, True)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"status": "canceled", "paid": False}, Verdict.CANCELED),
        ({"status": "pending", "paid": False}, Verdict.WAITING),
        ({"status": "waiting_for_capture"}, Verdict.WAITING),
        ({"paid": False}, Verdict.WAITING),
        ({"status": "a_new_word"}, Verdict.WAITING),
    ],
)
def test_payment_without_money_is_not_quarantined(changes: dict[str, Any], verdict: Verdict) -> None:
    judged = judge(EXPECTED, replace(FOUND, amount=Decimal(1), **changes))

    assert (judged, judged.quarantined) == (verdict, False)
