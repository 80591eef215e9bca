from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.shared.yookassa.models import Payment, PaymentRequest, Refund, amount_json

SUCCEEDED: dict[str, Any] = {
    "id": "2d0b4d1a-000f-5000-8000-1f2e3d4c5b6a",
    "status": "succeeded",
    "amount": {"value": "12345678901.89", "currency": "RUB"},
    "income_amount": {"value": "955.35", "currency": "RUB"},
    "recipient": {"account_id": "100500", "gateway_id": "1"},
    "payment_method": {"type": "bank_card", "id": "2d0b4d1a", "saved": True, "card": {"first6": None, "last4": "77"}},
    "captured_at": "2026-03-01T12:00:05.123Z",
    "created_at": "2026-03-01T12:00:00.000Z",
    "test": False,
    "refunded_amount": {"value": "90.00", "currency": "RUB"},
    "paid": True,
    "refundable": True,
    "receipt_registration": "succeeded",
    "metadata": {"order_id": "7", "empty": None},
}


def test_payment_is_read_whole() -> None:
    payment = Payment.from_json(SUCCEEDED)

    assert payment == Payment(
        id="2d0b4d1a-000f-5000-8000-1f2e3d4c5b6a",
        status="succeeded",
        paid=True,
        amount=Decimal("12345678901.89"),
        currency="RUB",
        test=False,
        shop_id="100500",
        metadata={"order_id": "7"},
        created_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        captured_at=datetime(2026, 3, 1, 12, 0, 5, 123000, tzinfo=UTC),
        confirmation_url=None,
        payment_method_id="2d0b4d1a",
        payment_method_type="bank_card",
        payment_method_saved=True,
        refunded_amount=Decimal("90.00"),
        income_amount=Decimal("955.35"),
        cancellation_reason=None,
        cancellation_party=None,
        receipt_registration="succeeded",
        raw=SUCCEEDED,
    )


def test_words_of_tomorrow_survive() -> None:
    data = {
        **SUCCEEDED,
        "status": "frozen_in_amber",
        "payment_method": {"type": "moon_pay", "id": "m", "saved": False, "crater": 7},
        "cancellation_details": {"party": "the_moon", "reason": "eclipse"},
        "receipt_registration": "engraved",
        "next_big_thing": {"deep": [1, 2]},
    }

    payment = Payment.from_json(data)

    assert (payment.status, payment.payment_method_type) == ("frozen_in_amber", "moon_pay")
    assert (payment.cancellation_party, payment.cancellation_reason) == ("the_moon", "eclipse")
    assert payment.receipt_registration == "engraved"
    assert payment.raw["next_big_thing"] == {"deep": [1, 2]}
    assert payment.raw["payment_method"]["crater"] == 7


def test_payment_needs_little_but_says_nothing_untrue() -> None:
    payment = Payment.from_json({"id": "p", "status": "pending", "amount": {"value": "1.00", "currency": "RUB"}})

    assert (payment.paid, payment.test, payment.shop_id, payment.created_at) == (False, None, None, None)
    assert (payment.refunded_amount, payment.income_amount, payment.metadata) == (Decimal(0), None, {})


@pytest.mark.parametrize("paid", ["true", 1, None])
def test_only_true_is_paid(paid: object) -> None:
    assert not Payment.from_json({**SUCCEEDED, "paid": paid}).paid


@pytest.mark.parametrize(
    "damage",
    [
        {"id": None},
        {"id": 7},
        {"status": ""},
        {"amount": None},
        {"amount": {"value": 990.0, "currency": "RUB"}},
        {"amount": {"value": "many", "currency": "RUB"}},
        {"amount": {"value": "NaN", "currency": "RUB"}},
        {"amount": {"value": "990.00"}},
        {"refunded_amount": {"value": "x", "currency": "RUB"}},
    ],
)
def test_nonsense_is_no_payment(damage: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"missing|no number"):
        Payment.from_json({**SUCCEEDED, **damage})


def test_refund_is_read() -> None:
    data = {
        "id": "r",
        "payment_id": "p",
        "status": "canceled",
        "amount": {"value": "5.00", "currency": "RUB"},
        "created_at": "2026-03-01T12:00:00.000Z",
        "cancellation_details": {"party": "refund_network", "reason": "rejected_by_payee"},
    }

    refund = Refund.from_json(data)

    assert (refund.id, refund.payment_id, refund.status, refund.amount) == ("r", "p", "canceled", Decimal("5.00"))
    assert (refund.cancellation_party, refund.cancellation_reason) == ("refund_network", "rejected_by_payee")


def test_request_is_always_captured() -> None:
    request = PaymentRequest(amount=Decimal(990), return_url="https://t.me/bot", metadata={"order_id": "7"})

    assert request.to_json() == {
        "amount": {"value": "990.00", "currency": "RUB"},
        "capture": True,
        "confirmation": {"type": "redirect", "return_url": "https://t.me/bot"},
        "metadata": {"order_id": "7"},
    }


def test_request_carries_what_is_set() -> None:
    request = PaymentRequest(
        amount=Decimal("1990.50"),
        description="Тариф «Салон»",
        return_url="https://t.me/bot",
        save_payment_method=True,
        locale="en_US",
        merchant_customer_id="7",
        receipt={"items": []},
    )

    body = request.to_json()

    assert body["confirmation"]["locale"] == "en_US"
    assert (body["description"], body["save_payment_method"]) == ("Тариф «Салон»", True)
    assert (body["merchant_customer_id"], body["receipt"]) == ("7", {"items": []})


def test_charge_of_a_saved_method_has_no_confirmation() -> None:
    body = PaymentRequest(amount=Decimal("10.00"), payment_method_id="saved").to_json()

    assert body == {
        "amount": {"value": "10.00", "currency": "RUB"},
        "capture": True,
        "payment_method_id": "saved",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": Decimal(0)},
        {"amount": Decimal(-1)},
        {"amount": Decimal("0.001")},
        {"amount": Decimal("NaN")},
        {"amount": Decimal("1e30")},
        {"description": "я" * 129},
        {"description": ""},
        {"metadata": {str(number): "" for number in range(17)}},
        {"payment_method_id": "both"},
        {"return_url": None},
    ],
)
def test_request_that_would_be_refused_is_not_made(fields: dict[str, Any]) -> None:
    usual: dict[str, Any] = {"amount": Decimal(990), "return_url": "https://t.me/bot"}

    with pytest.raises(ValueError, match=r"sum|description|metadata|either"):
        PaymentRequest(**{**usual, **fields})


def test_amount_is_written_exactly() -> None:
    assert amount_json(Decimal("0.1") + Decimal("0.2"), "RUB") == {"value": "0.30", "currency": "RUB"}
