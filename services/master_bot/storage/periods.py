"""The pieces of time that subscriptions are made of, each with what was paid for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from psycopg.rows import class_row

from services.master_bot.storage.plans import Plan
from services.shared.postgres.pool import Transaction


@dataclass(frozen=True, slots=True)
class Period:
    """``worth``: paid for it or carried over to it; ``carried``: what of that went to another plan."""

    id: int
    order_id: UUID | None
    begins: datetime
    until: datetime
    worth: Decimal
    carried: Decimal


@dataclass(frozen=True, slots=True)
class NewPeriod:
    client_id: str
    plan: Plan
    order_id: UUID | None
    reason: str
    begins: datetime
    until: datetime
    worth: Decimal


def add(tx: Transaction, period: NewPeriod, *, now: datetime) -> None:
    """Raises ``psycopg.errors.UniqueViolation`` when its order has brought a period already."""
    tx.execute(
        "INSERT INTO subscription_periods"
        " (client_id, order_id, reason, plan_code, plan_version, begins, until, worth, created_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            period.client_id,
            period.order_id,
            period.reason,
            period.plan.code,
            period.plan.version,
            period.begins,
            period.until,
            period.worth,
            now,
        ),
    )


def lasting(tx: Transaction, client_id: str, at: datetime) -> list[Period]:
    """Those that are not over at that moment, in order."""
    with tx.cursor(row_factory=class_row(Period)) as cursor:
        return cursor.execute(
            "SELECT id, order_id, begins, until, worth, carried FROM subscription_periods"
            " WHERE client_id = %s AND until > %s ORDER BY begins, id",
            (client_id, at),
        ).fetchall()


def cut(tx: Transaction, period_id: int, *, carried: Decimal, at: datetime) -> None:
    """The period ends ``at`` (or where it begins, if it has not begun), and ``carried`` of its worth goes elsewhere."""
    tx.execute(
        "UPDATE subscription_periods SET until = least(until, greatest(begins, %s)), carried = carried + %s"
        " WHERE id = %s",
        (at, carried, period_id),
    )


def take_out(tx: Transaction, client_id: str, order_id: UUID) -> timedelta | None:
    """The period that the order has brought is nothing any more, what follows it moves up. How long it was, or None."""
    row = tx.execute(
        "SELECT id, begins, until FROM subscription_periods WHERE client_id = %s AND order_id = %s",
        (client_id, order_id),
    ).fetchone()
    if row is None:
        return None
    length: timedelta = row["until"] - row["begins"]
    tx.execute("UPDATE subscription_periods SET until = begins, worth = carried WHERE id = %s", (row["id"],))
    tx.execute(
        "UPDATE subscription_periods SET begins = begins - %s, until = until - %s WHERE client_id = %s AND begins >= %s"
        " AND id <> %s",
        (length, length, client_id, row["until"], row["id"]),
    )
    return length
