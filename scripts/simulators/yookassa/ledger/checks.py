"""Requests read and checked: a JSON object becomes an order, or a refusal says which parameter is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scripts.simulators.yookassa.ledger.errors import Refusal, invalid
from scripts.simulators.yookassa.ledger.orders import CaptureOrder, PaymentOrder, ReceiptOrder, RefundOrder, total
from scripts.simulators.yookassa.ledger.records import Money
from scripts.simulators.yookassa.ledger.shop import CURRENCIES, KNOWN_METHODS, Shop

AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?", re.ASCII)
LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
CONFIRMATIONS = frozenset({"redirect", "embedded", "qr"})
RECEIPT_WRONG = "Receipt is missing or illegal"
Body = Mapping[str, Any]


def payment_order(body: Body, shop: Shop) -> PaymentOrder:
    """`POST /payments`."""
    confirmation = _object(body, "confirmation")
    kind = _confirmation_kind(confirmation)
    saved_method_id = _text(body, "payment_method_id")
    if kind is None and saved_method_id is None:
        raise invalid("Specify how the customer confirms the payment", "confirmation")
    amount = _money(body, "amount", shop)
    return PaymentOrder(
        amount=amount,
        description=_text(body, "description", longest=128),
        metadata=_metadata(body),
        capture=_flag(body, "capture"),
        save_method=_flag(body, "save_payment_method"),
        saved_method_id=saved_method_id,
        method=_method(body, shop),
        confirmation_kind=kind,
        return_url=_return_url(confirmation, kind),
        locale=_text(confirmation, "locale"),
        receipt=receipt(body, amount, required=shop.fiscalization),
        merchant_customer_id=_text(body, "merchant_customer_id", longest=200),
    )


def refund_order(body: Body, shop: Shop) -> RefundOrder:
    """`POST /refunds`."""
    amount = _money(body, "amount", shop)
    return RefundOrder(
        payment_id=_required(body, "payment_id"),
        amount=amount,
        description=_text(body, "description", longest=250),
        metadata=_metadata(body),
        receipt=receipt(body, amount, required=False),
    )


def capture_order(body: Body, shop: Shop) -> CaptureOrder:
    """`POST /payments/{id}/capture`; without a sum the whole payment."""
    amount = _money(body, "amount", shop) if "amount" in body else None
    return CaptureOrder(amount, dict(_object(body, "receipt")) or None)


def receipt_order(body: Body) -> ReceiptOrder:
    """`POST /receipts`."""
    kind = _required(body, "type")
    ids = {name: _text(body, name) for name in ("payment_id", "refund_id")}
    if kind not in ("payment", "refund"):
        raise invalid("Receipt type is payment or refund", "type")
    if sum(value is not None for value in ids.values()) != 1:
        raise invalid("Specify either payment_id or refund_id", "payment_id")
    for name in ("settlements", "items"):
        if not isinstance(body.get(name), list) or not body[name]:
            raise invalid(f"{name} must be a list that is not empty", name)
    if not isinstance(body.get("send"), bool):
        raise invalid("send must be true or false", "send")
    _check_receipt(body, None)
    return ReceiptOrder(kind=kind, content=dict(body), **ids)


def receipt(body: Body, amount: Money, *, required: bool) -> dict[str, Any] | None:
    """The receipt inside a payment or refund; its items add up to `amount`."""
    if "receipt" not in body and not required:
        return None
    content = body.get("receipt")
    if not isinstance(content, dict):
        raise invalid(RECEIPT_WRONG, "receipt")
    _check_receipt(content, amount)
    return content


def _check_receipt(content: Body, amount: Money | None) -> None:
    customer, items = content.get("customer"), content.get("items")
    if not isinstance(customer, dict) or not (customer.get("email") or customer.get("phone")):
        raise invalid(RECEIPT_WRONG, "receipt.customer")
    if not isinstance(items, list) or not 1 <= len(items) <= 80 or not all(_is_item(item) for item in items):
        raise invalid(RECEIPT_WRONG, "receipt.items")
    if amount is not None and total(items) != amount.value:
        raise invalid("Receipt items do not add up to the amount", "receipt.items")


def _is_item(item: object) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("amount"), dict):
        return False
    price, quantity, vat = item["amount"].get("value"), item.get("quantity"), item.get("vat_code")
    return (
        isinstance(item.get("description"), str)
        and 1 <= len(item["description"]) <= 128
        and isinstance(price, str)
        and AMOUNT.fullmatch(price) is not None
        and isinstance(quantity, int | float)
        and quantity > 0
        and isinstance(vat, int)
        and 1 <= vat <= 12
    )


def _money(body: Body, name: str, shop: Shop) -> Money:
    data = body.get(name)
    if not isinstance(data, dict):
        raise invalid("Amount is required", name)
    value, currency = data.get("value"), data.get("currency")
    if not isinstance(value, str) or AMOUNT.fullmatch(value) is None or Decimal(value) <= 0:
        raise invalid("Amount must be a positive number in a string, with two decimals at most", f"{name}.value")
    if currency not in CURRENCIES:
        raise invalid("Unknown currency", f"{name}.currency")
    if currency != shop.currency:
        raise invalid("The shop does not take this currency", f"{name}.currency")
    return Money(Decimal(value).quantize(Decimal("0.01")), currency)


def _metadata(body: Body) -> dict[str, str]:
    data = body.get("metadata")
    if data is None:
        return {}
    if not isinstance(data, dict) or len(data) > 16:
        raise invalid("Metadata is an object with 16 keys at most", "metadata")
    for key, value in data.items():
        if len(key) > 32 or not isinstance(value, str) or len(value) > 512:
            raise invalid("Metadata keys have 32 characters, values are strings of 512 at most", f"metadata.{key}"[:64])
    return dict(data)


def _method(body: Body, shop: Shop) -> str | None:
    data = _object(body, "payment_method_data")
    if not data:
        return None
    kind = data.get("type")
    if kind not in KNOWN_METHODS or kind not in shop.methods:
        raise invalid("This payment method is not available", "payment_method_data.type")
    return str(kind)


def _confirmation_kind(confirmation: Body) -> str | None:
    if not confirmation:
        return None
    kind = confirmation.get("type")
    if kind not in CONFIRMATIONS:
        raise invalid("Unknown confirmation type", "confirmation.type")
    return str(kind)


def _return_url(confirmation: Body, kind: str | None) -> str | None:
    url = _text(confirmation, "return_url", longest=2048)
    if url is None and kind == "redirect":
        raise invalid("return_url is required", "confirmation.return_url")
    # A return link may open an app, but never a script.
    if url is not None and (LINK.fullmatch(url) is None or url.lower().startswith(("javascript:", "data:"))):
        raise invalid("return_url is not a link", "confirmation.return_url")
    return url


def _object(body: Body, name: str) -> Body:
    data = body.get(name, {})
    if not isinstance(data, dict):
        raise invalid(f"{name} must be an object", name)
    return data


def _flag(body: Body, name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise invalid(f"{name} must be true or false", name)
    return value


def _text(body: Body, name: str, *, longest: int = 512) -> str | None:
    value = body.get(name)
    if value is not None and (not isinstance(value, str) or not value or len(value) > longest):
        raise _too_long(name, longest)
    return value


def _required(body: Body, name: str) -> str:
    value = _text(body, name)
    if value is None:
        raise invalid(f"{name} is required", name)
    return value


def _too_long(name: str, longest: int) -> Refusal:
    return invalid(f"{name} must be a string of 1 to {longest} characters", name)
