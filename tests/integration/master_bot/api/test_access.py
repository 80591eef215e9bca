"""Who gets in: bearer tokens and their scopes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.support.master_api import API_TOKEN, Call
from tests.support.money import Money

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
        ("GET", "/ledger", "read"),
        ("POST", "/payments/none/refund", "money"),
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
