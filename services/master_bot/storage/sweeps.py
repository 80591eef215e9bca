"""How far YooKassa's lists were held against ours."""

from __future__ import annotations

from datetime import datetime

from services.shared.postgres.pool import Transaction


def reached(tx: Transaction, name: str) -> datetime | None:
    row = tx.execute("SELECT reached FROM sweeps WHERE name = %s", (name,)).fetchone()
    return None if row is None else row["reached"]


def reach(tx: Transaction, name: str, at: datetime) -> None:
    tx.execute(
        "INSERT INTO sweeps (name, reached) VALUES (%s, %s)"
        " ON CONFLICT (name) DO UPDATE SET reached = greatest(sweeps.reached, excluded.reached)",
        (name, at),
    )
