from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from scripts.simulators.yookassa.settings import SimulatorSettings
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.shared.runtime.secret import Secret
from services.shared.yookassa.client import YooKassa
from tests.support.yookassa import REQUEST, Create, Document, rub
from tests.support.yookassa_listener import Listener


@pytest.fixture(scope="session")
def listening() -> Iterator[Listener]:
    listener = Listener()
    thread = threading.Thread(target=listener.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()

    yield listener

    listener.server.shutdown()
    listener.server.server_close()
    thread.join()


@pytest.fixture
def listener(listening: Listener) -> Listener:
    listening.told.clear()
    listening.bodies.clear()
    listening.statuses.clear()
    return listening


@pytest.fixture(scope="session")
def running_yookassa(listening: Listener) -> Iterator[ThreadedYooKassa]:
    with ThreadedYooKassa(SimulatorSettings(notify_url=listening.url, pauses=(0.02, 0.04))) as shop:
        yield shop


@pytest.fixture
def shop(running_yookassa: ThreadedYooKassa, listener: Listener) -> Iterator[ThreadedYooKassa]:
    """The session's simulator: faults off, clock real; payments of other tests are there."""
    yield running_yookassa

    running_yookassa.reset()
    running_yookassa.wait_delivered()


@pytest.fixture
def client(shop: ThreadedYooKassa) -> YooKassa:
    return YooKassa(
        shop_id=shop.shop_id,
        secret_key=Secret(shop.secret_key),
        api_url=shop.api_url,
        connect_timeout=2,
        read_timeout=0.3,
    )


@pytest.fixture
def create(shop: ThreadedYooKassa) -> Create:
    """A payment made by hand, past our client: `create("990.00", description=…)`."""

    def make(value: str = "990.00", **fields: Any) -> Document:
        body = {**REQUEST, "amount": rub(value), **fields}
        headers = {"Idempotence-Key": str(uuid.uuid4())}
        login = (shop.shop_id, shop.secret_key)
        answer = requests.post(f"{shop.api_url}/payments", json=body, headers=headers, auth=login, timeout=5)
        return dict(answer.json())

    return make
