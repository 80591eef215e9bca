"""Invoices and acts that were made: numbers without gaps, contents that stay."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.master_bot.domain.documents import Number
from services.master_bot.domain.seller import BankAccount, Buyer, Seller
from services.shared.postgres.pool import Transaction

_COLUMNS = "kind, year, number, order_id, dated, amount, line, seller, buyer"


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A row of ``documents``. ``buyer``: None while the owner has given no requisites."""

    kind: str
    year: int
    number: int
    order_id: UUID
    dated: date
    amount: Decimal
    line: str
    seller: dict[str, Any]
    buyer: dict[str, Any] | None

    @property
    def full_number(self) -> Number:
        return Number(self.year, self.number)

    @property
    def issued_by(self) -> Seller:
        return Seller(**{**self.seller, "account": BankAccount(**self.seller["account"])})

    @property
    def made_out_to(self) -> Buyer | None:
        return None if self.buyer is None else Buyer(**self.buyer)


@dataclass(frozen=True, slots=True)
class NewDocument:
    kind: str
    order_id: UUID
    dated: date
    amount: Decimal
    line: str
    seller: Seller
    buyer: Buyer | None


def of_order(tx: Transaction, order_id: UUID, kind: str) -> MadeDocument | None:
    return _one(tx, "order_id = %s AND kind = %s", order_id, kind)


def by_number(tx: Transaction, kind: str, number: Number) -> MadeDocument | None:
    return _one(tx, "kind = %s AND year = %s AND number = %s", kind, number.year, number.number)


def _one(tx: Transaction, where: str, *values: object) -> MadeDocument | None:
    with tx.cursor(row_factory=class_row(MadeDocument)) as cursor:
        return cursor.execute(f"SELECT {_COLUMNS} FROM documents WHERE {where}", values).fetchone()  # noqa: S608


def add(tx: Transaction, new: NewDocument, *, now: datetime) -> MadeDocument:
    """With the next number of its year. The order is locked, and has no document of this kind."""
    taken = tx.execute(
        "INSERT INTO document_numbers (kind, year, last) VALUES (%s, %s, 1)"
        " ON CONFLICT (kind, year) DO UPDATE SET last = document_numbers.last + 1 RETURNING last",
        (new.kind, new.dated.year),
    ).fetchone()
    assert taken is not None
    tx.execute(
        f"INSERT INTO documents ({_COLUMNS}, created_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
        (
            new.kind,
            new.dated.year,
            taken["last"],
            new.order_id,
            new.dated,
            new.amount,
            new.line,
            Jsonb(asdict(new.seller)),
            _json(new.buyer),
            now,
        ),
    )
    made = of_order(tx, new.order_id, new.kind)
    assert made is not None
    return made


def make_out_to(tx: Transaction, document: MadeDocument, buyer: Buyer) -> None:
    tx.execute(
        "UPDATE documents SET buyer = %s WHERE kind = %s AND year = %s AND number = %s",
        (_json(buyer), document.kind, document.year, document.number),
    )


def _json(buyer: Buyer | None) -> Jsonb | None:
    return None if buyer is None else Jsonb(asdict(buyer))
