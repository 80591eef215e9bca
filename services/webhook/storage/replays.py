"""Who had a notification reported once more, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from services.shared.postgres.pool import Transaction


@dataclass(frozen=True, slots=True)
class Replay:
    replayed_at: datetime
    replayed_by: str


def add(tx: Transaction, inbox_id: int, replay: Replay) -> None:
    tx.execute(
        "INSERT INTO webhook.replays (inbox_id, replayed_at, replayed_by) VALUES (%s, %s, %s)",
        (inbox_id, replay.replayed_at, replay.replayed_by),
    )


def of(tx: Transaction, inbox_id: int) -> list[Replay]:
    """The first one first."""
    with tx.cursor(row_factory=class_row(Replay)) as cursor:
        return cursor.execute(
            "SELECT replayed_at, replayed_by FROM webhook.replays WHERE inbox_id = %s ORDER BY id", (inbox_id,)
        ).fetchall()
