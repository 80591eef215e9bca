"""The engines themselves: away, interrupted, restarted; and how many questions the list asks."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.plans import Plan
from services.booking_bot.storage.errors import StorageAway
from services.booking_bot.storage.postgres.database import PostgresStorage
from services.booking_bot.storage.sql.executor import Executor, Row, Value
from services.booking_bot.storage.sql.specialists import SqlSpecialists
from services.booking_bot.storage.sql.tables import SqlTables
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.free_times import ForVisit, FreeDays
from services.booking_bot.use_cases.settings import ReadSettings
from services.shared.runtime.secret import Secret
from tests.support.salon import MONDAY, OWNER, SUNDAY_NOON, Salon, as_customer, at


async def test_server_that_is_away_is_said_within_seconds_and_without_the_password() -> None:
    storage = PostgresStorage(Secret("postgresql://client_001:hush@127.0.0.1:1/booking_saas"), wait_seconds=0.5)
    await storage.open()

    with pytest.raises(StorageAway) as away:
        await asyncio.wait_for(ReadSettings(storage)(), 5)

    assert "hush" not in str(away.value)
    await storage.close()


async def test_pool_survives_the_loss_of_its_connections(postgres_storage: PostgresStorage, client_url: Secret) -> None:
    salon = await Salon(postgres_storage).open()
    with psycopg.connect(client_url.reveal(), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = current_user AND pid <> pg_backend_pid()"
        )

    assert (await salon.book(at("15:00"))).start == at("15:00")


async def test_file_in_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageAway, match=r"no/such/bookings\.db cannot be used"):
        await SqliteStorage.open(tmp_path / "no" / "such" / "bookings.db")


async def test_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookings.db"
    path.write_text("не база данных " * 100)

    with pytest.raises(StorageAway, match="not a database"):
        await SqliteStorage.open(path)
    assert path.read_text().startswith("не база данных")


async def test_file_keeps_everything_over_a_restart(sqlite_file: Path) -> None:
    first = await SqliteStorage.open(sqlite_file)
    booking = await (await Salon(first).open()).book(at("15:00"))
    await first.close()

    second = await SqliteStorage.open(sqlite_file)
    salon = Salon(second)
    assert (await salon.board(MONDAY, by=OWNER)).bookings == (booking,)
    assert len(await salon.notices()) == 2
    await second.close()


async def test_cancelled_task_leaves_no_half_of_its_transaction(salon: Salon) -> None:
    reached, never = asyncio.Event(), asyncio.Event()

    async def interrupted() -> None:
        async with salon.storage.writing() as tables:
            await tables.customers.add("Никто", None, SUNDAY_NOON)
            reached.set()
            await never.wait()

    task = asyncio.create_task(interrupted())
    await reached.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    newcomer = await salon.remember(user_id=9, name="Next")
    assert (await salon.book(at("15:00"), 9)).customer == newcomer
    assert newcomer.id in {3, 4}  # PostgreSQL does not give the number of an undone row again


@dataclass
class CountingExecutor:
    inner: Executor
    asked: list[str]

    async def rows(self, statement: str, **values: Value) -> list[Row]:
        self.asked.append(statement)
        return await self.inner.rows(statement, **values)

    async def row(self, statement: str, **values: Value) -> Row | None:
        self.asked.append(statement)
        return await self.inner.row(statement, **values)

    async def run(self, statement: str, **values: Value) -> int:
        self.asked.append(statement)
        return await self.inner.run(statement, **values)


class CountingStorage:
    """A real file whose statements are counted."""

    def __init__(self, inner: SqliteStorage) -> None:
        self.inner = inner
        self.asked: list[str] = []
        self.notice_written = inner.notice_written

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlTables]:
        async with self.inner.executor() as executor:
            counting = CountingExecutor(executor, self.asked)
            yield SqlTables.over(counting, SqlSpecialists(counting))

    writing = reading

    async def close(self) -> None:
        await self.inner.close()


@pytest.mark.parametrize(("specialists", "days"), [(1, 7), (5, 60)])
async def test_month_view_asks_the_same_few_questions_for_any_number(
    sqlite_storage: SqliteStorage, specialists: int, days: int
) -> None:
    salon = await Salon(sqlite_storage).open()
    async with sqlite_storage.writing() as tables:
        for number in range(1, specialists):
            specialist_id = await tables.specialists.add(f"Specialist {number}")
            for weekday in range(7):
                await tables.weekly_hours.set_weekday(specialist_id, weekday, [Hours(600, 1140)])
    counting = CountingStorage(sqlite_storage)

    marks = await FreeDays(counting, salon.clock)(
        ForVisit(Plan.of(salon.haircut.id)), MONDAY, MONDAY + timedelta(days=days - 1), by=as_customer(1)
    )

    assert len(marks) == days
    assert len(counting.asked) == 10


def test_core_needs_neither_engine_nor_pydantic() -> None:
    """A bot pays in memory for what it imports, a thousand times."""
    program = (
        "import sys\n"
        "import services.booking_bot.use_cases.book, services.booking_bot.use_cases.free_times\n"
        "import services.booking_bot.use_cases.move_booking, services.booking_bot.use_cases.notices\n"
        "assert not {'psycopg', 'aiosqlite', 'pydantic', 'aiogram', 'babel'} & set(sys.modules)\n"
        "import services.booking_bot.storage.sqlite.database\n"
        "assert not {'psycopg', 'pydantic'} & set(sys.modules)\n"
        "import services.booking_bot.storage.postgres.database\n"
        "assert 'pydantic' not in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
