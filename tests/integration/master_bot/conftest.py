from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from cryptography.fernet import Fernet

from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.telegram.world.accounts import register_bot
from scripts.simulators.telegram.world.world import World
from scripts.simulators.yookassa.settings import SimulatorSettings
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.settings import Shop
from services.master_bot.storage.cipher import Cipher
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import Wanted
from services.shared.postgres.pool import open_pool
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import PlainTelegram
from services.shared.yookassa.client import YooKassa
from tests.support.database import Database

SALON_TOKEN = "7200001:" + "s" * 35
BARBER_TOKEN = "7200002:" + "b" * 35


@dataclass
class HandClock:
    """Stands still until it is moved."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="module")
def telegram() -> Iterator[ThreadedTelegramServer]:
    with ThreadedTelegramServer(World(time.time)) as server:
        for token, username in ((SALON_TOKEN, "salon_bot"), (BARBER_TOKEN, "barber_bot")):
            server.call(partial(register_bot, name="Bot", username=username, token=token))
        yield server


@pytest.fixture(scope="module")
def running_yookassa() -> Iterator[ThreadedYooKassa]:
    with ThreadedYooKassa(SimulatorSettings()) as shop:
        yield shop


@pytest.fixture
def yookassa(running_yookassa: ThreadedYooKassa) -> ThreadedYooKassa:
    running_yookassa.reset()
    return running_yookassa


@pytest.fixture
def context(
    database: Database, telegram: ThreadedTelegramServer, yookassa: ThreadedYooKassa, clock: HandClock
) -> Iterator[Context]:
    pool = open_pool(database.master_url, max_size=8)
    secret_key = Secret(str(yookassa.secret_key))
    yield Context(
        pool=pool,
        cipher=Cipher(Secret(Fernet.generate_key().decode())),
        shop=Shop(yookassa.shop_id, secret_key, yookassa.api_url, "http://127.0.0.1/back"),
        yookassa=YooKassa(shop_id=yookassa.shop_id, secret_key=secret_key, api_url=yookassa.api_url, read_timeout=1.0),
        telegram=PlainTelegram(telegram.url),
        operators=(9001,),
        clock=clock,
    )
    pool.close()


def wanted(plan: str = "monthly", **changes: Any) -> Wanted:
    usual: dict[str, Any] = {
        "plan": plan,
        "owner_telegram_id": 501,
        "business_name": "Салон «Лето»",
        "bot_token": Secret(SALON_TOKEN),
        "client_id": None,
        "email": None,
        "autopay": False,
        "locale": "ru",
        "timezone": "Europe/Moscow",
    }
    return Wanted(**{**usual, **changes})
