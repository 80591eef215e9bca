"""Everything the simulator is, without sockets: the ledger, the notifications, the faults, and what a person can do."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from scripts.simulators.yookassa.faults import Fault, FaultKind, Faults, tampered
from scripts.simulators.yookassa.ledger.book import Book, Document, Event
from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.documents import receipt_document, refund_document
from scripts.simulators.yookassa.ledger.errors import invalid
from scripts.simulators.yookassa.ledger.ledger import Ledger
from scripts.simulators.yookassa.ledger.records import Notification, OnCharge, Outcome, Record
from scripts.simulators.yookassa.ledger.shop import Shop
from scripts.simulators.yookassa.notifications.queue import DEFAULT_PAUSES, NotificationQueue

EXCHANGES_KEPT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One API call as it went over the wire. `status` is 0 when the caller got no answer."""

    operation: str
    method: str
    path: str
    query: dict[str, str]
    idempotence_key: str | None
    request: str
    status: int
    response: str


def _forget(_: object) -> None:
    return None


class World:
    """`keep` gets every record that is written; `wake` is called when a notification was queued."""

    def __init__(
        self,
        shop: Shop,
        *,
        clock: SettableClock | None = None,
        keep: Callable[[Record], None] = _forget,
        pauses: Sequence[float] = DEFAULT_PAUSES,
    ) -> None:
        self.clock = clock or SettableClock()
        self.queue = NotificationQueue(self.clock, time.monotonic, keep, pauses)
        self.book = Book(shop, self.clock, keep, self._tell)
        self.ledger = Ledger(self.book)
        self.faults = Faults()
        self.exchanges: deque[Exchange] = deque(maxlen=EXCHANGES_KEPT)
        self.wake: Callable[[], None] = lambda: None

    def restore(self, record: Record) -> None:
        if isinstance(record, Notification):
            self.queue.restore(record)
        else:
            self.ledger.restore(record)

    def payment(self, payment_id: str) -> Document:
        self.tick()
        return self._shown(self.ledger.payments.get(payment_id).id)

    def payments(self, status: str | None = None) -> list[Document]:
        """All payments, newest first."""
        self.tick()
        found = sorted(self.book.payments.values(), key=lambda payment: payment.number, reverse=True)
        return [self._shown(payment.id) for payment in found if status in (None, payment.status.value)]

    def pay(self, payment_id: str, method: str | None = None, *, card: str | None = None) -> Document:
        return self._shown(self.ledger.payments.pay(payment_id, method, card=card).id)

    def decline(self, payment_id: str, reason: str = "insufficient_funds", party: str = "payment_network") -> Document:
        return self._shown(self.ledger.payments.decline(payment_id, reason, party).id)

    def expire(self, payment_id: str) -> Document:
        return self._shown(self.ledger.payments.expire(payment_id).id)

    def foreign_payment(
        self, amount: str, metadata: Mapping[str, str] | None = None, *, succeeded: bool = True
    ) -> Document:
        """A payment that did not come through the API."""
        made = self.ledger.foreign_payment(Decimal(amount), dict(metadata or {}), succeeded=succeeded)
        return self._shown(made.id)

    def refund(self, payment_id: str, amount: str | None = None) -> Document:
        """A refund made by hand in the cabinet; all that is left when no sum is said."""
        return refund_document(
            self.ledger.cabinet_refund(
                payment_id, None if amount is None else Decimal(amount).quantize(Decimal("0.01"))
            )
        )

    def settle_refund(self, refund_id: str, status: str, reason: str = "general_decline") -> Document:
        return refund_document(self.ledger.refunds.settle(refund_id, Outcome(status), reason))

    def settle_receipt(self, receipt_id: str, status: str) -> Document:
        return receipt_document(self.ledger.receipts.settle(receipt_id, Outcome(status)))

    def change_method(
        self, method_id: str, *, on_charge: str | None = None, reason: str | None = None, status: str | None = None
    ) -> Document:
        """What a saved method does when it is charged next."""
        method = self.ledger.payments.saved_method(method_id)
        changed = replace(
            method,
            on_charge=OnCharge(on_charge) if on_charge else method.on_charge,
            decline_reason=reason or method.decline_reason,
            status=status or method.status,
        )
        self.book.put_method(changed)
        return self.ledger.get("get_payment_method", method_id, {})

    def lied(self, operation: str, document: Document) -> Document:
        """A payment as the faults that are set for this operation show it."""
        payment = self.book.payments[document["id"]]
        for fault in self.faults.lies(operation, document):
            document = self.book.stale(payment) if fault.kind is FaultKind.STALE else fault.lie(document)
        return document

    def fault(self, kind: str, **details: Any) -> None:
        """Set a fault; see API.md for kinds and details. Raises Refusal or ValueError."""
        self.faults.add(Fault.made(kind, details))

    def notifications(self, **changes: Any) -> None:
        """Change how notifications are delivered; see API.md."""
        self.queue.delivery.change(changes)

    def behave(
        self,
        *,
        refunds: str | None = None,
        receipts: str | None = None,
        receipt_seconds: float | None = None,
        fiscalization: bool | None = None,
    ) -> None:
        """How new refunds and receipts end, and whether a payment without a receipt is refused; see API.md."""
        behaviour = self.book.behaviour
        behaviour.refunds = Outcome(refunds) if refunds else behaviour.refunds
        behaviour.receipts = Outcome(receipts) if receipts else behaviour.receipts
        if receipt_seconds is not None:
            behaviour.receipt_seconds = receipt_seconds
        if fiscalization is not None:
            self.book.shop = replace(self.book.shop, fiscalization=fiscalization)

    def send_again(self, note_id: str) -> Notification:
        note = self.queue.send_again(note_id)
        self.wake()
        return note

    def forged(
        self,
        *,
        event: str = "payment.succeeded",
        object: Document | None = None,  # noqa: A002  # YooKassa's own word
        payment_id: str | None = None,
        set: Mapping[str, Any] | None = None,  # noqa: A002  # as in a fault
        raw: str | None = None,
    ) -> bytes:
        """The bytes of a notification that nobody sent; see API.md. Raises Refusal."""
        if raw is not None:
            return raw.encode()
        if object is None:
            if payment_id is None:
                raise invalid("One of object, payment_id, raw is required", "object")
            object = tampered(self.payment(payment_id), set or {})  # noqa: A001
        body = {"type": "notification", "event": event, "object": object}
        return json.dumps(body).encode()

    def tick(self) -> None:
        """Let time pass: what has outlived its time ends."""
        self.ledger.payments.expire_overdue()
        self.ledger.receipts.settle_due()

    def _shown(self, payment_id: str) -> Document:
        return self.ledger.payments.document(self.book.payments[payment_id])

    def _tell(self, event: Event) -> None:
        self.queue.add(event)
        self.wake()
