"""Money back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from scripts.simulators.yookassa.ledger.book import Book, Event
from scripts.simulators.yookassa.ledger.documents import refund_document
from scripts.simulators.yookassa.ledger.errors import invalid, not_found
from scripts.simulators.yookassa.ledger.orders import RefundOrder
from scripts.simulators.yookassa.ledger.receipts import Receipts
from scripts.simulators.yookassa.ledger.records import Cancellation, Outcome, Payment, PaymentStatus, Refund

REFUNDABLE_FOR = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Refunds:
    book: Book
    receipts: Receipts

    def create(self, order: RefundOrder) -> Refund:
        """A refund that ends as `behaviour.refunds` says. Raises Refusal."""
        payment = self._refundable(order.payment_id)
        if order.amount.value > self.left(payment):
            raise invalid("More than is left of the payment", "amount.value")
        refund = Refund(
            id=self.book.new_id(),
            number=next(self.book.numbers),
            payment_id=payment.id,
            status=Outcome.PENDING,
            amount=order.amount,
            created_at=self.book.clock.now(),
            description=order.description,
            metadata=order.metadata,
            receipt=order.receipt,
        )
        ends = self.book.behaviour.refunds
        return self.book.put_refund(refund) if ends is Outcome.PENDING else self._end(refund, ends)

    def get(self, refund_id: str) -> Refund:
        refund = self.book.refunds.get(refund_id)
        if refund is None:
            raise not_found("Refund", "refund_id")
        return refund

    def settle(self, refund_id: str, status: Outcome, reason: str = "general_decline") -> Refund:
        """A pending refund ends."""
        refund = self.get(refund_id)
        if refund.status is not Outcome.PENDING or status is Outcome.PENDING:
            raise invalid(f"The refund is {refund.status}", "refund_id")
        return self._end(refund, status, reason)

    def left(self, payment: Payment) -> Decimal:
        """What can still go back: pending refunds count as gone."""
        mine = (refund for refund in self.book.refunds.values() if refund.payment_id == payment.id)
        gone = sum((refund.amount.value for refund in mine if refund.status is not Outcome.CANCELED), Decimal(0))
        return payment.amount.value - gone

    def _refundable(self, payment_id: str) -> Payment:
        payment = self.book.payments.get(payment_id)
        if payment is None:
            raise invalid("Payment doesn't exist or access denied", "payment_id")
        if payment.status is not PaymentStatus.SUCCEEDED:
            raise invalid(f"A payment that is {payment.status} cannot be refunded", "payment_id")
        if self.book.clock.now() - payment.created_at > REFUNDABLE_FOR:
            raise invalid("The payment is too old to be refunded", "payment_id")
        return payment

    def _end(self, refund: Refund, status: Outcome, reason: str = "general_decline") -> Refund:
        before = refund_document(refund)
        if status is Outcome.CANCELED:
            why = Cancellation("yoo_money", reason)
            return self.book.put_refund(replace(refund, status=status, cancellation=why))
        done = replace(refund, status=status)
        done = self.book.put_refund(replace(done, receipt_registration=self.receipts.for_refund(done)))
        payment = self.book.payments[refund.payment_id]
        self.book.put_payment(replace(payment, refunded=payment.refunded + refund.amount.value))
        self.book.tell(Event("refund.succeeded", refund_document(done), before))
        return done
