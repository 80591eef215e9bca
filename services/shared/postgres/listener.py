"""LISTEN on a direct connection: wakes a work loop at once, where polling alone would make it wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret

WAIT_SECONDS = 1.0


@dataclass(slots=True)
class Listener:
    """Calls ``wake`` for each ``pg_notify`` on ``channel``.

    ``run_once`` is made for a ``WorkLoop`` of its own: it listens for a second and always says that there was work; a
    lost connection is raised, and the loop's growing pause leads to a new one. Nothing depends on it but speed.
    """

    database_url: Secret
    channel: str
    wake: Callable[[], None]
    _connection: psycopg.Connection[DictRow] | None = None

    def run_once(self) -> bool:
        try:
            for _ in self._listening().notifies(timeout=WAIT_SECONDS, stop_after=1):
                self.wake()
        except psycopg.Error:
            self.close()
            raise
        return True

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _listening(self) -> psycopg.Connection[DictRow]:
        if self._connection is None:
            self._connection = connect(self.database_url, autocommit=True)
            self._connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self.channel)))
            self.wake()  # whatever came while nobody listened
        return self._connection
