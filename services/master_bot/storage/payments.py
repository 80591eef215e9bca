"""Payments that were settled: one extension each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from psycopg.rows import class_row

from services.shared.postgres.pool import Transaction

_COLUMNS = "id, order_id, client_id, amount, currency, income, method, period_from, period_until"


@dataclass(frozen=True, slots=True)
class SettledPayment:
    id: str
    order_id: UUID
    client_id: str
    amount: Decimal
    currency: str
    income: Decimal | None
    method: str | None
    period_from: datetime
    period_until: datetime


def add(tx: Transaction, payment: SettledPayment, *, now: datetime) -> None:
    tx.execute(
        "INSERT INTO payments (id, order_id, client_id, amount, currency, income, method, period_from, period_until,"
        " settled_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            payment.id,
            payment.order_id,
            payment.client_id,
            payment.amount,
            payment.currency,
            payment.income,
            payment.method,
            payment.period_from,
            payment.period_until,
            now,
        ),
    )


def known(tx: Transaction, payment_id: str) -> bool:
    return tx.execute("SELECT 1 FROM payments WHERE id = %s", (payment_id,)).fetchone() is not None


def get(tx: Transaction, payment_id: str) -> SettledPayment | None:
    with tx.cursor(row_factory=class_row(SettledPayment)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM payments WHERE id = %s",  # noqa: S608 - our own words
            (payment_id,),
        ).fetchone()


def of_order(tx: Transaction, order_id: UUID) -> SettledPayment | None:
    """The one that the order was carried out for."""
    with tx.cursor(row_factory=class_row(SettledPayment)) as cursor:
        return cursor.execute(f"SELECT {_COLUMNS} FROM payments WHERE order_id = %s", (order_id,)).fetchone()  # noqa: S608


def settled_between(tx: Transaction, since: datetime, until: datetime) -> list[SettledPayment]:
    """What was settled in these bounds and YooKassa must know of, in that order."""
    with tx.cursor(row_factory=class_row(SettledPayment)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM payments WHERE settled_at BETWEEN %s AND %s"  # noqa: S608
            " AND method IS DISTINCT FROM 'bank' ORDER BY settled_at",
            (since, until),
        ).fetchall()
