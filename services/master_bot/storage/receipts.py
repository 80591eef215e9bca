"""Receipts that YooKassa was asked for with a payment or a refund, watched until they are registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from psycopg.rows import class_row

from services.shared.postgres.pool import Transaction

_COLUMNS = (
    "id, kind, payment_id, amount, currency, state, attempts, asked_at, registered_at, receipt_id,"
    " fiscal_document_number, fiscal_storage_number, fiscal_attribute, fiscal_provider_id"
)


@dataclass(frozen=True, slots=True)
class Fiscal:
    """What YooKassa shows of a registered receipt; any of it may be missing."""

    registered_at: datetime | None = None
    receipt_id: str | None = None
    fiscal_document_number: str | None = None
    fiscal_storage_number: str | None = None
    fiscal_attribute: str | None = None
    fiscal_provider_id: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """``id``: YooKassa's, of the payment or of the refund; ``kind``: payment, refund.

    ``state``: YooKassa's word for how its registration stands: pending, succeeded, canceled, or one that is new.
    """

    id: str
    kind: str
    payment_id: str
    amount: Decimal
    currency: str
    state: str
    attempts: int
    asked_at: datetime
    registered_at: datetime | None
    receipt_id: str | None
    fiscal_document_number: str | None
    fiscal_storage_number: str | None
    fiscal_attribute: str | None
    fiscal_provider_id: str | None


@dataclass(frozen=True, slots=True)
class Expected:
    """A receipt that should come to be."""

    id: str
    kind: str
    payment_id: str
    amount: Decimal
    currency: str


def expect(tx: Transaction, expected: Expected, *, now: datetime, look_at: datetime | None) -> None:
    """Watch for it; nothing changes when it is watched for, or was registered, already."""
    tx.execute(
        "INSERT INTO receipts (id, kind, payment_id, amount, currency, asked_at, next_look_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
        (expected.id, expected.kind, expected.payment_id, expected.amount, expected.currency, now, look_at),
    )


def of_payment(tx: Transaction, payment_id: str) -> list[Receipt]:
    """That of the payment itself, then those of its refunds."""
    with tx.cursor(row_factory=class_row(Receipt)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM receipts WHERE payment_id = %s ORDER BY kind, asked_at",  # noqa: S608
            (payment_id,),
        ).fetchall()


def claim_due(tx: Transaction, *, now: datetime, lease: timedelta) -> Receipt | None:
    """The receipt whose look is longest due, for us alone until the lease ends."""
    with tx.cursor(row_factory=class_row(Receipt)) as cursor:
        return cursor.execute(
            "UPDATE receipts SET attempts = attempts + 1, lease_until = %(until)s WHERE id = ("  # noqa: S608
            " SELECT id FROM receipts WHERE next_look_at <= %(now)s AND (lease_until IS NULL OR lease_until < %(now)s)"
            f" ORDER BY next_look_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING {_COLUMNS}",
            {"now": now, "until": now + lease},
        ).fetchone()


def look_again(tx: Transaction, receipt_id: str, state: str, at: datetime | None, *, error: str | None) -> None:
    tx.execute(
        "UPDATE receipts SET state = %s, next_look_at = %s, last_error = %s, lease_until = NULL"
        " WHERE id = %s AND registered_at IS NULL",
        (state, at, error, receipt_id),
    )


def registered(tx: Transaction, receipt_id: str, fiscal: Fiscal, *, now: datetime) -> None:
    """The end: with the time that YooKassa gives, or when we saw it."""
    tx.execute(
        "UPDATE receipts SET state = 'succeeded', registered_at = %s, receipt_id = %s, fiscal_document_number = %s,"
        " fiscal_storage_number = %s, fiscal_attribute = %s, fiscal_provider_id = %s, next_look_at = NULL,"
        " lease_until = NULL, last_error = NULL WHERE id = %s AND registered_at IS NULL",
        (
            fiscal.registered_at or now,
            fiscal.receipt_id,
            fiscal.fiscal_document_number,
            fiscal.fiscal_storage_number,
            fiscal.fiscal_attribute,
            fiscal.fiscal_provider_id,
            receipt_id,
        ),
    )
