"""What the master API takes and gives of documents and bank invoices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class BankTransfer:
    """A line of the bank's statement. ``reference``: of the bank's order, as "п/п 123"."""

    amount: Decimal
    paid_on: date
    reference: str

    def as_json(self) -> dict[str, Any]:
        return {"amount": f"{self.amount:.2f}", "paid_on": self.paid_on.isoformat(), "reference": self.reference}


@dataclass(frozen=True, slots=True)
class Requisites:
    """To whom documents are made out; ``kpp``: None for an entrepreneur."""

    name: str
    inn: str
    kpp: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "inn": self.inn, "kpp": self.kpp}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was made."""

    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class Receipt:
    """``kind``: payment, refund; ``state``: pending, succeeded, canceled, or a word that is new.

    Fiscal data are there once it is registered, as far as YooKassa shows them.
    """

    kind: str
    state: str
    fiscal_document_number: str | None = None
    fiscal_storage_number: str | None = None
    fiscal_attribute: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentOnPaper:
    """``state``: paid, refunded_in_part, refunded. Papers are None while nobody has asked for them."""

    payment_id: str
    order_id: str
    at: datetime
    amount: Decimal
    given_back: Decimal
    currency: str
    state: str
    method: str | None = None
    act: Paper | None = None
    invoice: Paper | None = None
    receipts: tuple[Receipt, ...] = ()
