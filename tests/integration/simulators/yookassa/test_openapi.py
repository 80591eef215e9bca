"""The stand-in's answers and our client's requests, judged by YooKassa's own description of its API."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import requests
from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from scripts.simulators.yookassa.world import Exchange
from services.master_bot.domain.receipts import MEASURES, PAYMENT_MODES, PAYMENT_SUBJECTS, VAT_CODES, ReceiptRules
from services.shared.yookassa.client import YooKassa
from services.shared.yookassa.models import PaymentRequest
from tests.conftest import missing
from tests.support.yookassa import RECEIPT, Create, rub
from tests.support.yookassa_openapi import SeenRequest, SeenResponse, load_openapi, openapi_path

pytestmark = pytest.mark.openapi
Seen = Callable[[], list[Exchange]]


@pytest.fixture(scope="module")
def openapi(repository: Path) -> OpenAPI:
    path = openapi_path(repository)
    if not path.is_file():
        missing("openapi", f"YooKassa's OpenAPI file is not at {path} (set YOOKASSA_OPENAPI)")
    return load_openapi(path)


@pytest.fixture
def seen(shop: ThreadedYooKassa) -> Seen:
    """The API calls since the test began."""
    shop.do(lambda world: world.exchanges.clear())
    return lambda: shop.do(lambda world: list(world.exchanges))


def judge_answers(openapi: OpenAPI, exchanges: list[Exchange]) -> None:
    for exchange in exchanges:
        openapi.validate_response(SeenRequest(exchange), SeenResponse(exchange))


def judge_requests(openapi: OpenAPI, exchanges: list[Exchange]) -> None:
    for exchange in exchanges:
        openapi.validate_request(SeenRequest(exchange))


def operations(exchanges: list[Exchange]) -> set[tuple[str, int]]:
    return {(exchange.operation, exchange.status) for exchange in exchanges}


def order(**fields: Any) -> PaymentRequest:
    usual: dict[str, Any] = {"amount": Decimal(990), "return_url": "https://t.me/bot"}
    return PaymentRequest(**{**usual, **fields})


def test_everything_our_client_sends_and_hears_is_as_described(
    openapi: OpenAPI, client: YooKassa, shop: ThreadedYooKassa, create: Create, seen: Seen
) -> None:
    full = order(
        description="Тариф «Салон»",
        metadata={"order_id": "7"},
        save_payment_method=True,
        receipt=RECEIPT,
        locale="ru_RU",
        merchant_customer_id="anna@example.com",
    )
    first = client.create_payment(full, idempotence_key=str(uuid.uuid4()))
    shop.pay(first.id)
    again = order(return_url=None, payment_method_id=first.id)
    client.create_payment(again, idempotence_key=str(uuid.uuid4()))
    client.payment(first.id)
    held = [shop.pay(create(capture=False)["id"])["id"] for _ in range(2)]
    client.payment(held[0])
    client.capture_payment(held[0], idempotence_key=str(uuid.uuid4()))
    client.cancel_payment(held[1], idempotence_key=str(uuid.uuid4()))
    refund = client.create_refund(
        first.id, Decimal("990.00"), idempotence_key=str(uuid.uuid4()), description="Ошибка", receipt=RECEIPT
    )
    client.refund(refund.id)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    next(
        client.payments(
            created_after=moment, captured_after=moment, created_before=shop.clock.now(), status="succeeded"
        )
    )
    next(client.refunds(payment_id=first.id, created_after=moment, status="succeeded"))

    exchanges = seen()

    judge_requests(openapi, exchanges)
    judge_answers(openapi, exchanges)
    assert operations(exchanges) == {
        ("create_payment", 200),
        ("get_payment", 200),
        ("capture_payment", 200),
        ("cancel_payment", 200),
        ("create_refund", 200),
        ("get_refund", 200),
        ("list_payments", 200),
        ("list_refunds", 200),
    }


@pytest.mark.parametrize("method", ["bank_card", "sbp", "yoo_money", "sberbank"])
def test_every_method_is_shown_as_described(
    openapi: OpenAPI, client: YooKassa, shop: ThreadedYooKassa, create: Create, seen: Seen, method: str
) -> None:
    paid = shop.pay(create(save_payment_method=True)["id"], method)

    payment = client.payment(paid["id"])

    judge_answers(openapi, seen())
    assert (payment.payment_method_type, payment.payment_method_saved) == (method, True)


@pytest.mark.parametrize("confirmation", [{"type": "qr"}, {"type": "embedded"}])
def test_every_confirmation_is_shown_as_described(
    openapi: OpenAPI, create: Create, seen: Seen, confirmation: dict[str, str]
) -> None:
    create(confirmation=confirmation, payment_method_data={"type": "sbp"})

    judge_requests(openapi, seen())
    judge_answers(openapi, seen())


def test_every_ending_is_shown_as_described(
    openapi: OpenAPI, client: YooKassa, shop: ThreadedYooKassa, create: Create, seen: Seen
) -> None:
    declined = shop.decline(create()["id"])
    expired = shop.expire(create()["id"])
    released = shop.expire(shop.pay(create(capture=False)["id"])["id"])

    reasons = [client.payment(payment["id"]).cancellation_reason for payment in (declined, expired, released)]

    judge_answers(openapi, seen())
    assert reasons == ["insufficient_funds", "expired_on_confirmation", "expired_on_capture"]


def test_receipts_and_the_shop_are_shown_as_described(
    openapi: OpenAPI, shop: ThreadedYooKassa, create: Create, seen: Seen
) -> None:
    payment = shop.pay(create(receipt=RECEIPT)["id"])
    login, timeout = (shop.shop_id, shop.secret_key), 5
    sent = {
        **RECEIPT,
        "type": "payment",
        "payment_id": payment["id"],
        "send": True,
        "settlements": [{"type": "prepayment", "amount": rub("990.00")}],
    }
    headers = {"Idempotence-Key": str(uuid.uuid4())}
    made = requests.post(f"{shop.api_url}/receipts", json=sent, headers=headers, auth=login, timeout=timeout).json()
    for path in ("/receipts", f"/receipts/{made['id']}", "/me"):
        requests.get(shop.api_url + path, auth=login, timeout=timeout)

    exchanges = seen()

    judge_requests(openapi, exchanges)
    judge_answers(openapi, exchanges)
    assert operations(exchanges) >= {
        ("create_receipt", 200),
        ("list_receipts", 200),
        ("get_receipt", 200),
        ("get_me", 200),
    }


def test_receipts_that_we_ask_for_and_look_at_are_as_described(
    openapi: OpenAPI, client: YooKassa, shop: ThreadedYooKassa, seen: Seen
) -> None:
    shop.do(lambda world: world.behave(fiscalization=True))
    rules = [ReceiptRules(code, measure=measure) for code in VAT_CODES for measure in MEASURES]
    rules += [ReceiptRules(1, 6, subject, mode) for subject in PAYMENT_SUBJECTS for mode in PAYMENT_MODES]
    for one in rules:
        receipt = one.receipt("anna@example.com", "Доступ", Decimal(990), "RUB")
        made = client.create_payment(order(receipt=receipt), idempotence_key=str(uuid.uuid4()))
    shop.pay(made.id)
    refund = client.create_refund(
        made.id,
        Decimal(100),
        idempotence_key=str(uuid.uuid4()),
        receipt=rules[0].receipt("anna@example.com", "Доступ", Decimal(100), "RUB"),
    )

    found = [next(client.receipts(payment_id=made.id)), next(client.receipts(refund_id=refund.id))]

    judge_requests(openapi, seen())
    judge_answers(openapi, seen())
    assert [(one.kind, one.status, one.fiscal_storage_number) for one in found] == [
        ("payment", "succeeded", "9288000100115785"),
        ("refund", "succeeded", "9288000100115785"),
    ]


def test_every_refusal_is_as_described(openapi: OpenAPI, shop: ThreadedYooKassa, create: Create, seen: Seen) -> None:
    url = f"{shop.api_url}/payments"
    shop.fault("error_500", on="list_payments")
    requests.get(url, auth=("100500", "wrong"), timeout=5)
    requests.get(url, auth=(shop.shop_id, shop.secret_key), timeout=5)
    requests.get(f"{url}/{uuid.uuid4()}", auth=(shop.shop_id, shop.secret_key), timeout=5)
    shop.fault("too_many_requests", on="create_payment", retry_after=1800)
    create()
    create("0.00")

    exchanges = seen()

    judge_answers(openapi, exchanges)
    assert sorted(exchange.status for exchange in exchanges) == [400, 401, 404, 429, 500]


def test_every_field_of_a_payment_is_known_to_yookassa(
    openapi: OpenAPI, shop: ThreadedYooKassa, create: Create
) -> None:
    schemas = openapi.spec.read_value()["components"]["schemas"]
    payment = shop.pay(create(receipt=RECEIPT, save_payment_method=True, merchant_customer_id="7")["id"])
    refund = shop.refund(payment["id"])

    unknown = (payment.keys() - schemas["Payment"]["properties"].keys()) | (
        refund.keys() - schemas["Refund"]["properties"].keys()
    )

    assert unknown == set()


@pytest.mark.parametrize(
    "damage",
    [
        {"status": "frozen"},
        {"amount": {"value": 990, "currency": "RUB"}},
        {"id": "short"},
        {"paid": None},
        {"recipient": {"account_id": "1"}},
        {
            "payment_method": {
                "type": "bank_card",
                "id": "1",
                "saved": False,
                "status": "active",
                "card": {"last4": "1"},
            }
        },
        {"payment_method": {"type": "moon_pay", "id": "1", "saved": False, "status": "active"}},
        {"cancellation_details": {"party": "the_moon", "reason": "eclipse"}},
    ],
    ids=str,
)
def test_judge_rejects_a_damaged_answer(openapi: OpenAPI, create: Create, seen: Seen, damage: dict[str, Any]) -> None:
    create()
    (exchange,) = seen()
    damaged = replace(exchange, response=json.dumps({**json.loads(exchange.response), **damage}))

    with pytest.raises(OpenAPIError):
        judge_answers(openapi, [damaged])


@pytest.mark.parametrize(
    "damage",
    [
        {"idempotence_key": None},
        {"idempotence_key": "k" * 65},
        {"request": "{}"},
        {"request": '{"amount": {"value": 1, "currency": "RUB"}}'},
        {"request": '{"amount": {"value": "1", "currency": "RUB"}, "confirmation": {"type": "redirect"}}'},
    ],
    ids=str,
)
def test_judge_rejects_a_damaged_request(openapi: OpenAPI, create: Create, seen: Seen, damage: dict[str, Any]) -> None:
    create()
    (exchange,) = seen()

    with pytest.raises(OpenAPIError):
        judge_requests(openapi, [replace(exchange, **damage)])
