"""Receipts (54-FZ): made with a payment or refund, or sent afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from scripts.simulators.yookassa.ledger.book import Book
from scripts.simulators.yookassa.ledger.errors import invalid, not_found
from scripts.simulators.yookassa.ledger.orders import ReceiptOrder
from scripts.simulators.yookassa.ledger.records import Outcome, Payment, Receipt, Refund


@dataclass(frozen=True, slots=True)
class Receipts:
    book: Book

    def create(self, order: ReceiptOrder) -> Receipt:
        """A receipt sent apart from the payment. Raises Refusal when what it is for is unknown."""
        if order.payment_id is not None and order.payment_id not in self.book.payments:
            raise not_found("Payment", "payment_id")
        if order.refund_id is not None and order.refund_id not in self.book.refunds:
            raise not_found("Refund", "refund_id")
        return self._issue(order.kind, order.content, payment_id=order.payment_id, refund_id=order.refund_id)

    def get(self, receipt_id: str) -> Receipt:
        receipt = self.book.receipts.get(receipt_id)
        if receipt is None:
            raise not_found("Receipt", "receipt_id")
        return receipt

    def for_payment(self, payment: Payment) -> Outcome | None:
        """Issue the receipt that came with the payment; None when none did."""
        if payment.receipt is None:
            return None
        return self._issue("payment", payment.receipt, payment_id=payment.id).status

    def for_refund(self, refund: Refund) -> Outcome | None:
        if refund.receipt is None:
            return None
        return self._issue("refund", refund.receipt, refund_id=refund.id).status

    def settle_due(self) -> None:
        """The tax service answers about what has waited long enough."""
        now = self.book.clock.now()
        for receipt in list(self.book.receipts.values()):
            if receipt.due is not None and receipt.due <= now:
                self.settle(receipt.id, receipt.ends)

    def settle(self, receipt_id: str, status: Outcome) -> Receipt:
        """The tax service answers; the payment or refund shows it too."""
        receipt = self.get(receipt_id)
        if receipt.status is not Outcome.PENDING:
            raise invalid(f"The receipt is already {receipt.status}", "receipt_id")
        registered_at = self.book.clock.now() if status is Outcome.SUCCEEDED else None
        payment = self.book.payments.get(receipt.payment_id or "")
        refund = self.book.refunds.get(receipt.refund_id or "")
        if payment is not None:
            self.book.put_payment(replace(payment, receipt_registration=status))
        if refund is not None:
            self.book.put_refund(replace(refund, receipt_registration=status))
        return self.book.put_receipt(replace(receipt, status=status, registered_at=registered_at, due=None))

    def _issue(
        self, kind: str, content: dict[str, Any], *, payment_id: str | None = None, refund_id: str | None = None
    ) -> Receipt:
        behaviour, now = self.book.behaviour, self.book.clock.now()
        waits = behaviour.receipt_seconds > 0 and behaviour.receipts is not Outcome.PENDING
        status = Outcome.PENDING if waits else behaviour.receipts
        receipt = Receipt(
            id=f"rt-{self.book.new_id()}",
            number=next(self.book.numbers),
            kind=kind,
            status=status,
            created_at=now,
            content=content,
            payment_id=payment_id,
            refund_id=refund_id,
            registered_at=now if status is Outcome.SUCCEEDED else None,
            due=now + timedelta(seconds=behaviour.receipt_seconds) if waits else None,
            ends=behaviour.receipts,
        )
        return self.book.put_receipt(receipt)
