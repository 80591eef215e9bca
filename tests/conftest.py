"""Fixtures for every test: real servers, started once for a test process, and what stands in for missing equipment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.servers.postgres import FAST_AND_LOOSE, PostgresServer, new_postgres
from scripts.servers.process import free_port
from scripts.servers.valkey import ValkeyServer, new_valkey
from services.master_bot.migrate import bring_up_to_date
from services.shared.postgres.migrations import migrate, read_migrations
from services.shared.postgres.pool import connect
from services.shared.telegram.lean import import_lean
from tests.support.database import TEMPLATE, Database, bootstrap, copy, drop, empty, shape

import_lean()  # before any test imports aiogram: seconds and 100 MB in each test process

REQUIREMENTS = {
    "docker": "REQUIRE_DOCKER",
    "browser": "REQUIRE_BROWSER",
    "openapi": "REQUIRE_OPENAPI",
}


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """An empty PostgreSQL cluster. `.superuser_url`, `.url(role, password, database)`."""
    server = new_postgres(tmp_path_factory.mktemp("postgres"), free_port())
    server.start(FAST_AND_LOOSE)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def database_template(postgres_server: PostgresServer, repository: Path) -> Database:
    """Roles, schemas, tables and plans of the control plane, as a new installation has them."""
    template = bootstrap(postgres_server, TEMPLATE)
    with connect(template.owner_url) as owner:
        bring_up_to_date(owner)
        migrate(owner, "webhook", read_migrations(repository / "services" / "webhook" / "storage" / "migrations"))
    return template


@pytest.fixture(scope="session")
def used_databases() -> list[Database]:
    """Emptied after use and as good as new."""
    return []


@pytest.fixture
def database(database_template: Database, used_databases: list[Database]) -> Iterator[Database]:
    """A database of the test's own: `.owner_url`, `.master_url`, `.webhook_url`, `.superuser_url`."""
    own = used_databases.pop() if used_databases else copy(database_template)
    yield own
    empty(own)
    if shape(own) == shape(database_template):
        used_databases.append(own)
    else:
        drop(own)


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyServer]:
    """A Valkey whose `default` user is off. `.admin_url`, `.url(user, password)`, `.host`, `.port`."""
    server = new_valkey(tmp_path_factory.mktemp("valkey"), free_port())
    server.start(persistent=False)
    yield server
    server.stop()


def missing(equipment: str, reason: str) -> None:
    """Skip the test for want of ``equipment`` (a marker's name), or fail it where that equipment is required."""
    variable = REQUIREMENTS[equipment]
    if os.environ.get(variable) == "1":
        pytest.fail(f"{reason} ({variable}=1)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).resolve().parents[1]
