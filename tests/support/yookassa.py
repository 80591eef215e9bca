"""Requests and times that the tests of the YooKassa room share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Document = dict[str, Any]
Post = Callable[..., Document]
Create = Callable[..., Document]

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
RECEIPT: Document = {
    "customer": {"email": "anna@example.com"},
    "items": [
        {"description": "Тариф", "quantity": 2, "amount": {"value": "495.00", "currency": "RUB"}, "vat_code": 1},
    ],
}
REQUEST: Document = {
    "amount": {"value": "990.00", "currency": "RUB"},
    "capture": True,
    "confirmation": {"type": "redirect", "return_url": "https://shop.example/return"},
}


def rub(value: str) -> Document:
    return {"value": value, "currency": "RUB"}
