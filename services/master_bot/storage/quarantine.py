"""Payments that did not match, kept for a human."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.shared.postgres.pool import Transaction

_COLUMNS = "id, payment_id, order_id, reason, facts, state, resolution, created_at, resolved_at"


@dataclass(frozen=True, slots=True)
class Quarantined:
    id: int
    payment_id: str
    order_id: UUID | None
    reason: str
    facts: dict[str, Any]
    state: str
    resolution: str | None
    """``refund``, ``extend`` or a human's words; of an open one: what is under way."""
    created_at: datetime
    resolved_at: datetime | None


def add(
    tx: Transaction, payment_id: str, order_id: UUID | None, reason: str, facts: Mapping[str, Any], *, now: datetime
) -> int | None:
    """Its number; None when the payment is in quarantine already."""
    row = tx.execute(
        "INSERT INTO quarantine (payment_id, order_id, reason, facts, created_at) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (payment_id) DO NOTHING RETURNING id",
        (payment_id, order_id, reason, Jsonb(dict(facts)), now),
    ).fetchone()
    return None if row is None else int(row["id"])


def holds(tx: Transaction, payment_id: str) -> bool:
    return tx.execute("SELECT 1 FROM quarantine WHERE payment_id = %s", (payment_id,)).fetchone() is not None


def _one(tx: Transaction, where: str, value: object) -> Quarantined | None:
    with tx.cursor(row_factory=class_row(Quarantined)) as cursor:
        return cursor.execute(f"SELECT {_COLUMNS} FROM quarantine WHERE {where}", (value,)).fetchone()  # noqa: S608


def get(tx: Transaction, quarantine_id: int) -> Quarantined | None:
    return _one(tx, "id = %s", quarantine_id)


def lock(tx: Transaction, quarantine_id: int) -> Quarantined | None:
    """Nobody else's until the transaction ends; whoever locks its order too locks that first."""
    return _one(tx, "id = %s FOR UPDATE", quarantine_id)


def of_payment(tx: Transaction, payment_id: str) -> Quarantined | None:
    return _one(tx, "payment_id = %s", payment_id)


def open_of_order(tx: Transaction, order_id: UUID) -> Quarantined | None:
    """The oldest payment of this order that waits for a human."""
    return _one(tx, "order_id = %s AND state = 'open' ORDER BY id LIMIT 1", order_id)


def decide(tx: Transaction, quarantine_id: int, resolution: str | None) -> None:
    """What is being done about an open one; None: nothing any more."""
    tx.execute("UPDATE quarantine SET resolution = %s WHERE id = %s AND state = 'open'", (resolution, quarantine_id))


def page(tx: Transaction, *, state: str | None, after: int | None, limit: int) -> list[Quarantined]:
    with tx.cursor(row_factory=class_row(Quarantined)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM quarantine WHERE (%(state)s::text IS NULL OR state = %(state)s)"  # noqa: S608
            " AND (%(after)s::bigint IS NULL OR id > %(after)s) ORDER BY id LIMIT %(limit)s",
            {"state": state, "after": after, "limit": limit},
        ).fetchall()


def resolve(tx: Transaction, quarantine_id: int, resolution: str, *, now: datetime) -> Quarantined | None:
    """Close it with a human's word; None when there is none of that number."""
    with tx.cursor(row_factory=class_row(Quarantined)) as cursor:
        return cursor.execute(
            "UPDATE quarantine SET state = 'resolved',"  # noqa: S608
            " resolution = CASE WHEN state = 'resolved' THEN resolution ELSE %s END,"
            f" resolved_at = coalesce(resolved_at, %s) WHERE id = %s RETURNING {_COLUMNS}",
            (resolution, now, quarantine_id),
        ).fetchone()
