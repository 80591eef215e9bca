"""The controls under `/sim`, as a person with curl uses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from tests.support.yookassa import RECEIPT, Create, Document, rub
from tests.support.yookassa_listener import Listener

Call = Callable[..., Document]


@pytest.fixture
def sim(shop: ThreadedYooKassa) -> Call:
    """`sim("POST", "/payments/…/pay", method="sbp")`: the JSON answer, with its HTTP status under `http`."""

    def call(method: str, path: str, /, **body: Any) -> Document:
        answer = requests.request(method, f"{shop.url}/sim{path}", json=body or None, timeout=5)
        return {**answer.json(), "http": answer.status_code}

    return call


def test_health_names_the_shop(sim: Call, shop: ThreadedYooKassa, listener: Listener) -> None:
    health = sim("GET", "/health")

    assert (health["status"], health["shop_id"], health["notify_url"]) == ("ok", shop.shop_id, listener.url)


def test_payment_is_paid_declined_and_expired(sim: Call, create: Create) -> None:
    ids = [create()["id"] for _ in range(3)]

    paid = sim("POST", f"/payments/{ids[0]}/pay", method="sbp")
    declined = sim("POST", f"/payments/{ids[1]}/decline", reason="card_expired", party="yoo_money")
    expired = sim("POST", f"/payments/{ids[2]}/expire")

    assert (paid["status"], paid["payment_method"]["type"]) == ("succeeded", "sbp")
    assert declined["cancellation_details"] == {"party": "yoo_money", "reason": "card_expired"}
    assert expired["cancellation_details"]["reason"] == "expired_on_confirmation"
    assert sim("GET", f"/payments/{ids[0]}")["status"] == "succeeded"


def test_payments_are_listed_by_status(sim: Call, create: Create) -> None:
    pending = create()["id"]
    paid = sim("POST", "/payments", amount="55.00", metadata={"order_id": "x"})["id"]

    listed = [payment["id"] for payment in sim("GET", "/payments?status=succeeded")["items"]]

    assert listed[0] == paid
    assert pending not in listed


def test_foreign_payment_can_stay_pending(sim: Call) -> None:
    payment = sim("POST", "/payments", amount="55.00", status="pending")

    assert (payment["status"], payment["amount"]) == ("pending", rub("55.00"))


def test_refund_by_hand_and_pending_refund(sim: Call, shop: ThreadedYooKassa) -> None:
    payment = shop.foreign_payment("100.00")
    by_hand = sim("POST", f"/payments/{payment['id']}/refund", amount="40.00")
    sim("POST", "/behaviour", refunds="pending")
    pending = sim("POST", f"/payments/{payment['id']}/refund")

    settled = sim("POST", f"/refunds/{pending['id']}/settle", status="canceled", reason="general_decline")

    sim("POST", "/behaviour", refunds="succeeded")
    assert (by_hand["status"], pending["status"], pending["amount"]) == ("succeeded", "pending", rub("60.00"))
    assert settled["cancellation_details"]["reason"] == "general_decline"
    assert sim("GET", "/refunds")["items"][-1]["status"] == "canceled"


def test_receipt_is_settled(sim: Call, shop: ThreadedYooKassa, create: Create) -> None:
    sim("POST", "/behaviour", receipts="pending")
    payment = shop.pay(create(receipt=RECEIPT)["id"])
    sim("POST", "/behaviour", receipts="succeeded")
    receipt = sim("GET", "/receipts")["items"][-1]

    sim("POST", f"/receipts/{receipt['id']}/settle", status="succeeded")

    assert payment["receipt_registration"] == "pending"
    assert shop.payment(payment["id"])["receipt_registration"] == "succeeded"


def test_saved_method_is_told_how_to_behave(sim: Call, shop: ThreadedYooKassa, create: Create) -> None:
    method = shop.pay(create(save_payment_method=True)["id"])["payment_method"]["id"]

    changed = sim("POST", f"/methods/{method}", on_charge="decline", reason="insufficient_funds")

    charged = create(confirmation={}, payment_method_id=method)
    assert (changed["http"], changed["saved"]) == (200, True)
    assert charged["cancellation_details"]["reason"] == "insufficient_funds"
    assert sim("GET", "/methods")["items"][-1]["on_charge"] == "decline"


def test_clock_is_set_and_ends_what_is_overdue(sim: Call, shop: ThreadedYooKassa, create: Create) -> None:
    payment = create()

    moved = sim("POST", "/clock", advance=3600)
    frozen = sim("POST", "/clock", frozen=True, now="2030-01-01T00:00:00Z")
    again = sim("GET", "/clock")
    back = sim("POST", "/clock", reset=True)

    assert moved["now"] > payment["created_at"]
    assert shop.payment(payment["id"])["status"] == "canceled"
    assert (frozen["now"], again["now"]) == ("2030-01-01T00:00:00+00:00",) * 2
    assert (back["frozen"], back["now"] < moved["now"]) == (False, True)


def test_faults_are_listed_and_deleted(sim: Call, create: Create) -> None:
    sim("POST", "/faults", kind="error_500", on="create_payment", times=0)
    listed = sim("GET", "/faults")["items"]
    failed = create()

    sim("DELETE", "/faults")

    assert [(fault["kind"], fault["on"], fault["times"]) for fault in listed] == [("error_500", "create_payment", 0)]
    assert failed["code"] == "internal_server_error"
    assert create()["status"] == "pending"


def test_notifications_are_listed_and_sent_again(
    sim: Call, shop: ThreadedYooKassa, listener: Listener, create: Create
) -> None:
    settings = sim("POST", "/notifications", drop_next=1)
    shop.pay(create()["id"])
    lost = sim("GET", "/notifications")["items"][-1]

    sim("POST", f"/notifications/{lost['id']}/send")
    shop.wait_delivered()

    assert (settings["drop_next"], lost["state"], lost["event"]) == (1, "lost", "payment.succeeded")
    assert listener.events() == [("payment.succeeded", "succeeded")]


def test_forged_notification_is_sent(sim: Call, listener: Listener, create: Create) -> None:
    answer = sim("POST", "/forge", event="payment.succeeded", payment_id=create()["id"], set={"paid": True})

    assert answer == {"status": 200, "http": 200}
    assert listener.events() == [("payment.succeeded", "pending")]


def test_exchanges_show_the_calls_without_the_secret(sim: Call, shop: ThreadedYooKassa, create: Create) -> None:
    payment = create(description="Тариф")

    seen = sim("GET", "/exchanges")["items"][-1]

    assert (seen["operation"], seen["method"], seen["path"]) == ("create_payment", "POST", "/v3/payments")
    assert (seen["status"], payment["id"] in seen["response"]) == (200, True)
    assert shop.secret_key not in str(seen)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/payments/nobody/pay", {}, 404),
        ("POST", "/payments/nobody/pay", {"methd": "sbp"}, 400),
        ("POST", "/payments", {"amount": "a lot"}, 400),
        ("POST", "/payments", {"status": "succeeded"}, 400),
        ("POST", "/payments", {"amount": "5.00", "status": "half"}, 400),
        ("POST", "/behaviour", {"refunds": "sometimes"}, 400),
        ("POST", "/clock", {"now": "yesterday"}, 400),
        ("POST", "/clock", {"now": "2026-03-01T10:00:00"}, 400),
        ("POST", "/clock", {"advance": 1e300}, 400),
        ("POST", "/faults", {"kind": "earthquake"}, 400),
        ("POST", "/faults", {"kind": "tamper", "set": "x"}, 400),
        ("POST", "/notifications", {"enabled": "no"}, 400),
        ("POST", "/notifications/nobody/send", {}, 404),
        ("POST", "/refunds/nobody/settle", {"status": "succeeded"}, 404),
        ("POST", "/refunds/nobody/settle", {}, 400),
        ("POST", "/receipts/nobody/settle", {}, 400),
        ("POST", "/methods/nobody", {"status": "active"}, 404),
        ("POST", "/methods/nobody", {"on_charge": "explode"}, 404),
        ("POST", "/forge", {"payment_id": "nobody"}, 404),
        ("POST", "/forge", {}, 400),
        ("POST", "/forge", {"payment_id": 7, "set": 7}, 400),
    ],
)
def test_wrong_control_gets_one_clear_line(
    sim: Call, method: str, path: str, body: dict[str, Any], status: int
) -> None:
    answer = sim(method, path, **body)

    assert (answer["http"], answer["type"]) == (status, "error")
    assert answer["description"]


def test_body_that_is_no_json_is_refused(shop: ThreadedYooKassa) -> None:
    answer = requests.post(f"{shop.url}/sim/faults", data=b"{nonsense", timeout=5)

    assert (answer.status_code, answer.json()["type"]) == (400, "error")
