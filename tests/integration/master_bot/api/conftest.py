from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scripts.servers.valkey import ValkeyServer
from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.api.app import create_app
from services.master_bot.api.wsgi import connect_redis
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import Pool, open_pool, transaction
from services.shared.runtime.secret import Secret
from tests.support.master_api import API_TOKEN, Body, Call
from tests.support.money import Money, make_money, new_token


@pytest.fixture
def money(context: Context, yookassa: ThreadedYooKassa, telegram: ThreadedTelegramServer) -> Money:
    return make_money(context.pool, yookassa, telegram.url)


@pytest.fixture
def client(money: Money, redis_server: ValkeyServer) -> FlaskClient:
    return create_app(money.context, API_TOKEN, connect_redis(redis_server.admin_url)).test_client()


@pytest.fixture
def call(client: FlaskClient) -> Call:
    """``call("POST", "/orders", {…}, key="once", token=…)``; a key is made where one is demanded."""

    def ask(
        method: str, path: str, body: object = None, *, key: str | None = None, token: str | None = None
    ) -> TestResponse:
        headers = {"Authorization": f"Bearer {token or API_TOKEN.reveal()}"}
        if key or (method, path) == ("POST", "/orders"):
            headers["Idempotency-Key"] = key or str(uuid4())
        address = path if path in {"/health", "/metrics"} else f"/api/v1{path}"
        sent = {} if body is None and method == "POST" else body
        return client.open(address, method=method, json=sent, headers=headers)

    return ask


@pytest.fixture
def new_order() -> Body:
    """A dull order of a new bot; what is given as None is left out."""

    def make(**changes: Any) -> dict[str, Any]:
        dull = {"plan": "monthly", "owner_telegram_id": 5_500_000_042, "business_name": "Салон «Ландыш»"}
        body = {**dull, "bot_token": new_token().reveal(), **changes}
        return {name: value for name, value in body.items() if value is not None}

    return make


@pytest.fixture
def token_with(money: Money) -> Callable[..., str]:
    """A token of the table, with these scopes alone."""

    def make(*scopes: str) -> str:
        token = f"made-up-{'-'.join(scopes)}"
        with transaction(money.context.pool) as tx:
            tx.execute(
                "INSERT INTO api_tokens (name, digest, scopes, created_at) VALUES (%s, %s, %s, now())",
                (token, hashlib.sha256(token.encode()).digest(), list(scopes)),
            )
        return token

    return make


@pytest.fixture
def dead_pool() -> Iterator[Pool]:
    """A pool whose server is away, and which says so soon."""
    pool = open_pool(Secret("postgresql://nobody:nothing@127.0.0.1:1/none"))
    pool.timeout = 0.3
    yield pool
    pool.close(timeout=0)
