"""What a wrong request is told: one clear line, never a 5xx."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.master_api import API_TOKEN, Body, Call


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
        ({"promo_code": "x" * 41}, "promo_code"),
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
