"""The life of a payment: pending → (held) → succeeded or canceled. Every move is one line of a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from scripts.simulators.yookassa.ledger.book import Book, Event
from scripts.simulators.yookassa.ledger.documents import payment_document
from scripts.simulators.yookassa.ledger.errors import forbidden, invalid, not_found
from scripts.simulators.yookassa.ledger.instruments import instrument
from scripts.simulators.yookassa.ledger.orders import CaptureOrder, PaymentOrder
from scripts.simulators.yookassa.ledger.receipts import Receipts
from scripts.simulators.yookassa.ledger.records import (
    Cancellation,
    Confirmation,
    Method,
    OnCharge,
    Payment,
    PaymentStatus,
)
from scripts.simulators.yookassa.ledger.shop import SAVABLE_METHODS, TWO_STAGE_METHODS, limit

LINK_LIVES = timedelta(hours=1)
HOLD_LIVES = timedelta(days=7)
SMALLEST = Decimal(1)
PENDING, HELD = PaymentStatus.PENDING, PaymentStatus.WAITING_FOR_CAPTURE
SUCCEEDED, CANCELED = PaymentStatus.SUCCEEDED, PaymentStatus.CANCELED
MOVES = {PENDING: {HELD, SUCCEEDED, CANCELED}, HELD: {SUCCEEDED, CANCELED}, SUCCEEDED: set(), CANCELED: set()}


@dataclass(frozen=True, slots=True)
class Payments:
    book: Book
    receipts: Receipts

    def create(self, order: PaymentOrder) -> Payment:
        """A new payment; one by a saved method is charged on the spot. Raises Refusal."""
        self._check(order)
        if order.saved_method_id is not None:
            return self._charge(order, self.saved_method(order.saved_method_id))
        payment = self._new(order, due=self.book.clock.now() + LINK_LIVES)
        confirmation = Confirmation(
            order.confirmation_kind or "redirect", self.book.checkout_url + payment.id, order.return_url, order.locale
        )
        chosen = Method(id=payment.id, kind=order.method) if order.method else None
        return self.book.put_payment(replace(payment, confirmation=confirmation, method=chosen))

    def get(self, payment_id: str) -> Payment:
        self.expire_overdue()
        payment = self.book.payments.get(payment_id)
        if payment is None:
            raise not_found("Payment", "payment_id")
        return payment

    def saved_method(self, method_id: str) -> Method:
        method = self.book.methods.get(method_id)
        if method is None:
            raise not_found("Payment method", "payment_method_id")
        return method

    def methods_for(self, payment: Payment) -> tuple[str, ...]:
        """What the customer may choose from: the chosen one, or all that take this sum and this kind of capture."""
        if payment.method is not None:
            return (payment.method.kind,)
        usable = (kind for kind in self.book.shop.methods if payment.amount.value <= limit(kind))
        return tuple(kind for kind in usable if payment.capture or kind in TWO_STAGE_METHODS)

    def pay(self, payment_id: str, kind: str | None = None, *, card: str | None = None) -> Payment:
        """The customer pays; held when the shop asked to capture by itself."""
        payment = self._pending(payment_id)
        usable = self.methods_for(payment)
        chosen = kind or usable[0]
        if chosen not in usable:
            raise invalid("This payment method is not available", "method")
        saves = payment.save_method and chosen in SAVABLE_METHODS
        method = instrument(chosen, payment.id, saved=saves, card=card, now=self.book.clock.now())
        if saves:
            self.book.put_method(method)
        return self._accept(replace(payment, method=method))

    def decline(self, payment_id: str, reason: str = "insufficient_funds", party: str = "payment_network") -> Payment:
        return self._cancel(self._pending(payment_id), Cancellation(party, reason))

    def expire(self, payment_id: str) -> Payment:
        """As if the link's or the hold's time had run out."""
        payment = self.get(payment_id)
        reason = "expired_on_confirmation" if payment.status is PENDING else "expired_on_capture"
        return self._cancel(payment, Cancellation("yoo_money", reason))

    def capture(self, payment_id: str, order: CaptureOrder) -> Payment:
        payment = self.get(payment_id)
        amount = order.amount or payment.amount
        if amount.value > payment.amount.value:
            raise invalid("More than was held", "amount.value")
        if payment.status is not HELD:
            raise invalid(f"A payment that is {payment.status} cannot be captured", "payment_id")
        return self._succeed(replace(payment, amount=amount, receipt=order.receipt or payment.receipt))

    def cancel(self, payment_id: str) -> Payment:
        payment = self.get(payment_id)
        if payment.status is not HELD:
            raise invalid(f"A payment that is {payment.status} cannot be canceled", "payment_id")
        return self._cancel(payment, Cancellation("merchant", "canceled_by_merchant"))

    def expire_overdue(self) -> None:
        """End what has outlived its time by the clock."""
        now = self.book.clock.now()
        overdue = [self.book.payments[key] for key in self.book.open]
        for payment in sorted(overdue, key=lambda payment: payment.number):
            if payment.due is not None and payment.due <= now:
                reason = "expired_on_confirmation" if payment.status is PENDING else "expired_on_capture"
                self._cancel(payment, Cancellation("yoo_money", reason))

    def document(self, payment: Payment) -> dict[str, Any]:
        return payment_document(payment, self.book.shop)

    def _check(self, order: PaymentOrder) -> None:
        if not SMALLEST <= order.amount.value <= limit(order.method):
            raise invalid(f"The amount must be from {SMALLEST} to {limit(order.method)}", "amount.value")
        if (order.save_method or order.saved_method_id) and not self.book.shop.recurring:
            raise forbidden("This shop may not make recurring payments")
        if order.method == "sbp" and not order.capture:
            raise invalid("SBP payments are captured at once", "capture")

    def _new(self, order: PaymentOrder, *, due: datetime | None) -> Payment:
        return Payment(
            id=self.book.new_id(),
            number=next(self.book.numbers),
            status=PENDING,
            amount=order.amount,
            created_at=self.book.clock.now(),
            capture=order.capture,
            save_method=order.save_method,
            description=order.description,
            metadata=order.metadata,
            due=due,
            receipt=order.receipt,
            merchant_customer_id=order.merchant_customer_id,
        )

    def _charge(self, order: PaymentOrder, method: Method) -> Payment:
        if order.amount.value > limit(method.kind):
            raise invalid(f"The amount must be from {SMALLEST} to {limit(method.kind)}", "amount.value")
        payment = replace(self._new(order, due=None), method=replace(method, saved=True))
        if method.status != "active":
            return self._cancel(payment, Cancellation("yoo_money", "permission_revoked"))
        if method.on_charge is OnCharge.DECLINE:
            return self._cancel(payment, Cancellation("payment_network", method.decline_reason))
        if method.on_charge is OnCharge.PENDING:
            return self.book.put_payment(replace(payment, due=self.book.clock.now() + LINK_LIVES))
        return self._accept(payment)

    def _pending(self, payment_id: str) -> Payment:
        payment = self.get(payment_id)
        if payment.status is not PENDING:
            raise invalid(f"The payment is already {payment.status}", "payment_id")
        return payment

    def _accept(self, payment: Payment) -> Payment:
        if payment.capture:
            return self._succeed(payment)
        due = self.book.clock.now() + HOLD_LIVES
        return self._move(payment, HELD, replace(payment, paid=True, due=due), "payment.waiting_for_capture")

    def _succeed(self, payment: Payment) -> Payment:
        changed = replace(payment, paid=True, due=None, captured_at=self.book.clock.now())
        changed = replace(changed, receipt_registration=self.receipts.for_payment(changed))
        return self._move(payment, SUCCEEDED, changed, "payment.succeeded")

    def _cancel(self, payment: Payment, why: Cancellation) -> Payment:
        changed = replace(payment, paid=False, due=None, cancellation=why)
        return self._move(payment, CANCELED, changed, "payment.canceled")

    def _move(self, before: Payment, to: PaymentStatus, changed: Payment, event: str) -> Payment:
        if to not in MOVES[before.status]:
            raise invalid(f"A payment that is {before.status} cannot become {to}", "payment_id")
        after = self.book.put_payment(replace(changed, status=to))
        self.book.tell(Event(event, self.document(after), self.document(before)))
        return after
