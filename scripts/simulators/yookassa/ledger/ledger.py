"""The pure half of the simulator: API calls and what happens outside the API, no input or output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from scripts.simulators.yookassa.ledger import checks
from scripts.simulators.yookassa.ledger.book import Book, Document
from scripts.simulators.yookassa.ledger.documents import (
    method_document,
    receipt_document,
    refund_document,
    shop_document,
)
from scripts.simulators.yookassa.ledger.errors import Refusal, invalid
from scripts.simulators.yookassa.ledger.idempotence import Answer, IdempotenceStore, fingerprint
from scripts.simulators.yookassa.ledger.listing import Fields, Page, R, page
from scripts.simulators.yookassa.ledger.orders import PaymentOrder, RefundOrder
from scripts.simulators.yookassa.ledger.payments import Payments
from scripts.simulators.yookassa.ledger.receipts import Receipts
from scripts.simulators.yookassa.ledger.records import Money, Payment, Receipt, Record, Refund, StoredAnswer
from scripts.simulators.yookassa.ledger.refunds import Refunds

PAYMENT_FIELDS: Fields[Payment] = Fields(
    moments={"created_at": lambda payment: payment.created_at, "captured_at": lambda payment: payment.captured_at},
    words={
        "status": lambda payment: payment.status.value,
        "payment_method": lambda payment: payment.method.kind if payment.method else None,
    },
)
REFUND_FIELDS: Fields[Refund] = Fields(
    moments={"created_at": lambda refund: refund.created_at},
    words={"status": lambda refund: refund.status.value, "payment_id": lambda refund: refund.payment_id},
)
RECEIPT_FIELDS: Fields[Receipt] = Fields(
    moments={"created_at": lambda receipt: receipt.created_at},
    words={
        "status": lambda receipt: receipt.status.value,
        "payment_id": lambda receipt: receipt.payment_id,
        "refund_id": lambda receipt: receipt.refund_id,
    },
)


class Ledger:
    """One shop's money. Every call answers with the JSON that YooKassa would send, or raises Refusal."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.receipts = Receipts(book)
        self.refunds = Refunds(book, self.receipts)
        self.payments = Payments(book, self.receipts)
        self.answers = IdempotenceStore(book.clock, book.keep)

    def restore(self, record: Record) -> None:
        if isinstance(record, StoredAnswer):
            self.answers.answers[record.id] = record
        else:
            self.book.restore(record)

    def post(self, operation: str, subject: str, body: Mapping[str, Any], key: str | None) -> Answer:
        """A POST under its idempotence key; a refusal of the ledger is stored like a success."""
        return self.answers.answer(
            key, fingerprint(operation, subject, body), lambda: self._try(operation, subject, body)
        )

    def get(self, operation: str, subject: str, query: Mapping[str, str]) -> Document:
        self.receipts.settle_due()
        return self._readers()[operation](subject, query)

    def foreign_payment(self, amount: Decimal, metadata: dict[str, str], *, succeeded: bool) -> Payment:
        """A payment that did not come through the API: made in the cabinet, or by somebody else with our shop."""
        money = Money(amount.quantize(Decimal("0.01")), self.book.shop.currency)
        order = PaymentOrder(amount=money, metadata=metadata, capture=True, confirmation_kind="redirect")
        payment = self.payments.create(order)
        return self.payments.pay(payment.id) if succeeded else payment

    def cabinet_refund(self, payment_id: str, amount: Decimal | None) -> Refund:
        """A refund made by hand; the rest of the payment when no sum is said. Raises Refusal."""
        payment = self.payments.get(payment_id)
        money = replace(payment.amount, value=self.refunds.left(payment) if amount is None else amount)
        if money.value <= 0:
            raise invalid("Nothing is left of the payment", "amount.value")
        return self.refunds.create(RefundOrder(payment_id=payment_id, amount=money))

    def _try(self, operation: str, subject: str, body: Mapping[str, Any]) -> Answer:
        try:
            return 200, self._writers()[operation](subject, body)
        except Refusal as refusal:
            return refusal.status, refusal.body(self.book.new_id())

    def _writers(self) -> Mapping[str, Callable[[str, Mapping[str, Any]], Document]]:
        shop, payments, shown = self.book.shop, self.payments, self.payments.document
        return {
            "create_payment": lambda _, body: shown(payments.create(checks.payment_order(body, shop))),
            "capture_payment": lambda key, body: shown(payments.capture(key, checks.capture_order(body, shop))),
            "cancel_payment": lambda key, _: shown(payments.cancel(key)),
            "create_refund": lambda _, body: refund_document(self.refunds.create(checks.refund_order(body, shop))),
            "create_receipt": lambda _, body: receipt_document(self.receipts.create(checks.receipt_order(body))),
        }

    def _readers(self) -> Mapping[str, Callable[[str, Mapping[str, str]], Document]]:
        book, payments = self.book, self.payments
        return {
            "get_payment": lambda key, _: payments.document(payments.get(key)),
            "get_refund": lambda key, _: refund_document(self.refunds.get(key)),
            "get_receipt": lambda key, _: receipt_document(self.receipts.get(key)),
            "get_payment_method": lambda key, _: method_document(payments.saved_method(key), book.shop),
            "get_me": lambda _, __: shop_document(book.shop),
            "list_payments": lambda _, query: self._list_payments(query),
            "list_refunds": lambda _, query: _list(page(book.refunds.values(), query, REFUND_FIELDS), refund_document),
            "list_receipts": lambda _, query: _list(
                page(book.receipts.values(), query, RECEIPT_FIELDS), receipt_document
            ),
        }

    def _list_payments(self, query: Mapping[str, str]) -> Document:
        self.payments.expire_overdue()
        return _list(page(self.book.payments.values(), query, PAYMENT_FIELDS), self.payments.document)


def _list(found: Page[R], show: Callable[[R], Document]) -> Document:
    answer: Document = {"type": "list", "items": [show(record) for record in found.items]}
    if found.next_cursor is not None:
        answer["next_cursor"] = found.next_cursor
    return answer
