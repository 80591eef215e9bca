"""From YooKassa's notification over webhook, inbox and relay to the master: lost, doubled, reordered, forged."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import redis
import requests
from flask import Flask
from werkzeug.serving import make_server

from scripts.servers.process import free_port
from scripts.simulators.yookassa.settings import SimulatorSettings
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.api.app import create_app as create_master
from services.master_bot.use_cases.context import Context
from services.shared.master_api.client import MasterApi
from services.shared.master_api.public import OrderLook
from services.shared.postgres.pool import Pool, open_pool
from services.shared.runtime.clock import utc_now
from services.webhook.app import Dependencies
from services.webhook.app import create_app as create_webhook
from services.webhook.relay import Relay
from services.webhook.senders import Senders, read_networks
from tests.support.database import Database
from tests.support.inbox import inbox_rows
from tests.support.master_api import API_TOKEN
from tests.support.money import NOTHING, ONE_SALE, SET_ASIDE, Money, make_money

ROUNDS = 30


@contextmanager
def served(app: Flask, port: int = 0) -> Iterator[str]:
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def webhook_pool(database: Database) -> Iterator[Pool]:
    with open_pool(database.webhook_url, max_size=4) as pool:
        yield pool


@pytest.fixture
def master_port() -> int:
    return free_port()


@pytest.fixture
def webhook_url(webhook_pool: Pool, master_port: int) -> Iterator[str]:
    senders, orders = Senders(read_networks("127.0.0.0/8"), ()), OrderLook(f"http://127.0.0.1:{master_port}")
    with served(create_webhook(Dependencies(webhook_pool, senders, None, utc_now, orders=orders))) as url:
        yield f"{url}/yookassa/webhook"


@pytest.fixture
def money(context: Context, webhook_url: str) -> Iterator[Money]:
    """A shop of the test's own, which notifies the webhook."""
    with ThreadedYooKassa(SimulatorSettings(notify_url=webhook_url, pauses=(0.02,))) as shop:
        yield make_money(context.pool, shop, context.telegram.api_url)


@pytest.fixture
def relay(money: Money, webhook_pool: Pool, master_port: int) -> Iterator[Relay]:
    nobody = redis.Redis(port=1, socket_connect_timeout=0.1)
    with served(create_master(money.context, API_TOKEN, nobody), master_port) as url:
        yield Relay(webhook_pool, MasterApi(url, API_TOKEN), utc_now, lambda: 1.0)


def carry(money: Money, relay: Relay, database: Database) -> list[Any]:
    """Wait for the deliveries and carry everything over; the outcomes, in the order of arrival."""
    money.shop.wait_delivered()
    for _ in range(ROUNDS):
        if not relay.run_once():
            break
    return [row["outcome"] for row in inbox_rows(database.webhook_url)]


def test_notification_becomes_a_deployment(money: Money, relay: Relay, database: Database) -> None:
    money.paid_order()

    outcomes = carry(money, relay, database)

    assert outcomes == ["settled"]
    assert money.counts() == ONE_SALE


def test_doubled_notifications_become_one_deployment(money: Money, relay: Relay, database: Database) -> None:
    money.shop.notifications(duplicates=4)
    money.paid_order()

    carry(money, relay, database)

    assert money.counts() == ONE_SALE


def test_reordered_and_stale_notifications_become_one_deployment_each(
    money: Money, relay: Relay, database: Database
) -> None:
    money.shop.notifications(reverse_next=3, stale_next=2)
    for _ in range(3):
        money.paid_order(owner_telegram_id=4242)

    carry(money, relay, database)

    assert money.counts() == {**ONE_SALE, **dict.fromkeys(("clients", "deployments", "payments", "subscriptions"), 3)}


@pytest.mark.parametrize("event", ["payment.succeeded", "payment.canceled", "refund.succeeded", "nonsense"])
def test_forged_notification_of_an_unpaid_order_becomes_nothing(
    money: Money, relay: Relay, database: Database, event: str
) -> None:
    order = money.order()
    changes = {"status": "succeeded", "paid": True}

    money.shop.forge(event=event, payment_id=order.payment_id, set=changes)
    carry(money, relay, database)

    assert money.counts() == NOTHING
    assert money.order_row(order)["state"] == "pending"


def test_forged_cancellation_of_a_paid_order_settles_it(money: Money, relay: Relay, database: Database) -> None:
    money.shop.notifications(enabled=False)
    order = money.paid_order()

    money.shop.forge(event="payment.canceled", payment_id=order.payment_id, set={"status": "canceled", "paid": False})
    carry(money, relay, database)

    assert money.counts() == ONE_SALE


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b'{"object": {"id": "' + b"9" * 500 + b'"}}', b"\x00\xff"])
def test_nonsense_in_the_webhook_becomes_nothing(
    money: Money, relay: Relay, database: Database, webhook_url: str, body: bytes
) -> None:
    requests.post(webhook_url, data=body, timeout=5)

    carry(money, relay, database)

    assert money.counts() == NOTHING


def test_notification_of_a_payment_with_another_amount_is_set_aside(
    money: Money, relay: Relay, database: Database
) -> None:
    order = money.order()
    money.shop.fault("wrong_amount", on="get_payment", times=0, payment_id=order.payment_id)
    money.shop.pay(order.payment_id or "")

    outcomes = carry(money, relay, database)

    assert outcomes == ["quarantined"]
    assert money.counts() == SET_ASIDE


def test_lost_notification_is_made_good_by_the_reconciler(money: Money, relay: Relay, database: Database) -> None:
    money.shop.notifications(drop_next=1)
    money.paid_order()
    carried = carry(money, relay, database)

    money.reconcile()

    assert carried == []
    assert money.counts() == ONE_SALE


def test_buyer_pays_by_a_link_and_comes_back_to_a_settled_order_without_any_notification(
    money: Money, relay: Relay, database: Database, webhook_url: str
) -> None:
    money.shop.notifications(enabled=False)
    order, public = money.order(), webhook_url.removesuffix("/yookassa/webhook")
    link = requests.get(f"{public}/pay/{order.id}", allow_redirects=False, timeout=5)
    money.shop.pay(order.payment_id or "")

    waiting = requests.get(f"{public}/return/{order.id}", timeout=5)
    outcomes = carry(money, relay, database)
    back = requests.get(f"{public}/return/{order.id}", timeout=5)

    assert (link.status_code, link.headers["Location"]) == (302, order.confirmation_url)
    assert ("Ждём оплату" in waiting.text, outcomes, "Заказ оплачен" in back.text) == (True, ["settled"], True)
    assert money.counts() == ONE_SALE


def test_refund_by_hand_is_noted_through_its_notification(money: Money, relay: Relay, database: Database) -> None:
    order = money.paid_order()
    carry(money, relay, database)
    money.shop.refund(order.payment_id or "")

    carry(money, relay, database)

    assert money.order_row(order)["state"] == "refunded"
    assert "operator_refunded" in money.messages()


def of(payment: dict[str, Any], **changes: Any) -> bytes:
    content = {"type": "notification", "event": "payment.succeeded", "object": payment}
    return json.dumps({**content, **changes}).encode()


@pytest.mark.parametrize(
    ("what", "status", "end", "effects"),
    [
        ("forged", 200, ("done", "not_paid"), NOTHING),
        ("never heard of", 200, ("done", "not_paid"), NOTHING),
        ("truncated", 200, ("ignored", None), NOTHING),
        ("not JSON", 200, ("ignored", None), NOTHING),
        ("unknown event", 200, ("ignored", None), NOTHING),
        ("10 MB", 413, None, NOTHING),
        ("other shop", 200, ("done", "quarantined"), SET_ASIDE),
        ("a kopeck less", 200, ("done", "quarantined"), SET_ASIDE),
        ("a kopeck more", 200, ("done", "quarantined"), SET_ASIDE),
        ("nobody's order", 200, ("done", "quarantined"), SET_ASIDE),
    ],
)
def test_each_bad_notification_has_its_end(
    money: Money,
    relay: Relay,
    database: Database,
    webhook_url: str,
    what: str,
    status: int,
    end: tuple[str, str | None] | None,
    effects: dict[str, int],
) -> None:
    money.shop.notifications(enabled=False)
    order = money.order()
    payment = money.shop.payment(order.payment_id or "")
    lies = {"other shop": "wrong_shop", "a kopeck less": "989.99", "a kopeck more": "990.01"}
    if what in lies:
        money.shop.pay(payment["id"])
        kind = {"set": {"amount.value": lies[what]}} if "kopeck" in what else {}
        money.shop.fault("tamper" if kind else lies[what], on="get_payment", times=0, payment_id=payment["id"], **kind)
    if what == "nobody's order":
        payment = money.shop.foreign_payment("990.00", {"order_id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"})
    bodies = {
        "never heard of": of({**payment, "id": "2e9f0d2b-000f-5000-9000-18db351245c8", "status": "succeeded"}),
        "truncated": of(payment)[:-20],
        "not JSON": b"\x00<xml/>",
        "unknown event": of(payment, event="moon.landed"),
        "10 MB": b"x" * 10_000_000,
    }

    answer = requests.post(webhook_url, data=bodies.get(what, of({**payment, "status": "succeeded"})), timeout=5)
    carry(money, relay, database)

    ends = [(row["state"], row["outcome"]) for row in inbox_rows(database.webhook_url)]
    assert (answer.status_code, ends) == (status, [] if end is None else [end])
    assert money.counts() == effects
    assert ("operator_quarantine" in money.messages()) == (effects == SET_ASIDE)
