"""Money that goes back: asked for by an operator, or made by hand in YooKassa's cabinet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.shared.postgres.pool import Transaction

_COLUMNS = (
    "id, payment_id, order_id, quarantine_id, amount, currency, state, refund_id, idempotence_key, requested_by,"
    " attempts, last_error, created_at, done_at, receipt"
)
_BY = f"SELECT {_COLUMNS} FROM refunds WHERE "  # noqa: S608 - our own words
OPEN = ("preparing", "pending")


@dataclass(frozen=True, slots=True)
class Refund:
    """``state``: preparing (YooKassa's answer is not known), pending, succeeded, canceled, refused."""

    id: UUID
    payment_id: str
    order_id: UUID | None
    quarantine_id: int | None
    amount: Decimal
    currency: str
    state: str
    refund_id: str | None
    idempotence_key: str | None
    requested_by: str
    created_at: datetime
    attempts: int = 0
    last_error: str | None = None
    done_at: datetime | None = None
    receipt: dict[str, Any] | None = field(default=None, repr=False)
    """What YooKassa is asked to register with it, as it was first sent; None: nothing."""


def add(tx: Transaction, refund: Refund, *, lease_until: datetime | None = None) -> None:
    """An open one is due when its lease ends. Raises ``UniqueViolation`` when the payment has an open refund."""
    tx.execute(
        "INSERT INTO refunds (id, payment_id, order_id, quarantine_id, amount, currency, state, refund_id,"
        " idempotence_key, requested_by, created_at, done_at, receipt, next_try_at, lease_until)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            refund.id,
            refund.payment_id,
            refund.order_id,
            refund.quarantine_id,
            refund.amount,
            refund.currency,
            refund.state,
            refund.refund_id,
            refund.idempotence_key,
            refund.requested_by,
            refund.created_at,
            refund.done_at,
            None if refund.receipt is None else Jsonb(refund.receipt),
            refund.created_at if refund.state in OPEN else None,
            lease_until,
        ),
    )


def _one(tx: Transaction, where: str, *values: object) -> Refund | None:
    with tx.cursor(row_factory=class_row(Refund)) as cursor:
        return cursor.execute(_BY + where, values).fetchone()


def get(tx: Transaction, refund_id: UUID) -> Refund | None:
    return _one(tx, "id = %s", refund_id)


def lock(tx: Transaction, refund_id: UUID) -> Refund:
    """The refund that must be there, nobody else's until the transaction ends."""
    found = _one(tx, "id = %s FOR UPDATE", refund_id)
    assert found is not None, "a refund is never deleted"
    return found


def known(tx: Transaction, yookassa_id: str) -> Refund | None:
    """By YooKassa's id."""
    return _one(tx, "refund_id = %s", yookassa_id)


def open_of(tx: Transaction, payment_id: str) -> Refund | None:
    """The refund of this payment that we have asked for and that is under way."""
    ours = "state IN ('preparing', 'pending') AND idempotence_key IS NOT NULL"
    return _one(tx, f"payment_id = %s AND {ours}", payment_id)


def last_of(tx: Transaction, payment_id: str) -> Refund | None:
    """The refund that is under way, else the one that was asked for last."""
    return _one(tx, "payment_id = %s ORDER BY (next_try_at IS NULL), created_at DESC, id LIMIT 1", payment_id)


def given_back(tx: Transaction, payment_id: str) -> Decimal:
    """How much of the payment has gone back."""
    row = tx.execute(
        "SELECT coalesce(sum(amount), 0) AS sum FROM refunds WHERE payment_id = %s AND state = 'succeeded'",
        (payment_id,),
    ).fetchone()
    return Decimal(0) if row is None else Decimal(row["sum"])


def claim_due(tx: Transaction, *, now: datetime, lease: timedelta) -> Refund | None:
    """The refund that is longest due, for us alone until the lease ends."""
    with tx.cursor(row_factory=class_row(Refund)) as cursor:
        return cursor.execute(
            "UPDATE refunds SET attempts = attempts + 1, lease_until = %(until)s WHERE id = ("  # noqa: S608
            " SELECT id FROM refunds WHERE next_try_at <= %(now)s AND (lease_until IS NULL OR lease_until < %(now)s)"
            f" ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING {_COLUMNS}",
            {"now": now, "until": now + lease},
        ).fetchone()


def try_later(tx: Transaction, refund_id: UUID, at: datetime, *, error: str | None, yookassa_id: str | None) -> None:
    """Still under way; with ``yookassa_id`` YooKassa has it, and it is only waited for."""
    tx.execute(
        "UPDATE refunds SET next_try_at = %(at)s, lease_until = NULL, last_error = %(error)s,"
        " refund_id = coalesce(%(yookassa)s, refund_id),"
        " state = CASE WHEN %(yookassa)s::text IS NULL THEN state ELSE 'pending' END"
        " WHERE id = %(id)s AND state IN ('preparing', 'pending')",
        {"at": at, "error": error, "yookassa": yookassa_id, "id": refund_id},
    )


def end(
    tx: Transaction, refund_id: UUID, state: str, *, yookassa_id: str | None, error: str | None, now: datetime
) -> bool:
    """``succeeded``, ``canceled`` or ``refused``. False when it had ended before."""
    done = tx.execute(
        "UPDATE refunds SET state = %s, refund_id = coalesce(%s, refund_id), last_error = %s, done_at = %s,"
        " next_try_at = NULL, lease_until = NULL WHERE id = %s AND state IN ('preparing', 'pending')",
        (state, yookassa_id, error, now, refund_id),
    )
    return done.rowcount == 1
