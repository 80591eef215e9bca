"""The real master API on a real PostgreSQL, with Telegram and YooKassa as servers, and the two bots in front of it."""

from __future__ import annotations

import itertools
import secrets
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import redis
from cryptography.fernet import Fernet
from flask import Flask

from scripts.servers.valkey import ValkeyServer
from scripts.simulators.telegram.people import People, Person
from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.telegram.world.world import World
from scripts.simulators.yookassa.settings import SimulatorSettings
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.api.app import create_app
from services.master_bot.migrate import bring_up_to_date
from services.master_bot.settings import Shop
from services.master_bot.storage.cipher import Cipher
from services.master_bot.use_cases.context import Context
from services.shared.master_api.client import MasterApi
from services.shared.postgres.pool import connect, open_pool
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import PlainTelegram
from services.shared.yookassa.client import YooKassa
from tests.support.database import Database
from tests.support.running_bots import API_TOKEN, Surroundings, bots_redis, sales_bot, served
from tests.support.sale import Sale, sales_token

_numbers = itertools.count(secrets.randbelow(10**6) * 1000)


@pytest.fixture(scope="module")
def telegram() -> Iterator[ThreadedTelegramServer]:
    with ThreadedTelegramServer(World(time.time)) as server:
        yield server


@pytest.fixture(scope="module")
def running_yookassa() -> Iterator[ThreadedYooKassa]:
    with ThreadedYooKassa(SimulatorSettings()) as shop:
        yield shop


@pytest.fixture
def yookassa(running_yookassa: ThreadedYooKassa) -> Iterator[ThreadedYooKassa]:
    yield running_yookassa
    running_yookassa.reset()


@pytest.fixture
def terms(request: pytest.FixtureRequest) -> dict[str, Any]:
    """How this shop differs from a dull one: fields of ``Context``, and a ``public_url``."""
    return dict(getattr(request, "param", {}))


@pytest.fixture
def context(
    database: Database, telegram: ThreadedTelegramServer, yookassa: ThreadedYooKassa, terms: dict[str, Any]
) -> Iterator[Context]:
    """What the master works with."""
    address = {"return_url": "https://t.me/zapis_sales_bot", "public_url": terms.pop("public_url", None)}
    with connect(database.owner_url) as owner:
        bring_up_to_date(owner)
    key = Secret(yookassa.secret_key)
    with open_pool(database.master_url, max_size=6) as pool:
        yield Context(
            pool=pool,
            cipher=Cipher(Secret(Fernet.generate_key().decode())),
            shop=Shop(yookassa.shop_id, key, yookassa.api_url, **address),
            yookassa=YooKassa(shop_id=yookassa.shop_id, secret_key=key, api_url=yookassa.api_url, read_timeout=1.0),
            telegram=PlainTelegram(telegram.url),
            operators=(1,),
            **terms,
        )


@pytest.fixture
def master_app(context: Context, redis_server: ValkeyServer) -> Iterator[Flask]:
    with redis.Redis.from_url(redis_server.admin_url.reveal()) as client:
        yield create_app(context, API_TOKEN, client)


@pytest.fixture
def around(master_app: Flask, telegram: ThreadedTelegramServer, redis_server: ValkeyServer) -> Iterator[Surroundings]:
    with served(master_app) as url:
        yield Surroundings(telegram.url, bots_redis(redis_server), MasterApi(url, API_TOKEN))


@pytest.fixture
async def people(telegram: ThreadedTelegramServer) -> AsyncIterator[People]:
    async with People(telegram.url) as everybody:
        yield everybody


@pytest.fixture
def name() -> str:
    """A username for a bot of this test's own, without its ending."""
    return f"salon{next(_numbers)}"


@pytest.fixture
async def sale(people: People, around: Surroundings, context: Context) -> AsyncIterator[Sale]:
    token = await sales_token(people)
    async with sales_bot(token, around):
        yield Sale(people, token, context)


@pytest.fixture
def anna(people: People) -> Person:
    return people.person("Анна")
