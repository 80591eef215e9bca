"""A salon's bot on each engine, with the people who write to it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
import redis

from deploy.provision import provision_database, provision_redis
from scripts.servers.valkey import ValkeyServer
from scripts.simulators.telegram.people import People, Person
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.web.timing import Timing
from scripts.simulators.telegram.world.world import World
from services.booking_bot.migrate import FOLDER, migrate_clients
from services.shared.postgres.migrations import read_migrations
from services.shared.postgres.pool import connect
from services.shared.runtime.client_id import client_id_of
from services.shared.runtime.secret import Secret
from tests.support.database import Database, copy, drop
from tests.support.heartbeats import Watch
from tests.support.running_bot import RunningBot

OWNER = 100
PASSWORD = Secret("made-up 'quoted' %password")
NUMBERS = count(101)


@pytest.fixture(scope="session")
def clients_database(database_template: Database) -> Iterator[Database]:
    database = copy(database_template)
    yield database
    drop(database)


@pytest.fixture
def client_values(clients_database: Database, redis_server: ValkeyServer) -> dict[str, str]:
    """The settings file of a client that was provisioned and migrated for this test alone."""
    client_id = client_id_of(next(NUMBERS))
    with connect(clients_database.owner_url, autocommit=True) as owner:
        provision_database(owner, client_id, PASSWORD)
    assert migrate_clients(clients_database.owner_url, [client_id], read_migrations(FOLDER)) == []
    with redis.Redis.from_url(redis_server.admin_url.reveal()) as admin:
        provision_redis(admin, client_id, PASSWORD)
    return {
        "CLIENT_ID": client_id,
        "DB_TYPE": "postgresql",
        "DATABASE_URL": clients_database.role_url(client_id, PASSWORD).reveal(),
        "DB_SCHEMA": client_id,
        "REDIS_HOST": redis_server.host,
        "REDIS_PORT": str(redis_server.port),
        "REDIS_DB": "0",
        "REDIS_USERNAME": client_id,
        "REDIS_PASSWORD": PASSWORD.reveal(),
        "REDIS_KEY_PREFIX": f"{client_id}:",
    }


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(World(time.time), timing=Timing(held=0.3)) as server:
        yield server


@pytest.fixture
async def people(telegram: TelegramServer) -> AsyncIterator[People]:
    async with People(telegram.url) as those:
        yield those


@pytest.fixture
async def common_values(telegram: TelegramServer, people: People) -> dict[str, str]:
    return {
        "BOT_TOKEN": await people.bot("salon_bot", name="Salon"),
        "ADMIN_IDS": str(OWNER),
        "BUSINESS_NAME": "Ножницы & <Ко>",
        "TIMEZONE": "Europe/Moscow",
        "LOCALE": "ru",
        "TELEGRAM_API_URL": telegram.url,
    }


@pytest.fixture
def sqlite_bot(common_values: dict[str, str], tmp_path: Path) -> RunningBot:
    """A business on its own: no PostgreSQL, no Redis."""
    return RunningBot({**common_values, "DATABASE_PATH": str(tmp_path / "data" / "bookings.db")})


@pytest.fixture
def client_bot(common_values: dict[str, str], client_values: dict[str, str]) -> RunningBot:
    """A client of the platform, with the client's own role and Redis user."""
    return RunningBot({**common_values, **client_values})


@pytest.fixture(params=["sqlite", "postgresql"])
def bot(request: pytest.FixtureRequest) -> RunningBot:
    chosen: RunningBot = request.getfixturevalue("sqlite_bot" if request.param == "sqlite" else "client_bot")
    return chosen


@pytest.fixture
async def owner(people: People) -> Person:
    return await people.person("Ольга", user_id=OWNER).arrives()


@pytest.fixture
def alice(people: People) -> Person:
    return people.person("Алиса <3", username="alice")


@pytest.fixture
def bob(people: People) -> Person:
    return people.person("Bob", language="en")


@pytest.fixture
def watch(redis_server: ValkeyServer, client_values: dict[str, str]) -> Iterator[Watch]:
    watching = Watch(redis_server, client_values["REDIS_KEY_PREFIX"])
    yield watching
    watching.close()
