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


def money(tx: Transaction, *, test: bool, now: datetime) -> dict[str, Any]:
    """By the ledger, in roubles as text: ``total`` and ``last_30_days`` came in, ``refunded`` went back, and ``net`` is
    what is left of both after the fees that are known. Made-up money (or real, where ``test``) does not count."""
    row = tx.execute(
        "SELECT coalesce(sum(gross) FILTER (WHERE gross > 0), 0)::text AS total,"
        " count(*) FILTER (WHERE gross > 0) AS payments,"
        " coalesce(sum(gross) FILTER (WHERE gross > 0 AND at >= %s), 0)::text AS last_30_days,"
        " coalesce(-sum(gross) FILTER (WHERE gross < 0), 0)::text AS refunded,"
        " coalesce(sum(fee), 0)::text AS fees, coalesce(sum(coalesce(net, gross)), 0)::text AS net,"
        " count(*) FILTER (WHERE fee IS NULL) AS fees_unknown"
        " FROM ledger WHERE currency = 'RUB' AND test IS DISTINCT FROM %s",
        (now - timedelta(days=30), not test),
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
