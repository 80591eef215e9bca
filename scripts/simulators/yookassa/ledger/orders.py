"""What the shop asks for: checked requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scripts.simulators.yookassa.ledger.records import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOrder:
    """`confirmation_kind` is None when a saved method is charged."""

    amount: Money
    description: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    capture: bool = False
    save_method: bool = False
    saved_method_id: str | None = None
    method: str | None = None
    confirmation_kind: str | None = None
    return_url: str | None = None
    locale: str | None = None
    receipt: dict[str, Any] | None = None
    merchant_customer_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundOrder:
    payment_id: str
    amount: Money
    description: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    receipt: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptOrder:
    kind: str
    content: dict[str, Any]
    payment_id: str | None = None
    refund_id: str | None = None


@dataclass(frozen=True, slots=True)
class CaptureOrder:
    amount: Money | None = None
    receipt: dict[str, Any] | None = None


def total(items: list[dict[str, Any]]) -> Decimal:
    """The sum of receipt items: price times quantity."""
    return sum((Decimal(item["amount"]["value"]) * Decimal(str(item["quantity"])) for item in items), Decimal(0))
