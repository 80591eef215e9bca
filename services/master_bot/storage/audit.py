"""Who did what when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.shared.postgres.pool import Transaction


@dataclass(frozen=True, slots=True)
class AuditEntry:
    id: int
    at: datetime
    who: str
    action: str
    target: str
    facts: dict[str, Any]


def add(tx: Transaction, who: str, action: str, target: str, facts: Mapping[str, Any], *, now: datetime) -> None:
    tx.execute(
        "INSERT INTO audit (at, who, action, target, facts) VALUES (%s, %s, %s, %s, %s)",
        (now, who, action, target, Jsonb(dict(facts))),
    )


def page(tx: Transaction, *, before: int | None, limit: int) -> list[AuditEntry]:
    """The latest first."""
    with tx.cursor(row_factory=class_row(AuditEntry)) as cursor:
        return cursor.execute(
            "SELECT id, at, who, action, target, facts FROM audit WHERE (%s::bigint IS NULL OR id < %s)"
            " ORDER BY id DESC LIMIT %s",
            (before, before, limit),
        ).fetchall()
