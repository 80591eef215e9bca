"""The client's schema in PostgreSQL, through a small pool with the client's own role."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from services.booking_bot.storage.errors import StorageAway, TimeOverlaps
from services.booking_bot.storage.sql.executor import Row, Value
from services.booking_bot.storage.sql.specialists import LOCK, SqlSpecialists
from services.booking_bot.storage.sql.tables import SqlTables
from services.shared.runtime.secret import Secret

Connection = psycopg.AsyncConnection[DictRow]

CONNECT_SECONDS = 5
WAIT_SECONDS = 10
BLOCK_SECONDS = 20
IDLE_SECONDS = 60


class UtcLoader(Loader):
    """An instant in UTC, whatever the session's zone: the driver's own is slower and gives that zone."""

    def load(self, data: Buffer) -> datetime:
        read = datetime.fromisoformat(bytes(data).decode())
        return read if read.tzinfo is UTC else read.astimezone(UTC)


async def _in_utc(connection: Connection) -> None:
    connection.adapters.register_loader("timestamptz", UtcLoader)


@dataclass(frozen=True, slots=True)
class PostgresExecutor:
    connection: Connection

    async def rows(self, statement: str, **values: Value) -> list[Row]:
        cursor = await self.connection.execute(statement.encode(), values)
        return list(await cursor.fetchall())

    async def row(self, statement: str, **values: Value) -> Row | None:
        return await (await self._execute(statement, values)).fetchone()

    async def run(self, statement: str, **values: Value) -> int:
        return (await self._execute(statement, values)).rowcount

    async def _execute(self, statement: str, values: dict[str, Value]) -> psycopg.AsyncCursor[DictRow]:
        try:
            return await self.connection.execute(statement.encode(), values)
        except psycopg.errors.ExclusionViolation:
            raise TimeOverlaps from None


class PostgresStorage:
    """Behind a ``Storage``. The search path is the role's; nothing is set on the session, as PgBouncer wants it.

    No connection is kept while nobody writes to the bot, and statements are not prepared on the server.
    """

    def __init__(self, database_url: Secret, *, max_connections: int = 4, wait_seconds: float = WAIT_SECONDS) -> None:
        self._pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            database_url.reveal(),
            kwargs={
                "autocommit": True,
                "row_factory": dict_row,
                "prepare_threshold": None,
                "connect_timeout": CONNECT_SECONDS,
                "keepalives_idle": 30,
                "application_name": "zapis_bot",
            },
            min_size=0,
            max_size=max_connections,
            timeout=wait_seconds,
            max_idle=IDLE_SECONDS,
            reconnect_timeout=CONNECT_SECONDS,  # after an outage the next request tries anew, without a grown pause
            check=AsyncConnectionPool.check_connection,
            configure=_in_utc,
            open=False,
        )
        self.notice_written = asyncio.Event()

    async def open(self) -> None:
        """Start the pool; it connects when first needed."""
        await self._pool.open()

    async def close(self) -> None:
        await self._pool.close(timeout=CONNECT_SECONDS)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlTables]:
        async with self._connection() as connection:
            yield _tables(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqlTables]:
        async with self._connection() as connection:
            tables = _tables(connection)
            async with connection.transaction():
                yield tables
        if tables.owes:
            self.notice_written.set()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        try:
            async with asyncio.timeout(BLOCK_SECONDS), self._pool.connection() as connection:
                yield connection
        except (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout, TimeoutError) as error:
            raise StorageAway(f"PostgreSQL did not answer: {type(error).__name__}") from error


def _tables(connection: Connection) -> SqlTables:
    executor = PostgresExecutor(connection)
    return SqlTables.over(executor, SqlSpecialists(executor, lock_all=f"{LOCK} FOR UPDATE"))
