"""What we ask of YooKassa and what it answers. Words that are new to us stay as they are, `raw` has the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

Json = Mapping[str, Any]
LONGEST_DESCRIPTION = 128
MOST_METADATA_KEYS = 16
LARGEST = Decimal(10**12)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequest:
    """A payment to create; it is always captured at once.

    With `return_url` the customer confirms on YooKassa's page and comes back there; with `payment_method_id` (of a
    saved method) the money is taken without the customer. `receipt` is YooKassa's receipt object (54-FZ) as it stands.
    Raises ValueError for what YooKassa would refuse.
    """

    amount: Decimal
    currency: str = "RUB"
    description: str | None = None
    return_url: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    save_payment_method: bool = False
    payment_method_id: str | None = None
    merchant_customer_id: str | None = None
    locale: str | None = None
    receipt: Json | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        _check_amount(self.amount)
        if (self.return_url is None) == (self.payment_method_id is None):
            raise ValueError("a payment has either a return_url or a payment_method_id")
        if self.description is not None and not 1 <= len(self.description) <= LONGEST_DESCRIPTION:
            raise ValueError(f"a description has 1 to {LONGEST_DESCRIPTION} characters")
        if len(self.metadata) > MOST_METADATA_KEYS:
            raise ValueError(f"metadata has {MOST_METADATA_KEYS} keys at most")

    def to_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"amount": amount_json(self.amount, self.currency), "capture": True}
        if self.return_url is not None:
            body["confirmation"] = {"type": "redirect", "return_url": self.return_url}
            if self.locale is not None:
                body["confirmation"]["locale"] = self.locale
        optional = {
            "description": self.description,
            "metadata": dict(self.metadata) or None,
            "save_payment_method": self.save_payment_method or None,
            "payment_method_id": self.payment_method_id,
            "merchant_customer_id": self.merchant_customer_id,
            "receipt": self.receipt,
        }
        return body | {name: value for name, value in optional.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment as YooKassa shows it: sums exact, `shop_id` from `recipient.account_id`, `raw` the whole object."""

    id: str
    status: str
    paid: bool
    amount: Decimal
    currency: str
    test: bool | None
    shop_id: str | None
    metadata: Mapping[str, str]
    created_at: datetime | None
    captured_at: datetime | None
    confirmation_url: str | None
    payment_method_id: str | None
    payment_method_type: str | None
    payment_method_saved: bool
    refunded_amount: Decimal
    income_amount: Decimal | None
    cancellation_reason: str | None
    cancellation_party: str | None
    receipt_registration: str | None
    raw: Json = field(repr=False)

    @classmethod
    def from_json(cls, data: Json) -> Payment:
        """Raises ValueError when it has no id, status or sum: then it is no payment."""
        amount, currency = _money(data, "amount")
        method, cancellation = _object(data, "payment_method"), _object(data, "cancellation_details")
        return cls(
            id=_word(data, "id"),
            status=_word(data, "status"),
            paid=data.get("paid") is True,
            amount=amount,
            currency=currency,
            test=data["test"] if isinstance(data.get("test"), bool) else None,
            shop_id=_text(_object(data, "recipient"), "account_id"),
            metadata={
                storable(name): storable(value)
                for name, value in _object(data, "metadata").items()
                if isinstance(value, str)
            },
            created_at=_moment(data, "created_at"),
            captured_at=_moment(data, "captured_at"),
            confirmation_url=_text(_object(data, "confirmation"), "confirmation_url"),
            payment_method_id=_text(method, "id"),
            payment_method_type=_text(method, "type"),
            payment_method_saved=method.get("saved") is True,
            refunded_amount=_money(data, "refunded_amount")[0] if data.get("refunded_amount") else Decimal(0),
            income_amount=_money(data, "income_amount")[0] if data.get("income_amount") else None,
            cancellation_reason=_text(cancellation, "reason"),
            cancellation_party=_text(cancellation, "party"),
            receipt_registration=_text(data, "receipt_registration"),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money that goes back; `raw` is the whole object."""

    id: str
    payment_id: str
    status: str
    amount: Decimal
    currency: str
    created_at: datetime | None
    cancellation_reason: str | None
    cancellation_party: str | None
    receipt_registration: str | None
    raw: Json = field(repr=False)

    @classmethod
    def from_json(cls, data: Json) -> Refund:
        """Raises ValueError when it has no id, payment, status or sum."""
        amount, currency = _money(data, "amount")
        cancellation = _object(data, "cancellation_details")
        return cls(
            id=_word(data, "id"),
            payment_id=_word(data, "payment_id"),
            status=_word(data, "status"),
            amount=amount,
            currency=currency,
            created_at=_moment(data, "created_at"),
            cancellation_reason=_text(cancellation, "reason"),
            cancellation_party=_text(cancellation, "party"),
            receipt_registration=_text(data, "receipt_registration"),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt (54-FZ) of a payment or a refund (`kind`); the fiscal data are there once it is registered."""

    id: str
    kind: str
    status: str
    registered_at: datetime | None
    fiscal_document_number: str | None
    fiscal_storage_number: str | None
    fiscal_attribute: str | None
    fiscal_provider_id: str | None

    @classmethod
    def from_json(cls, data: Json) -> Receipt:
        """Raises ValueError when it has no id, type or status."""
        return cls(
            id=_word(data, "id"),
            kind=_word(data, "type"),
            status=_word(data, "status"),
            registered_at=_moment(data, "registered_at"),
            fiscal_document_number=_text(data, "fiscal_document_number"),
            fiscal_storage_number=_text(data, "fiscal_storage_number"),
            fiscal_attribute=_text(data, "fiscal_attribute"),
            fiscal_provider_id=_text(data, "fiscal_provider_id"),
        )


def amount_json(amount: Decimal, currency: str) -> dict[str, str]:
    """A sum as YooKassa takes it: two decimals, in a string. Raises ValueError for parts of a kopeck."""
    _check_amount(amount)
    return {"value": f"{amount:.2f}", "currency": currency}


def _check_amount(amount: Decimal) -> None:
    if not amount.is_finite() or not 0 < amount < LARGEST or amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"a sum is positive and has two decimals at most, not {amount}")


def _money(data: Json, name: str) -> tuple[Decimal, str]:
    money = _object(data, name)
    try:
        value = Decimal(_word(money, "value"))
    except InvalidOperation:
        raise ValueError(f"{name}.value is no number") from None
    if not value.is_finite():
        raise ValueError(f"{name}.value is no number")
    return value, _word(money, "currency")


def _object(data: Json, name: str) -> Json:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _word(data: Json, name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name} is missing")
    return storable(value)


def _text(data: Json, name: str) -> str | None:
    value = data.get(name)
    return storable(value) if isinstance(value, str) else None


def storable(text: str) -> str:
    """Without what no database column holds (a NUL, half of a surrogate pair): such a word must not stop a payment."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _moment(data: Json, name: str) -> datetime | None:
    value = _text(data, name)
    try:
        return None if value is None else datetime.fromisoformat(value)
    except ValueError:
        return None
