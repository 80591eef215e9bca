"""An empty business in each engine, for as long as a measurement takes."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, redirect_stdout
from pathlib import Path

import psycopg
from psycopg.rows import dict_row

from deploy.bootstrap import RolePasswords, bootstrap_postgres
from deploy.provision import provision_database
from scripts.servers.postgres import PostgresServer, new_postgres
from scripts.servers.process import free_port
from services.booking_bot.migrate import FOLDER, migrate_clients
from services.booking_bot.storage.postgres.database import PostgresStorage
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.shared.postgres.migrations import read_migrations
from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret

Storage = PostgresStorage | SqliteStorage

CLIENT = "client_001"
MADE_UP = Secret("benchmark-made-up")


@asynccontextmanager
async def sqlite() -> AsyncIterator[SqliteStorage]:
    with tempfile.TemporaryDirectory(prefix="zapis-bench-") as folder:
        storage = await SqliteStorage.open(Path(folder) / "bookings.db")
        try:
            yield storage
        finally:
            await storage.close()


@asynccontextmanager
async def postgresql() -> AsyncIterator[PostgresStorage]:
    """A server of its own, with one client's schema used by the client's own role."""
    with tempfile.TemporaryDirectory(prefix="zapis-bench-") as folder:
        server = new_postgres(Path(folder) / "postgres", free_port())
        server.start()
        try:
            storage = PostgresStorage(_client_url(server))
            await storage.open()
            try:
                yield storage
            finally:
                await storage.close()
        finally:
            server.stop()


def _client_url(server: PostgresServer) -> Secret:
    passwords = RolePasswords(booking_user=MADE_UP, zapis_master=MADE_UP, zapis_webhook=MADE_UP)
    with psycopg.connect(server.superuser_url.reveal(), autocommit=True, row_factory=dict_row) as superuser:
        bootstrap_postgres(superuser, passwords, database="zapis")
    owner_url = server.url("booking_user", MADE_UP, "zapis")
    with connect(owner_url, autocommit=True) as owner:
        provision_database(owner, CLIENT, MADE_UP)
    with redirect_stdout(sys.stderr):  # where the migration says how far it is
        failures = migrate_clients(owner_url, [CLIENT], read_migrations(FOLDER))
    if failures:
        raise RuntimeError(f"the schema was not made: {failures[0]}")
    return server.url(CLIENT, MADE_UP, "zapis")


ENGINES: Mapping[str, Callable[[], AbstractAsyncContextManager[Storage]]] = {"sqlite": sqlite, "postgresql": postgresql}
