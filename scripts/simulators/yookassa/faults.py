"""Misbehaviour on demand: what to do to which call, and how often."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from scripts.simulators.yookassa.ledger.errors import invalid
from scripts.simulators.yookassa.options import options

Document = dict[str, Any]


class FaultKind(StrEnum):
    ERROR_500 = "error_500"
    HTML_502 = "html_502"
    HANG = "hang"
    RESET = "reset"
    TRUNCATED = "truncated"
    ACCEPTED_202 = "accepted_202"
    TOO_MANY_REQUESTS = "too_many_requests"
    WRONG_AMOUNT = "wrong_amount"
    WRONG_CURRENCY = "wrong_currency"
    WRONG_SHOP = "wrong_shop"
    WRONG_TEST = "wrong_test"
    WRONG_METADATA = "wrong_metadata"
    STALE = "stale"
    TAMPER = "tamper"


LIES: Mapping[FaultKind, Mapping[str, Any]] = {
    FaultKind.WRONG_AMOUNT: {"amount.value": "0.01"},
    FaultKind.WRONG_CURRENCY: {"amount.currency": "USD"},
    FaultKind.WRONG_SHOP: {"recipient.account_id": "999999"},
    FaultKind.WRONG_TEST: {},  # the flag is turned round, see Fault.lie
    FaultKind.WRONG_METADATA: {"metadata": {}},
    FaultKind.STALE: {},
    FaultKind.TAMPER: {},
}
DETAILS: Mapping[str, type] = {
    "on": str,
    "times": int,
    "after_commit": bool,
    "seconds": float,
    "retry_after": int,
    "payment_id": str,
    "set": dict,
}
OPERATIONS = frozenset(
    {
        "create_payment",
        "get_payment",
        "list_payments",
        "capture_payment",
        "cancel_payment",
        "create_refund",
        "get_refund",
        "list_refunds",
        "create_receipt",
        "get_receipt",
        "list_receipts",
        "get_payment_method",
        "get_me",
    }
)


@dataclass(slots=True, kw_only=True)
class Fault:
    """`times` counts down; 0 lasts until it is deleted. `payment_id` narrows it to one payment."""

    kind: FaultKind
    on: str = "*"
    times: int = 1
    after_commit: bool = False
    seconds: float = 40.0
    retry_after: int | None = None
    payment_id: str | None = None
    set: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.on != "*" and self.on not in OPERATIONS:
            raise invalid(f"Unknown operation {self.on!r}", "on")
        if self.times < 0:
            raise invalid("times is 0 (until deleted) or more", "times")
        if self.kind is FaultKind.TRUNCATED:
            self.after_commit = True

    @classmethod
    def made(cls, kind: str, details: Mapping[str, Any]) -> Fault:
        """A fault from outside. Raises Refusal for an unknown kind, detail or operation."""
        if kind not in list(FaultKind):
            raise invalid(f"Unknown fault {kind!r}; known are {', '.join(FaultKind)}", "kind")
        return cls(kind=FaultKind(kind), **options(details, DETAILS))

    def matches(self, operation: str, payment_id: str | None) -> bool:
        return self.on in ("*", operation) and self.payment_id in (None, payment_id)

    def lie(self, document: Document) -> Document:
        """The payment as this fault shows it."""
        changes = {**LIES[self.kind], **self.set}
        if self.kind is FaultKind.WRONG_TEST:
            changes["test"] = not document["test"]
        return tampered(document, changes)


def tampered(document: Document, changes: Mapping[str, Any]) -> Document:
    """A copy with values at dotted paths replaced; missing objects on the way are made."""
    changed = copy.deepcopy(document)
    for path, value in changes.items():
        *way, last = path.split(".")
        place = changed
        for step in way:
            place = place.setdefault(step, {})
        place[last] = value
    return changed


class Faults:
    """The faults that are set, oldest first."""

    def __init__(self) -> None:
        self.active: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self.active.append(fault)

    def clear(self) -> None:
        self.active.clear()

    def interruption(self, operation: str, payment_id: str | None) -> Fault | None:
        """The next fault that spoils this call itself, used up."""
        for fault in self.active:
            if fault.kind not in LIES and fault.matches(operation, payment_id):
                self._use(fault)
                return fault
        return None

    def lies(self, operation: str, document: Document) -> Iterator[Fault]:
        """The faults that change how this payment is shown, used up."""
        for fault in list(self.active):
            if fault.kind in LIES and fault.matches(operation, document["id"]):
                self._use(fault)
                yield fault

    def _use(self, fault: Fault) -> None:
        if fault.times == 1:
            self.active.remove(fault)
        elif fault.times > 1:
            fault.times -= 1
