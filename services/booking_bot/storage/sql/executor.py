"""What the shared SQL needs of an engine, and how its values become ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Protocol

Row = Mapping[str, Any]
Value = str | int | bool | datetime | None


class Executor(Protocol):
    """Runs statements over one connection; a value is named ``%(name)s`` in them. Instants are aware."""

    async def rows(self, statement: str, **values: Value) -> list[Row]: ...
    async def row(self, statement: str, **values: Value) -> Row | None:
        """Raises ``TimeOverlaps`` when the overlap guard refused it."""

    async def run(self, statement: str, **values: Value) -> int:
        """Gives the number of rows that it changed. Raises ``TimeOverlaps`` when the overlap guard refused one."""


def instant(value: datetime | str) -> datetime:
    """A stored instant as aware UTC: PostgreSQL's executor gives it as such, SQLite keeps a text."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def day_of(value: date | str) -> date:
    """A stored day: PostgreSQL gives a date, SQLite keeps a text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def is_id(number: int) -> bool:
    """Whether ``number`` can be a row's id at all; a forged button may hold any."""
    return 0 < number < 2**63


async def inserted_id(executor: Executor, statement: str, **values: Value) -> int:
    """The ``id`` that an ``INSERT … RETURNING id`` gives. Raises ``TimeOverlaps`` as ``run`` does."""
    row = await executor.row(statement, **values)
    assert row is not None
    return int(row["id"])
