"""The pieces of time that subscriptions are made of, each with what was paid for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from psycopg.rows import class_row

from services.master_bot.domain.periods import Period
from services.master_bot.storage.plans import Plan
from services.shared.postgres.pool import Transaction

EVER = datetime(1, 1, 2, tzinfo=UTC)


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


_PERIODS = (
    "SELECT id, order_id, begins, until, worth, carried, carried_to FROM subscription_periods"
    " WHERE client_id = %s AND until > %s ORDER BY begins, id"
)


def lasting(tx: Transaction, client_id: str, at: datetime) -> list[Period]:
    """Those that are not over at that moment, in order."""
    with tx.cursor(row_factory=class_row(Period)) as cursor:
        return cursor.execute(_PERIODS, (client_id, at)).fetchall()


def all_of(tx: Transaction, client_id: str) -> list[Period]:
    return lasting(tx, client_id, EVER)


def cut(tx: Transaction, period_id: int, *, carried: Decimal, to: UUID, at: datetime) -> None:
    """The period ends ``at`` (or where it begins, if it has not begun); ``carried`` of its worth goes to that order."""
    tx.execute(
        "UPDATE subscription_periods SET until = least(until, greatest(begins, %s)), carried = carried + %s,"
        " carried_to = %s WHERE id = %s",
        (at, carried, to, period_id),
    )


def change(tx: Transaction, period: Period) -> None:
    """The period is as it is given from now on; whose it is does not change."""
    tx.execute(
        "UPDATE subscription_periods SET begins = %s, until = %s, worth = %s, carried = %s WHERE id = %s",
        (period.begins, period.until, period.worth, period.carried, period.id),
    )
