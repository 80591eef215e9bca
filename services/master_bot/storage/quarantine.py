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
    created_at: datetime
    resolved_at: datetime | None


def add(
    tx: Transaction, payment_id: str, order_id: UUID | None, reason: str, facts: Mapping[str, Any], *, now: datetime
) -> bool:
    """False when the payment is in quarantine already."""
    done = tx.execute(
        "INSERT INTO quarantine (payment_id, order_id, reason, facts, created_at) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (payment_id) DO NOTHING",
        (payment_id, order_id, reason, Jsonb(dict(facts)), now),
    )
    return done.rowcount == 1


def holds(tx: Transaction, payment_id: str) -> bool:
    return tx.execute("SELECT 1 FROM quarantine WHERE payment_id = %s", (payment_id,)).fetchone() is not None


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
            "UPDATE quarantine SET state = 'resolved', resolution = coalesce(resolution, %s),"  # noqa: S608
            f" resolved_at = coalesce(resolved_at, %s) WHERE id = %s RETURNING {_COLUMNS}",
            (resolution, now, quarantine_id),
        ).fetchone()
