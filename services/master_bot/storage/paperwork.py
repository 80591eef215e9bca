"""A client's payments with the documents that there are of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from psycopg.rows import class_row

from services.shared.postgres.pool import Transaction


@dataclass(frozen=True, slots=True)
class PaymentOnPaper:
    """``given_back``: of the amount; numbers and dates of the act and the invoice: None while there is none."""

    payment_id: str
    order_id: UUID
    settled_at: datetime
    amount: Decimal
    given_back: Decimal
    currency: str
    method: str | None
    act_year: int | None
    act_number: int | None
    act_dated: date | None
    invoice_year: int | None
    invoice_number: int | None
    invoice_dated: date | None


def of_client(
    tx: Transaction, client_id: str, *, before: tuple[datetime, str] | None, limit: int
) -> list[PaymentOnPaper]:
    """The latest first; ``before``: when the last one of the page before was settled, and its id."""
    settled, payment_id = before or (None, None)
    with tx.cursor(row_factory=class_row(PaymentOnPaper)) as cursor:
        return cursor.execute(
            "SELECT paid.id AS payment_id, paid.order_id, settled_at, paid.amount, currency, method,"
            " coalesce((SELECT sum(refunds.amount) FROM refunds WHERE refunds.payment_id = paid.id"
            " AND state = 'succeeded'), 0) AS given_back,"
            " act.year AS act_year, act.number AS act_number, act.dated AS act_dated,"
            " invoice.year AS invoice_year, invoice.number AS invoice_number, invoice.dated AS invoice_dated"
            " FROM payments paid"
            " LEFT JOIN documents act ON act.order_id = paid.order_id AND act.kind = 'act'"
            " LEFT JOIN documents invoice ON invoice.order_id = paid.order_id AND invoice.kind = 'invoice'"
            " WHERE client_id = %(client)s"
            " AND (%(settled)s::timestamptz IS NULL OR (settled_at, paid.id) < (%(settled)s, %(id)s::text))"
            " ORDER BY settled_at DESC, paid.id DESC LIMIT %(limit)s",
            {"client": client_id, "settled": settled, "id": payment_id, "limit": limit},
        ).fetchall()
