from __future__ import annotations

import itertools
from typing import Any

import pytest

from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.records import Record
from scripts.simulators.yookassa.ledger.shop import Shop
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import NOON, REQUEST, Document, Post, rub


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOON, frozen=True)


@pytest.fixture
def kept() -> list[Record]:
    """Everything the world has written down."""
    return []


@pytest.fixture
def world(clock: SettableClock, kept: list[Record]) -> World:
    return World(Shop(shop_id="100500", test=True), clock=clock, keep=kept.append)


@pytest.fixture
def post(world: World) -> Post:
    """`post("create_refund", payment_id=…)`: a POST under a fresh key; the answered document, refusals too."""
    keys = (f"key-{number}" for number in itertools.count())

    def send(operation: str, subject: str = "", **body: Any) -> Document:
        return world.ledger.post(operation, subject, body, next(keys))[1]

    return send


@pytest.fixture
def new_payment(post: Post) -> Post:
    """A pending payment of 990 roubles; keyword arguments replace or add fields of the request."""

    def create(value: str = "990.00", **fields: Any) -> Document:
        request = {**REQUEST, "amount": rub(value), **fields}
        return post("create_payment", **{name: field for name, field in request.items() if field is not None})

    return create
