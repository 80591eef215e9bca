"""How a request reaches the inbox: briefly, so that a database that is away is answered instead of waited for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from services.shared.postgres.pool import Pool, Transaction


@dataclass(frozen=True, slots=True)
class InboxConnection:
    pool: Pool
    seconds: float

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One transaction, committed at the end. Raises ``psycopg.Error`` after ``seconds`` without a connection."""
        with self.pool.connection(timeout=self.seconds) as connection, connection.transaction():
            yield connection
