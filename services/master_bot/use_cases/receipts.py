"""Receipts (54-FZ) go with what is asked of YooKassa, and are watched for once money has moved.

A receipt is written down with the order's or refund's idempotence key and sent as it was written, however often: the
settings may have changed by the next try, and the same key must mean the same request.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from services.master_bot.domain.receipts import ReceiptRules, next_look_at_receipt, refund_receipt
from services.master_bot.receipt_words import receipt_line
from services.master_bot.storage import orders, receipts
from services.master_bot.storage.orders import Order
from services.master_bot.storage.plans import Plan
from services.master_bot.storage.receipts import Expected
from services.master_bot.storage.refunds import Refund
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import EmailRequired
from services.shared.postgres.pool import Transaction
from services.shared.yookassa.models import Payment


def with_receipt(tx: Transaction, rules: ReceiptRules | None, order: Order, plan: Plan) -> Order:
    """A new order with its receipt, and with the owner's earlier e-mail where it brings none.

    Raises:
        EmailRequired: something is to pay, and there is no address for its receipt.
    """
    if rules is None or order.amount == 0:
        return order
    email = order.email or orders.latest_email(tx, owner=order.owner_telegram_id, client_id=order.client_id)
    if email is None:
        raise EmailRequired("email: needed for the receipt")
    line = receipt_line(plan, order.bot_username, order.locale)
    return replace(order, email=email, receipt=rules.receipt(email, line, order.amount, order.currency))


def receipt_of_refund(context: Context, order: Order | None, payment: Payment, refund: Refund) -> dict[str, Any] | None:
    """None where the payment brought no receipt of ours, or the shop makes its receipts elsewhere by now."""
    if context.receipts is None or not _asked_for(order, payment):
        return None
    assert order is not None
    assert order.receipt is not None
    return refund_receipt(order.receipt, refund.amount, refund.currency)


def expect_receipt_of_payment(tx: Transaction, context: Context, order: Order | None, payment: Payment) -> None:
    """The money has come: YooKassa registers the receipt now, whatever becomes of the payment here."""
    if payment.status == "succeeded" and payment.paid and _asked_for(order, payment):
        _expect(tx, context, Expected(payment.id, "payment", payment.id, payment.amount, payment.currency))


def expect_receipt_of_refund(tx: Transaction, context: Context, refund: Refund, yookassa_id: str) -> None:
    if refund.receipt is not None:
        _expect(tx, context, Expected(yookassa_id, "refund", refund.payment_id, refund.amount, refund.currency))


def _asked_for(order: Order | None, payment: Payment) -> bool:
    """Whether this payment, and not another one that names the order, was made with the order's receipt."""
    return order is not None and order.receipt is not None and order.payment_id in {None, payment.id}


def _expect(tx: Transaction, context: Context, expected: Expected) -> None:
    now = context.clock()
    receipts.expect(tx, expected, now=now, look_at=next_look_at_receipt(now, 0, now))
