"""What an operator must know of until it is over: each cause once, with the times of its beginning and end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.shared.postgres.pool import Transaction


@dataclass(frozen=True, slots=True)
class Alarm:
    id: int
    kind: str
    subject: str
    facts: dict[str, Any]
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class NotSetUp:
    """An order that was settled and whose bot has not come up. ``payment_id``: None where nothing was to pay."""

    order_id: UUID
    payment_id: str | None
    client_id: str
    business_name: str
    amount: Decimal
    settled_at: datetime
    last_error: str | None


def raise_once(tx: Transaction, kind: str, subject: str, facts: Mapping[str, Any], *, now: datetime) -> bool:
    """False when this cause was told before, open or over."""
    done = tx.execute(
        "INSERT INTO alarms (kind, subject, facts, opened_at) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (kind, subject) DO NOTHING",
        (kind, subject, Jsonb(dict(facts)), now),
    )
    return done.rowcount == 1


def close(tx: Transaction, kind: str, subject: str, *, now: datetime) -> bool:
    """True for the one who closes it."""
    done = tx.execute(
        "UPDATE alarms SET closed_at = %s WHERE kind = %s AND subject = %s AND closed_at IS NULL", (now, kind, subject)
    )
    return done.rowcount == 1


# Its bot is wanted, and was not brought up since: a deployment is under way, or has ended otherwise. A bot that came up
# and fell ill later is the supervisor's business.
_NOT_SET_UP = """
FROM orders JOIN clients ON clients.id = orders.client_id
WHERE orders.state = 'settled' AND clients.desired_state = 'running' AND clients.actual_state <> 'running'
  AND EXISTS (SELECT 1 FROM deployments WHERE deployments.client_id = clients.id
              AND (finished_at IS NULL OR finished_at >= orders.settled_at))
  AND NOT EXISTS (SELECT 1 FROM deployments WHERE deployments.client_id = clients.id AND state = 'succeeded'
                  AND finished_at >= orders.settled_at)
"""


def not_set_up(tx: Transaction, *, now: datetime, within: timedelta, back: timedelta) -> list[NotSetUp]:
    """Orders settled longer than ``within`` ago (and no longer than ``back``) that nobody was alarmed about yet."""
    with tx.cursor(row_factory=class_row(NotSetUp)) as cursor:
        return cursor.execute(
            "SELECT orders.id AS order_id, (SELECT max(payments.id) FROM payments WHERE order_id = orders.id)"  # noqa: S608
            " AS payment_id, clients.id AS client_id, clients.business_name, orders.amount, orders.settled_at,"
            f" clients.last_error {_NOT_SET_UP} AND orders.settled_at BETWEEN %s AND %s"
            " AND NOT EXISTS (SELECT 1 FROM alarms WHERE kind = 'paid_not_set_up' AND subject = orders.id::text)"
            " ORDER BY orders.settled_at LIMIT 50",
            (now - back, now - within),
        ).fetchall()


def over(tx: Transaction) -> list[tuple[Alarm, bool]]:
    """Open alarms about bots whose cause is gone; with each whether the bot runs (else it is no longer wanted)."""
    rows = tx.execute(
        "SELECT id, kind, subject, facts, opened_at, (SELECT actual_state = 'running' FROM clients"  # noqa: S608
        " WHERE clients.id = facts->>'client_id') AS runs FROM alarms WHERE kind = 'paid_not_set_up'"
        f" AND closed_at IS NULL AND subject NOT IN (SELECT orders.id::text {_NOT_SET_UP})"
    ).fetchall()
    return [
        (Alarm(row["id"], row["kind"], row["subject"], row["facts"], row["opened_at"]), bool(row["runs"]))
        for row in rows
    ]
