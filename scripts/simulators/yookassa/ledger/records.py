"""What the ledger remembers. Records never change: a change is a new record under the same id."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any


class PaymentStatus(StrEnum):
    PENDING = "pending"
    WAITING_FOR_CAPTURE = "waiting_for_capture"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


class Outcome(StrEnum):
    """How a refund or a receipt stands."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


class OnCharge(StrEnum):
    """What a saved method does when it is charged without the customer."""

    SUCCEED = "succeed"
    PENDING = "pending"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Money:
    value: Decimal
    currency: str = "RUB"


@dataclass(frozen=True, slots=True)
class Cancellation:
    party: str
    reason: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    kind: str
    url: str
    return_url: str | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The instrument a payment is made with. `details` holds what only its kind has (`card`, `account_number` …)."""

    id: str
    kind: str
    saved: bool = False
    status: str = "inactive"
    title: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    on_charge: OnCharge = OnCharge.SUCCEED
    decline_reason: str = "permission_revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """`due` is when the next thing happens by itself: the link's end while pending, the hold's end while held."""

    id: str
    number: int
    status: PaymentStatus
    amount: Money
    created_at: datetime
    capture: bool = False
    save_method: bool = False
    paid: bool = False
    description: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    confirmation: Confirmation | None = None
    method: Method | None = None
    due: datetime | None = None
    captured_at: datetime | None = None
    cancellation: Cancellation | None = None
    refunded: Decimal = Decimal(0)
    receipt: dict[str, Any] | None = None
    receipt_registration: Outcome | None = None
    merchant_customer_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    id: str
    number: int
    payment_id: str
    status: Outcome
    amount: Money
    created_at: datetime
    description: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    cancellation: Cancellation | None = None
    receipt: dict[str, Any] | None = None
    receipt_registration: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """`kind` is payment or refund; exactly one of the two ids is set. `content` is what the shop sent.

    One that is `due` ends as `ends` says by then.
    """

    id: str
    number: int
    kind: str
    status: Outcome
    created_at: datetime
    content: dict[str, Any]
    payment_id: str | None = None
    refund_id: str | None = None
    registered_at: datetime | None = None
    due: datetime | None = None
    ends: Outcome = Outcome.SUCCEEDED


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """What an idempotence key was answered with. `fingerprint` is that of the request."""

    id: str
    fingerprint: str
    created_at: datetime
    status: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """A message to the shop. `state`: waiting, delivered, lost, given_up; `answers`: HTTP statuses, 0 for none."""

    id: str
    event: str
    body: dict[str, Any]
    created_at: datetime
    state: str = "waiting"
    answers: tuple[int, ...] = ()


Record = Payment | Refund | Receipt | Method | StoredAnswer | Notification
