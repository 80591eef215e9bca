"""What whoever sells must know of the shop before asking a buyer."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from services.master_bot.api.app import create_app
from services.master_bot.api.wsgi import connect_redis
from services.master_bot.consents import AUTOPAY_TEXT, AUTOPAY_VERSION
from services.master_bot.domain.receipts import ReceiptRules
from services.shared.runtime.secret import Secret
from tests.support.master_api import API_TOKEN, Body, Call
from tests.support.money import Money

HEADERS = {"Authorization": f"Bearer {API_TOKEN.reveal()}"}
CONSENT = {"version": AUTOPAY_VERSION, "text": AUTOPAY_TEXT}


def with_receipts(money: Money, *, autopay: bool = True) -> FlaskClient:
    context = replace(money.context, autopay=autopay, receipts=ReceiptRules(vat_code=1))
    return create_app(context, API_TOKEN, connect_redis(Secret("redis://127.0.0.1:1/0"))).test_client()


def test_shop_says_what_a_buyer_is_asked(call: Call) -> None:
    assert call("GET", "/shop").get_json() == {"autopay": True, "consent": CONSENT, "email_required": False}


def test_shop_that_makes_receipts_needs_an_email(money: Money) -> None:
    shop = with_receipts(money, autopay=False).get("/api/v1/shop", headers=HEADERS)

    assert shop.get_json() == {"autopay": False, "consent": CONSENT, "email_required": True}


def test_order_without_an_email_for_its_receipt_is_refused_in_words(money: Money, new_order: Body) -> None:
    headers = {**HEADERS, "Idempotency-Key": "once"}

    refused = with_receipts(money).post("/api/v1/orders", json=new_order(), headers=headers)

    assert (refused.status_code, refused.get_json()) == (
        422,
        {
            "type": "/problems/email-required",
            "title": "email required",
            "status": 422,
            "detail": "email: needed for the receipt",
        },
    )


def test_wrong_email_is_refused_and_not_repeated(call: Call, new_order: Body, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        refused = call("POST", "/orders", new_order(email="Anna <anna@salon.example>"))

    line = "must be an address as anna@example.com, without a name around it"
    assert (refused.status_code, refused.get_json()["errors"]) == (422, [{"field": "email", "message": line}])
    assert "salon.example" not in refused.get_data(as_text=True) + caplog.text


def test_receipts_of_a_payment_can_be_read(money: Money, call: Call, new_order: Body) -> None:
    body = new_order(email="Anna@Пример.РФ")
    made = with_receipts(money).post("/api/v1/orders", json=body, headers={**HEADERS, "Idempotency-Key": "once"})
    [order] = money.rows("SELECT email, payment_id FROM orders")
    money.shop.pay(order["payment_id"])
    money.settle(order["payment_id"])

    shown = call("GET", f"/payments/{order['payment_id']}/receipts").get_json()
    nothing = call("GET", "/payments/unknown/receipts").get_json()

    assert (made.status_code, order["email"], nothing["items"]) == (201, "Anna@xn--e1afmkfd.xn--p1ai", [])
    assert [receipt | {"asked_at": ""} for receipt in shown["items"]] == [
        {
            "id": order["payment_id"],
            "kind": "payment",
            "payment_id": order["payment_id"],
            "amount": "990.00",
            "currency": "RUB",
            "state": "pending",
            "asked_at": "",
            "registered_at": None,
            "receipt_id": None,
            "fiscal_document_number": None,
            "fiscal_storage_number": None,
            "fiscal_attribute": None,
            "fiscal_provider_id": None,
        }
    ]
