"""Every rouble that reached the shop or left it, once; rows are only added, and the fee of one may be learned later."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from psycopg.rows import class_row

from services.shared.postgres.pool import Transaction


@dataclass(frozen=True, slots=True)
class Entry:
    """``at``: captured, or the refund made, as YooKassa says; ``gross`` of a refund is below zero.

    ``fee``: None while it is not known; ``test``: None where an earlier version did not note it.
    """

    id: str
    kind: str
    at: datetime
    payment_id: str | None
    refund_id: str | None
    order_id: UUID | None
    client_id: str | None
    method: str | None
    gross: Decimal
    fee: Decimal | None
    currency: str
    test: bool | None


@dataclass(frozen=True, slots=True)
class Booked(Entry):
    """With whose it is by now: money from the quarantine becomes a client's after it was booked."""

    booked_at: datetime
    net: Decimal | None


def payment_entry(payment_id: str) -> str:
    return f"payment:{payment_id}"


def refund_entry(refund_id: str) -> str:
    """Of YooKassa's id."""
    return f"refund:{refund_id}"


_BOOKED = (
    "SELECT ledger.id, kind, at, ledger.payment_id, refund_id,"
    " coalesce(payments.order_id, ledger.order_id) AS order_id,"
    " coalesce(payments.client_id, ledger.client_id) AS client_id, ledger.method, gross, fee, ledger.currency, test,"
    " booked_at, net FROM ledger LEFT JOIN payments ON payments.id = ledger.payment_id"
)


def add(tx: Transaction, entry: Entry, *, now: datetime) -> bool:
    """False when it is booked already; nothing has changed then."""
    done = tx.execute(
        "INSERT INTO ledger (id, kind, at, booked_at, payment_id, refund_id, order_id, client_id, method, gross, fee,"
        " currency, test) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
        (
            entry.id,
            entry.kind,
            entry.at,
            now,
            entry.payment_id,
            entry.refund_id,
            entry.order_id,
            entry.client_id,
            entry.method,
            entry.gross,
            entry.fee,
            entry.currency,
            entry.test,
        ),
    )
    return done.rowcount == 1


def get(tx: Transaction, entry_id: str) -> Booked | None:
    with tx.cursor(row_factory=class_row(Booked)) as cursor:
        return cursor.execute(f"{_BOOKED} WHERE ledger.id = %s", (entry_id,)).fetchone()


def these(tx: Transaction, entry_ids: Collection[str]) -> list[Booked]:
    with tx.cursor(row_factory=class_row(Booked)) as cursor:
        return cursor.execute(f"{_BOOKED} WHERE ledger.id = ANY(%s)", (list(entry_ids),)).fetchall()


def learn_fee(tx: Transaction, entry_id: str, fee: Decimal) -> None:
    """A fee that is known stays as it is."""
    tx.execute("UPDATE ledger SET fee = %s WHERE id = %s AND fee IS NULL", (fee, entry_id))


def between(tx: Transaction, since: datetime, until: datetime) -> list[Booked]:
    """All that is dated from ``since`` to ``until``, both counted in, with YooKassa's id."""
    with tx.cursor(row_factory=class_row(Booked)) as cursor:
        return cursor.execute(
            f"{_BOOKED} WHERE at BETWEEN %s AND %s AND kind <> 'bank' ORDER BY at, ledger.id", (since, until)
        ).fetchall()


def page(
    tx: Transaction,
    *,
    since: datetime | None,
    until: datetime | None,
    after: tuple[datetime, str] | None,
    limit: int,
) -> list[Booked]:
    """From ``since`` and before ``until``, the earliest first."""
    at, entry_id = after or (None, None)
    with tx.cursor(row_factory=class_row(Booked)) as cursor:
        return cursor.execute(
            f"{_BOOKED} WHERE (%(since)s::timestamptz IS NULL OR at >= %(since)s)"
            " AND (%(until)s::timestamptz IS NULL OR at < %(until)s)"
            " AND (%(at)s::timestamptz IS NULL OR (at, ledger.id) > (%(at)s, %(id)s::text))"
            " ORDER BY at, ledger.id LIMIT %(limit)s",
            {"since": since, "until": until, "at": at, "id": entry_id, "limit": limit},
        ).fetchall()
