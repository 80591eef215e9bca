"""Connections to PostgreSQL for programs that are not asynchronous (Flask, workers, command line)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool

from services.shared.runtime.secret import Secret

logger = logging.getLogger(__name__)

Transaction = psycopg.Connection[DictRow]
Pool = ConnectionPool[psycopg.Connection[DictRow]]

CONNECT_SECONDS = 5
STATEMENT_MILLISECONDS = 20_000


def connect(database_url: Secret, *, autocommit: bool = False) -> Transaction:
    """One connection with time limits, for a command that needs no pool. Rows are dicts."""
    return psycopg.connect(database_url.reveal(), autocommit=autocommit, row_factory=dict_row, **_limits())


def open_pool(database_url: Secret, *, min_size: int = 0, max_size: int = 4) -> Pool:
    """A pool that opens at once and connects when first needed; it returns within 10 s or raises ``PoolTimeout``."""
    return ConnectionPool(
        database_url.reveal(),
        kwargs={"row_factory": dict_row, **_limits()},
        min_size=min_size,
        max_size=max_size,
        timeout=10,
        max_idle=60,
        reconnect_timeout=5,  # after an outage the next request tries anew instead of sitting out a grown pause
        check=ConnectionPool.check_connection,
        open=True,
    )


@contextmanager
def transaction(pool: Pool) -> Iterator[Transaction]:
    """One transaction: committed at the end, rolled back when the block raises."""
    with pool.connection() as connection, connection.transaction():
        yield connection


def _limits() -> dict[str, Any]:
    return {
        "connect_timeout": CONNECT_SECONDS,
        "options": f"-c statement_timeout={STATEMENT_MILLISECONDS} -c idle_in_transaction_session_timeout=60000",
        "keepalives_idle": 30,
        "application_name": "zapis",
    }
