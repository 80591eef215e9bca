"""Counts over the control plane, for people and for Prometheus."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from services.shared.postgres.pool import Transaction

_COUNTS = {
    "clients": "SELECT actual_state AS label, count(*) AS n FROM clients WHERE deleted_at IS NULL GROUP BY 1",
    "orders": "SELECT state AS label, count(*) AS n FROM orders GROUP BY 1",
    "deployments": "SELECT state AS label, count(*) AS n FROM deployments GROUP BY 1",
    "outbox": "SELECT state AS label, count(*) AS n FROM outbox GROUP BY 1",
    "receipts": (
        "SELECT CASE WHEN state IN ('pending', 'succeeded', 'canceled') THEN state ELSE 'other' END AS label,"
        " count(*) AS n FROM receipts GROUP BY 1"
    ),
    "quarantine": "SELECT state AS label, count(*) AS n FROM quarantine GROUP BY 1",
}


def counts(tx: Transaction) -> dict[str, dict[str, int]]:
    """``{"clients": {"running": 12, …}, …}``."""
    return {
        name: {row["label"]: row["n"] for row in tx.execute(query.encode()).fetchall()}
        for name, query in _COUNTS.items()
    }


def money(tx: Transaction, *, now: datetime) -> dict[str, Any]:
    """Settled sums, whole and of the last 30 days, in roubles as text."""
    row = tx.execute(
        "SELECT coalesce(sum(amount), 0)::text AS total, count(*) AS payments,"
        " coalesce(sum(amount) FILTER (WHERE settled_at >= %s), 0)::text AS last_30_days FROM payments",
        (now - timedelta(days=30),),
    ).fetchone()
    assert row is not None
    return dict(row)


def oldest_waiting_seconds(tx: Transaction, *, now: datetime) -> float:
    """For how long the deployment that waits longest has been due."""
    row = tx.execute(
        "SELECT coalesce(extract(epoch FROM %s - min(next_try_at)), 0)::float8 AS age FROM deployments"
        " WHERE state = 'queued' AND next_try_at <= %s",
        (now, now),
    ).fetchone()
    assert row is not None
    return float(row["age"])
