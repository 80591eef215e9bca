"""Money that came or went through the bank, as an operator has read it in the statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from psycopg.rows import class_row

from services.shared.postgres.pool import Transaction


@dataclass(frozen=True, slots=True)
class Transfer:
    """``amount``: below zero where it was paid back; ``reference``: of the bank's order, as "п/п 123"."""

    id: str
    order_id: UUID
    amount: Decimal
    day: date
    reference: str


def add(tx: Transaction, transfer: Transfer, *, who: str, now: datetime) -> None:
    """Raises ``psycopg.errors.UniqueViolation`` when it was noted before."""
    tx.execute(
        "INSERT INTO bank_transfers (id, order_id, amount, day, reference, noted_by, noted_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (transfer.id, transfer.order_id, transfer.amount, transfer.day, transfer.reference, who, now),
    )


def get(tx: Transaction, transfer_id: str) -> Transfer | None:
    with tx.cursor(row_factory=class_row(Transfer)) as cursor:
        return cursor.execute(
            "SELECT id, order_id, amount, day, reference FROM bank_transfers WHERE id = %s", (transfer_id,)
        ).fetchone()
