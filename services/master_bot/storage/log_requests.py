"""Questions for a bot's last lines. The API has no engine: it writes the question down, the deploy worker answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.shared.postgres.pool import Transaction

CHANNEL = "log_requests"
FORGOTTEN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class LogRequest:
    id: int
    client_id: str
    lines_wanted: int


def ask(tx: Transaction, client_id: str, lines_wanted: int, *, now: datetime) -> int:
    """Write the question down and give its number."""
    tx.execute("DELETE FROM log_requests WHERE requested_at < %s", (now - FORGOTTEN_AFTER,))
    row = tx.execute(
        "INSERT INTO log_requests (client_id, lines_wanted, requested_at) VALUES (%s, %s, %s) RETURNING id",
        (client_id, lines_wanted, now),
    ).fetchone()
    tx.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
    assert row is not None
    return int(row["id"])


def answer_to(tx: Transaction, request_id: int) -> list[str] | None:
    """The lines, or None while nobody has answered."""
    row = tx.execute(
        "SELECT lines FROM log_requests WHERE id = %s AND answered_at IS NOT NULL", (request_id,)
    ).fetchone()
    return None if row is None else list(row["lines"])


def next_open(tx: Transaction, *, now: datetime) -> LogRequest | None:
    """The oldest question that somebody still waits for, locked until the transaction ends."""
    row = tx.execute(
        "SELECT id, client_id, lines_wanted FROM log_requests WHERE answered_at IS NULL AND requested_at > %s"
        " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED",
        (now - FORGOTTEN_AFTER,),
    ).fetchone()
    return None if row is None else LogRequest(**row)


def answer(tx: Transaction, request_id: int, lines: list[str], *, now: datetime) -> None:
    tx.execute("UPDATE log_requests SET lines = %s, answered_at = %s WHERE id = %s", (lines, now, request_id))
