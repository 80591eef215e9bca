"""What is done once, however often it is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask.testing import FlaskClient

from tests.support.master_api import API_TOKEN, Body, Call
from tests.support.money import Money, new_token

TokenWith = Callable[..., str]


def test_order_without_a_key_is_refused(client: FlaskClient, new_order: Body) -> None:
    headers = {"Authorization": f"Bearer {API_TOKEN.reveal()}"}

    response = client.post("/api/v1/orders", json=new_order(), headers=headers)

    assert (response.status_code, response.get_json()["type"]) == (400, "/problems/idempotency-key")


def test_same_key_and_body_gives_the_stored_answer(call: Call, money: Money, new_order: Body) -> None:
    body = new_order(plan="trial")

    first, second = (call("POST", "/orders", body, key="once") for _ in range(2))

    assert (second.status_code, second.get_json()) == (201, first.get_json())
    assert money.counts()["clients"] == 1


def test_same_key_with_another_body_is_422(call: Call, new_order: Body) -> None:
    call("POST", "/orders", new_order(), key="once")

    response = call("POST", "/orders", new_order(), key="once")

    assert (response.status_code, response.get_json()["type"]) == (422, "/problems/idempotency-mismatch")


def test_refusal_is_stored_too(call: Call, new_order: Body) -> None:
    body = new_order(plan="gold")

    first, second = (call("POST", "/orders", body, key="once") for _ in range(2))

    assert (second.status_code, second.content_type) == (422, "application/problem+json")
    assert second.get_json() == first.get_json()


def test_key_of_another_token_or_route_is_another_key(call: Call, token_with: TokenWith) -> None:
    body = {"bot_token": new_token().reveal(), "admin_ids": [1]}
    call("POST", "/clients", body, key="once")

    other_token = call(
        "POST", "/clients", {**body, "bot_token": new_token().reveal()}, key="once", token=token_with("deploy")
    )
    other_route = call("POST", "/clients/client_001/deploy", {}, key="once")

    assert (other_token.status_code, other_route.status_code) == (201, 202)


def test_5xx_is_not_stored(call: Call, money: Money, new_order: Body) -> None:
    order = call("POST", "/orders", new_order()).get_json()
    payment_id = money.order_row_of(order["order_id"])["payment_id"]
    money.shop.pay(payment_id)
    money.shop.fault("html_502", on="get_payment")
    body = {"payment_id": payment_id, "event": "payment.succeeded"}

    away, there = (call("POST", "/payments", body, key="once") for _ in range(2))

    assert (away.status_code, away.get_json()["type"]) == (503, "/problems/yookassa-away")
    assert there.get_json() == {"outcome": "settled"}


def test_key_that_still_runs_is_409_with_retry_after(call: Call, money: Money, new_order: Body) -> None:
    body = new_order()
    call("POST", "/orders", body, key="once")
    money.rows("UPDATE idempotency_keys SET status = NULL, body = NULL RETURNING key")

    response = call("POST", "/orders", body, key="once")

    assert (response.status_code, response.get_json()["type"]) == (409, "/problems/still-running")
    assert int(response.headers["Retry-After"]) > 0


def test_key_whose_request_died_is_free_again(call: Call, money: Money, new_order: Body) -> None:
    body = new_order()
    call("POST", "/orders", body, key="once")
    money.rows("UPDATE idempotency_keys SET status = NULL, locked_until = now() - interval '1 second' RETURNING key")

    assert call("POST", "/orders", body, key="once").status_code == 201


def test_key_is_forgotten_after_a_day(call: Call, money: Money, new_order: Body) -> None:
    call("POST", "/orders", new_order(), key="once")
    call("POST", "/orders", new_order(), key="twice")
    money.rows("UPDATE idempotency_keys SET created_at = now() - interval '25 hours' RETURNING key")

    response = call("POST", "/orders", new_order(), key="once")

    assert response.status_code == 201
    assert [row["key"] for row in money.rows("SELECT key FROM idempotency_keys")] == ["once"]


def test_request_is_kept_only_as_a_keyed_hash(call: Call, money: Money, new_order: Body) -> None:
    body = new_order()

    call("POST", "/orders", body, key="once")

    row = money.rows("SELECT request_mac, body FROM idempotency_keys")[0]
    assert len(row["request_mac"]) == 32
    assert body["bot_token"] not in json.dumps(row["body"])


def test_same_key_at_the_same_moment_is_carried_out_once(money: Money, client: FlaskClient, new_order: Body) -> None:
    body, app = new_order(), client.application
    headers = {"Authorization": f"Bearer {API_TOKEN.reveal()}", "Idempotency-Key": "once"}

    def post(_: int) -> int:
        return app.test_client().post("/api/v1/orders", json=body, headers=headers).status_code

    with ThreadPoolExecutor(5) as threads:
        statuses = list(threads.map(post, range(5)))

    assert set(statuses) <= {201, 409}
    assert len(money.rows("SELECT id FROM orders")) == 1
