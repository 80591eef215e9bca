"""Who gets in, what a wrong request is told, and what is done once however often it is asked."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.master_api import API_TOKEN, Body, Call
from tests.support.money import Money, new_token

TokenWith = Callable[..., str]


@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer wrong", "Basic dXNlcjpwYXNz", f"Token {API_TOKEN.reveal()}"]
)
def test_missing_or_wrong_token_is_401(client: FlaskClient, header: str | None) -> None:
    response = client.get("/api/v1/plans", headers={"Authorization": header} if header else {})

    assert (response.status_code, response.content_type) == (401, "application/problem+json")
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/plans", "read"),
        ("GET", "/clients", "read"),
        ("GET", "/stats", "read"),
        ("GET", "/audit", "read"),
        ("POST", "/orders", "money"),
        ("POST", "/payments", "money"),
        ("POST", "/quarantine/1/resolve", "money"),
        ("POST", "/clients/client_001/subscription", "money"),
        ("POST", "/clients", "deploy"),
        ("PATCH", "/clients/client_001", "deploy"),
        ("POST", "/clients/client_001/deploy", "deploy"),
    ],
)
def test_token_without_the_scope_is_403(call: Call, token_with: TokenWith, method: str, path: str, scope: str) -> None:
    others = token_with(*sorted({"read", "deploy", "money"} - {scope}))
    own = token_with(scope)

    refused = call(method, path, token=others)
    let_in = call(method, path, token=own)

    assert (refused.status_code, refused.get_json()["type"]) == (403, "/problems/forbidden")
    assert scope in refused.get_json()["detail"]
    assert let_in.status_code not in {401, 403}


def test_revoked_token_is_401(call: Call, token_with: TokenWith, money: Money) -> None:
    token = token_with("read")
    money.rows("UPDATE api_tokens SET revoked_at = now() RETURNING id")

    assert call("GET", "/plans", token=token).status_code == 401


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


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"plan": None}, "plan"),
        ({"plan": 5}, "plan"),
        ({"owner_telegram_id": -1}, "owner_telegram_id"),
        ({"owner_telegram_id": 10**30}, "owner_telegram_id"),
        ({"owner_telegram_id": "me"}, "owner_telegram_id"),
        ({"business_name": ""}, "business_name"),
        ({"business_name": "a\nb"}, "business_name"),
        ({"business_name": "x" * 65}, "business_name"),
        ({"business_name": "\ud800"}, "business_name"),
        ({"email": "nobody"}, "email"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"locale": "de"}, "locale"),
        ({"promo_code": "SUMMER"}, "promo_code"),
        ({"bot_token": None}, "body"),
        ({"client_id": "client_001"}, "body"),
        ({"bot_token": None, "client_id": "client_0042"}, "client_id"),
        ({"colour": "red"}, "colour"),
        ({"\ud800": 1}, "body"),
        ({"a\nb": 1}, "a b"),
    ],
)
def test_wrong_order_is_422_and_names_the_field(
    call: Call, new_order: Body, changes: dict[str, Any], field: str
) -> None:
    response = call("POST", "/orders", new_order(**changes))

    problem = response.get_json()
    assert (response.status_code, problem["type"]) == (422, "/problems/validation")
    assert problem["detail"].startswith(f"{field}: ")
    assert "\n" not in problem["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff\xfe", 400),
        (b"[" * 60_000, 400),
        (b'{"plan": 1' + b"0" * 5000 + b"}", 400),
        (b'{"plan": "' + b"x" * 70_000 + b'"}', 413),
    ],
)
def test_body_that_cannot_be_read_is_refused(client: FlaskClient, body: bytes, status: int) -> None:
    headers = {"Authorization": f"Bearer {API_TOKEN.reveal()}", "Idempotency-Key": "once"}

    response = client.post("/api/v1/orders", data=body, headers=headers, content_type="application/json")

    assert (response.status_code, response.content_type) == (status, "application/problem+json")


def test_form_is_no_json(client: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {API_TOKEN.reveal()}", "Idempotency-Key": "once"}

    assert client.post("/api/v1/orders", data={"plan": "monthly"}, headers=headers).status_code == 415


def cursor(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "path",
    [
        "/clients?limit=0",
        "/clients?limit=x",
        f"/clients?limit={'9' * 5000}",
        "/clients?cursor=nonsense",
        f"/clients?cursor={cursor('client_x')}",
        f"/clients?cursor={cursor([1])}",
        "/clients?search=%00",
        f"/clients?owner_telegram_id={'9' * 40}",
        "/orders?owner_telegram_id=me",
        f"/orders?cursor={cursor(['yesterday', '1'])}",
        f"/audit?cursor={cursor(True)}",
        f"/audit?cursor={cursor(10**30)}",
        f"/quarantine?cursor={cursor('1')}",
        "/clients/client_001/logs?lines=0",
        "/clients/%00",
        f"/deployments/{'9' * 40}",
    ],
)
def test_wrong_address_is_never_a_5xx(call: Call, path: str) -> None:
    response = call("GET", path)

    assert response.status_code in {404, 422}
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/orders", {"plan": "\u0000"}),
        ("/payments", {"payment_id": "../me", "event": "x"}),
        ("/payments", {"payment_id": "", "event": "x"}),
        ("/quarantine/99999999999999999999/resolve", {"resolution": "x"}),
        ("/clients/client_001/subscription", {"days": 10**9}),
        ("/clients", {"bot_token": "x", "admin_ids": []}),
        ("/clients", {"bot_token": "hello", "admin_ids": [1]}),
    ],
)
def test_wrong_post_is_a_4xx(call: Call, new_order: Body, path: str, body: dict[str, Any]) -> None:
    response = call("POST", path, new_order(**body) if path == "/orders" else body)

    assert 400 <= response.status_code < 500
    assert response.content_type == "application/problem+json"


def test_problem_never_shows_the_token(call: Call, new_order: Body) -> None:
    secret = "12345:" + "s3cret" * 8

    response = call("POST", "/orders", new_order(bot_token=secret, colour=secret, plan=[secret]))

    assert response.status_code == 422
    assert "s3cret" not in response.get_data(as_text=True)


def test_unknown_address_and_method_are_problems(call: Call) -> None:
    nowhere, wrong = call("GET", "/nowhere"), call("DELETE", "/plans")

    assert (nowhere.status_code, nowhere.get_json()["type"]) == (404, "/problems/not-found")
    assert (wrong.status_code, wrong.get_json()["type"]) == (405, "/problems/method-not-allowed")
    assert "GET" in wrong.headers["Allow"]
