"""Answers that were given under an ``Idempotency-Key``, kept for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from services.shared.postgres.pool import Transaction

KEPT_FOR = timedelta(hours=24)
LOCKED_FOR = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Kept:
    """``status``: None while the first request still runs."""

    request_mac: bytes
    status: int | None
    body: Any


def begin(tx: Transaction, scope: str, key: str, request_mac: bytes, *, now: datetime) -> Kept | None:
    """None: this request is the first, and the key is its. Otherwise what is known of the one before it.

    A request whose program died is forgotten when its lock runs out.
    """
    tx.execute(
        "DELETE FROM idempotency_keys WHERE scope = %s AND key = %s"
        " AND (created_at < %s OR (status IS NULL AND locked_until < %s))",
        (scope, key, now - KEPT_FOR, now),
    )
    tx.execute(
        "DELETE FROM idempotency_keys WHERE (scope, key) IN (SELECT scope, key FROM idempotency_keys"
        " WHERE created_at < %s ORDER BY created_at LIMIT 20 FOR UPDATE SKIP LOCKED)",
        (now - KEPT_FOR,),
    )
    made = tx.execute(
        "INSERT INTO idempotency_keys (scope, key, request_mac, locked_until, created_at)"
        " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (scope, key, request_mac, now + LOCKED_FOR, now),
    )
    if made.rowcount:
        return None
    row = tx.execute(
        "SELECT request_mac, status, body FROM idempotency_keys WHERE scope = %s AND key = %s", (scope, key)
    ).fetchone()
    return None if row is None else Kept(bytes(row["request_mac"]), row["status"], row["body"])


def keep(tx: Transaction, scope: str, key: str, status: int, body: Any) -> None:
    tx.execute(
        "UPDATE idempotency_keys SET status = %s, body = %s WHERE scope = %s AND key = %s",
        (status, Jsonb(body), scope, key),
    )


def forget(tx: Transaction, scope: str, key: str) -> None:
    """The request has failed in a way that the next try may not."""
    tx.execute("DELETE FROM idempotency_keys WHERE scope = %s AND key = %s", (scope, key))
