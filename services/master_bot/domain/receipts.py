"""Receipts (54-FZ) that YooKassa makes for the shop: what stands in them, as its API takes it.

Source: https://yookassa.ru/developers/54fz/parameters-values and YooKassa's OpenAPI file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

Json = dict[str, Any]
VAT_CODES = range(1, 13)
TAX_SYSTEMS = range(1, 7)
# Of YooKassa's words those that fit a subscription and need nothing else beside them.
PAYMENT_SUBJECTS = ("service", "job", "commodity", "intellectual_activity", "property_right", "composite", "another")
PAYMENT_MODES = ("full_payment", "full_prepayment")
MEASURES = ("piece", "another")
LONGEST_DESCRIPTION = 128


@dataclass(frozen=True, slots=True)
class ReceiptRules:
    """What an accountant has decided. ``tax_system``: None where the shop has but one."""

    vat_code: int
    tax_system: int | None = None
    payment_subject: str = "service"
    payment_mode: str = "full_payment"
    measure: str = "piece"

    def receipt(self, email: str, description: str, amount: Decimal, currency: str) -> Json:
        """YooKassa's ``receipt`` object: one item, which costs exactly what is paid."""
        item: Json = {
            "description": description[:LONGEST_DESCRIPTION],
            "quantity": 1,
            "measure": self.measure,
            "amount": _money(amount, currency),
            "vat_code": self.vat_code,
            "payment_subject": self.payment_subject,
            "payment_mode": self.payment_mode,
        }
        whole: Json = {"customer": {"email": email}, "items": [item]}
        return whole if self.tax_system is None else {**whole, "tax_system_code": self.tax_system}


def refund_receipt(receipt: Mapping[str, Any], amount: Decimal, currency: str) -> Json:
    """The receipt of money that goes back: that of the payment with another sum.

    Its codes are those of the payment, whatever an accountant has decided since.
    """
    (item,) = receipt["items"]
    return {**receipt, "items": [{**item, "amount": _money(amount, currency)}]}


def _money(amount: Decimal, currency: str) -> Json:
    return {"value": f"{amount:.2f}", "currency": currency}


_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))
_LONGEST_PAUSE = timedelta(hours=3)
LATE = timedelta(hours=24)
"""A receipt that is not registered by then is nothing to wait for in silence."""
WATCHED_FOR = timedelta(days=60)


def next_look_at_receipt(asked_at: datetime, attempts: int, now: datetime) -> datetime | None:
    """When to ask for it again: often at first, when it becomes late, then once a day, and never after two months."""
    late_at = asked_at + LATE
    if now < late_at:
        return min(now + (_PAUSES[attempts] if attempts < len(_PAUSES) else _LONGEST_PAUSE), late_at)
    return now + timedelta(days=1) if now < asked_at + WATCHED_FOR else None
