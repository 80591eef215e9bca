"""Records as YooKassa shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from scripts.simulators.yookassa.ledger.records import (
    Cancellation,
    Confirmation,
    Method,
    Money,
    Outcome,
    Payment,
    PaymentStatus,
    Receipt,
    Refund,
)
from scripts.simulators.yookassa.ledger.shop import Shop, income

Document = dict[str, Any]


def payment_document(payment: Payment, shop: Shop) -> Document:
    succeeded = payment.status is PaymentStatus.SUCCEEDED
    held = payment.status is PaymentStatus.WAITING_FOR_CAPTURE
    method = payment.method
    return _filled(
        id=payment.id,
        status=payment.status.value,
        amount=_money(payment.amount),
        income_amount=_money(income(payment.amount, method.kind)) if succeeded and method else None,
        description=payment.description,
        recipient={"account_id": shop.shop_id, "gateway_id": shop.gateway_id},
        payment_method=_method(method) if method else None,
        captured_at=_time(payment.captured_at),
        created_at=_time(payment.created_at),
        expires_at=_time(payment.due) if held else None,
        confirmation=_confirmation(payment),
        test=shop.test,
        refunded_amount=_money(Money(payment.refunded, payment.amount.currency)) if succeeded else None,
        paid=payment.paid,
        refundable=succeeded and payment.refunded < payment.amount.value,
        receipt_registration=_outcome(payment.receipt_registration),
        metadata=dict(payment.metadata),
        cancellation_details=_cancellation(payment.cancellation),
        authorization_details=_authorization(payment),
        merchant_customer_id=payment.merchant_customer_id,
    )


def refund_document(refund: Refund) -> Document:
    return _filled(
        id=refund.id,
        payment_id=refund.payment_id,
        status=refund.status.value,
        cancellation_details=_cancellation(refund.cancellation),
        receipt_registration=_outcome(refund.receipt_registration),
        created_at=_time(refund.created_at),
        amount=_money(refund.amount),
        description=refund.description,
        metadata=dict(refund.metadata) or None,
    )


def receipt_document(receipt: Receipt) -> Document:
    registered = receipt.status is Outcome.SUCCEEDED
    content = receipt.content
    return _filled(
        id=receipt.id,
        type=receipt.kind,
        payment_id=receipt.payment_id,
        refund_id=receipt.refund_id,
        status=receipt.status.value,
        fiscal_document_number=str(3000 + receipt.number) if registered else None,
        fiscal_storage_number="9288000100115785" if registered else None,
        fiscal_attribute=f"{2617603921 + receipt.number}" if registered else None,
        registered_at=_time(receipt.registered_at),
        fiscal_provider_id=receipt.id.removeprefix("rt-") if registered else None,
        items=content.get("items", []),
        settlements=content.get("settlements"),
        tax_system_code=content.get("tax_system_code"),
    )


def method_document(method: Method, shop: Shop) -> Document:
    """A saved method as `GET /payment_methods/{id}` shows it."""
    return {**_method(method), "holder": {"account_id": shop.shop_id, "gateway_id": shop.gateway_id}}


def shop_document(shop: Shop) -> Document:
    return {
        "account_id": shop.shop_id,
        "status": "enabled",
        "test": shop.test,
        "name": shop.name,
        "fiscalization_enabled": shop.fiscalization,
        "fiscalization": {"enabled": shop.fiscalization, "provider": "yoo_receipt"},
        "payment_methods": list(shop.methods),
    }


def _filled(**fields: Any) -> Document:
    return {name: value for name, value in fields.items() if value is not None}


def _money(money: Money) -> Document:
    return {"value": str(money.value.quantize(Decimal("0.01"))), "currency": money.currency}


def _time(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _outcome(outcome: Outcome | None) -> str | None:
    return None if outcome is None else outcome.value


def _cancellation(cancellation: Cancellation | None) -> Document | None:
    return None if cancellation is None else {"party": cancellation.party, "reason": cancellation.reason}


def _method(method: Method) -> Document:
    return _filled(
        type=method.kind, id=method.id, saved=method.saved, status=method.status, title=method.title, **method.details
    )


def _confirmation(payment: Payment) -> Document | None:
    asked = payment.confirmation
    if asked is None or payment.status is not PaymentStatus.PENDING:
        return None
    return _filled(type=asked.kind, return_url=asked.return_url, **_confirmation_link(asked, payment.id))


def _confirmation_link(asked: Confirmation, payment_id: str) -> Document:
    if asked.kind == "embedded":
        return {"confirmation_token": f"ct-{payment_id}"}
    return {"confirmation_data" if asked.kind == "qr" else "confirmation_url": asked.url}


def _authorization(payment: Payment) -> Document | None:
    if not payment.paid or payment.method is None or payment.method.kind != "bank_card":
        return None
    return {
        "rrn": f"{603668680000 + payment.number}",
        "auth_code": f"{payment.number % 1_000_000:06}",
        "three_d_secure": {"applied": payment.confirmation is not None},
    }
