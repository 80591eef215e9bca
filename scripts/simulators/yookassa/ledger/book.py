"""The shelves of records, with two listeners: one keeps them, one tells the shop."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.documents import payment_document
from scripts.simulators.yookassa.ledger.records import Method, Payment, Receipt, Record, Refund
from scripts.simulators.yookassa.ledger.shop import Behaviour, Shop

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """Something the shop is told: the object now, and as it was before (the same when it is new)."""

    name: str
    document: Document
    before: Document


def random_id() -> str:
    return str(uuid.uuid4())


def _nobody(_: object) -> None:
    return None


@dataclass(slots=True)
class Book:
    """All records of one shop. `keep` gets every written record, `tell` every event, both in order.

    `checkout_url` is the address of the checkout page without the payment id, ending in a slash.
    """

    shop: Shop
    clock: SettableClock
    keep: Callable[[Record], None] = _nobody
    tell: Callable[[Event], None] = _nobody
    checkout_url: str = ""
    new_id: Callable[[], str] = random_id
    behaviour: Behaviour = field(default_factory=Behaviour)
    payments: dict[str, Payment] = field(default_factory=dict)
    refunds: dict[str, Refund] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    methods: dict[str, Method] = field(default_factory=dict)
    before: dict[str, Payment] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def put_payment(self, payment: Payment) -> Payment:
        self._shelve_payment(payment)
        self.keep(payment)
        return payment

    def put_refund(self, refund: Refund) -> Refund:
        self.refunds[refund.id] = refund
        self.keep(refund)
        return refund

    def put_receipt(self, receipt: Receipt) -> Receipt:
        self.receipts[receipt.id] = receipt
        self.keep(receipt)
        return receipt

    def put_method(self, method: Method) -> Method:
        self.methods[method.id] = method
        self.keep(method)
        return method

    def restore(self, record: Record) -> None:
        """Put back what `keep` was given in an earlier life; of one id the last counts."""
        if isinstance(record, Payment):
            self._shelve_payment(record)
        elif isinstance(record, Refund):
            self.refunds[record.id] = record
        elif isinstance(record, Receipt):
            self.receipts[record.id] = record
        elif isinstance(record, Method):
            self.methods[record.id] = record
        if isinstance(record, Payment | Refund | Receipt):
            self.numbers = itertools.count(max(record.number, next(self.numbers) - 1) + 1)

    def stale(self, payment: Payment) -> Document:
        """The payment as it was before its last change."""
        return payment_document(self.before.get(payment.id, payment), self.shop)

    def _shelve_payment(self, payment: Payment) -> None:
        if payment.id in self.payments:
            self.before[payment.id] = self.payments[payment.id]
        self.payments[payment.id] = payment
        (self.open.discard if payment.due is None else self.open.add)(payment.id)
