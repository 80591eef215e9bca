"""One salon in each engine: a client's schema used with the client's own role, and a SQLite file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.provision import provision_database
from services.booking_bot.domain.plans import Plan
from services.booking_bot.migrate import FOLDER, migrate_clients
from services.booking_bot.storage.postgres.database import PostgresStorage
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.specialists import AddSpecialist
from services.shared.postgres.migrations import read_migrations
from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret
from tests.support.database import Database, copy, drop
from tests.support.displacing import IVAN, book
from tests.support.salon import ALICE, BOB, OWNER, Salon, at

CLIENT = "client_001"
PASSWORD = Secret("client-made-up")


@pytest.fixture(scope="session")
def client_database(database_template: Database) -> Iterator[Database]:
    """A database with the schema of one provisioned and migrated client."""
    database = copy(database_template)
    with connect(database.owner_url, autocommit=True) as owner:
        provision_database(owner, CLIENT, PASSWORD)
    assert migrate_clients(database.owner_url, [CLIENT], read_migrations(FOLDER)) == []
    yield database
    drop(database)


@pytest.fixture
def client_url(client_database: Database) -> Secret:
    """The client's own role, with its tables empty."""
    with connect(client_database.owner_url, autocommit=True) as owner:
        tables = owner.execute(
            "SELECT format('%%I.%%I', schemaname, tablename) AS name FROM pg_tables"
            " WHERE schemaname = %s AND tablename <> 'schema_migrations'",
            (CLIENT,),
        )
        names = ", ".join(row["name"] for row in tables)
        owner.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE".encode())
    return client_database.role_url(CLIENT, PASSWORD)


@pytest.fixture
async def postgres_storage(client_url: Secret) -> AsyncIterator[PostgresStorage]:
    storage = PostgresStorage(client_url)
    await storage.open()
    yield storage
    await storage.close()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    return tmp_path / "bookings.db"


@pytest.fixture
async def sqlite_storage(sqlite_file: Path) -> AsyncIterator[SqliteStorage]:
    storage = await SqliteStorage.open(sqlite_file)
    yield storage
    await storage.close()


@pytest.fixture(params=["postgresql", "sqlite"])
def storage(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue("postgres_storage" if request.param == "postgresql" else "sqlite_storage")


@pytest.fixture
async def salon(storage: PostgresStorage | SqliteStorage) -> Salon:
    return await Salon(storage).open()


@pytest.fixture
async def only(salon: Salon) -> Salon:
    """The salon with one owner alone, on Monday at 12:00."""
    return await salon.left_to_one_owner()


@pytest.fixture
async def lone(sqlite_storage: SqliteStorage) -> Salon:
    """The same, where the engine does not matter."""
    return await (await Salon(sqlite_storage).open()).left_to_one_owner()


@pytest.fixture
async def lone_salon(sqlite_storage: SqliteStorage) -> Salon:
    """For rules that no engine has a part in: PostgreSQL's salon takes longer to make."""
    return await Salon(sqlite_storage).open()


@pytest.fixture
async def ward(salon: Salon) -> Salon:
    """Monday noon. Ivan and Petr work; he has Alice at 15:00, Bob at 16:00, and at 17:00 Vera, who has no Telegram."""
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Пётр")
    salon.clock.now = at("12:00")
    for user_id, clock in ((ALICE, "15:00"), (BOB, "16:00")):
        await book(salon, clock, user_id)
    plan = Plan.of(salon.haircut.id, IVAN)
    await salon.book_by_hand(by=OWNER, plan=plan, start=at("17:00"), name="Вера", phone="+79160000000")
    await salon.notices()
    return salon
