"""The whole business in one SQLite file: one connection, one transaction at a time."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import aiosqlite

from services.booking_bot.storage.errors import StorageAway, TimeOverlaps
from services.booking_bot.storage.sql.executor import Row, Value
from services.booking_bot.storage.sql.specialists import SqlSpecialists
from services.booking_bot.storage.sql.tables import SqlTables
from services.booking_bot.storage.sqlite.migrations import migrate_file

BUSY_SECONDS = 5
BLOCK_SECONDS = 20
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@lru_cache(maxsize=256)
def _translated(statement: str) -> str:
    """``%(name)s``, as PostgreSQL's driver wants it, to ``:name``."""
    return _PLACEHOLDER.sub(r":\1", statement)


def stored_instant(instant: datetime) -> str:
    """An aware instant as the tables keep it: a text of one shape in UTC, in whose order times are ordered."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class SqliteExecutor:
    connection: aiosqlite.Connection

    async def rows(self, statement: str, **values: Value) -> list[Row]:
        with _overlaps():
            rows = await self.connection.execute_fetchall(_translated(statement), _stored(values))
        return [dict(row) for row in rows]

    async def row(self, statement: str, **values: Value) -> Row | None:
        rows = await self.rows(statement, **values)
        return rows[0] if rows else None

    async def run(self, statement: str, **values: Value) -> int:
        with _overlaps():
            async with self.connection.execute(_translated(statement), _stored(values)) as cursor:
                return cursor.rowcount


@contextmanager
def _overlaps() -> Iterator[None]:
    """What the triggers of the overlap guard raise, as ``TimeOverlaps``."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if "no_overlap" in str(error):
            raise TimeOverlaps from None
        raise


def _stored(values: dict[str, Value]) -> dict[str, str | int | None]:
    return {name: stored_instant(value) if isinstance(value, datetime) else value for name, value in values.items()}


class SqliteStorage:
    """Behind a ``Storage``. Other tables of the file (dialogs) are reached by ``executor()``."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._turn = asyncio.Lock()
        self.notice_written = asyncio.Event()

    @classmethod
    async def open(cls, path: Path) -> SqliteStorage:
        """Make the file if need be, bring it up to date and open it.

        Raises:
            StorageAway: the file cannot be made or read, or is no SQLite file.
            MigrationError: the file is newer than this program.
        """
        try:
            await asyncio.to_thread(migrate_file, path)
            connection = await aiosqlite.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        except sqlite3.Error as error:
            raise StorageAway(f"{path} cannot be used: {error}") from error
        connection.row_factory = sqlite3.Row
        await connection.execute("PRAGMA foreign_keys = ON")
        return cls(connection)

    async def close(self) -> None:
        async with self._turn:
            await self._connection.close()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlTables]:
        async with self._my_turn() as executor:
            yield _tables(executor)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqlTables]:
        async with self.executor() as executor:
            tables = _tables(executor)
            yield tables
        if tables.owes:
            self.notice_written.set()

    @asynccontextmanager
    async def executor(self) -> AsyncIterator[SqliteExecutor]:
        """One transaction over the bare connection; not to be opened inside another block of this storage."""
        async with self._my_turn() as executor:
            try:
                await self._connection.execute("BEGIN IMMEDIATE")
                yield executor
                await self._connection.execute("COMMIT")
            except BaseException:
                await self._roll_back()
                raise

    async def _roll_back(self) -> None:
        try:
            await self._connection.execute("ROLLBACK")
        except sqlite3.OperationalError:  # the transaction ended with the error, or a cancelled COMMIT got through
            pass

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[SqliteExecutor]:
        try:
            async with asyncio.timeout(BLOCK_SECONDS), self._turn:
                yield SqliteExecutor(self._connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # a wrong statement, not a busy or full disk
                raise
            raise StorageAway(f"SQLite did not answer: {error.sqlite_errorname}") from error
        except TimeoutError as error:
            raise StorageAway("SQLite did not answer in time") from error


def _tables(executor: SqliteExecutor) -> SqlTables:
    return SqlTables.over(executor, SqlSpecialists(executor))
