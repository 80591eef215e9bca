"""Settle a payment: the one way by which money becomes a subscription and a running bot.

Relay, return page, reconciler and command line all call it; a notification is only a hint to. The payment is fetched
from YooKassa with our own credentials, outside of any transaction; then one transaction locks the order and commits
order, payment, client, subscription, deployment and message together, or nothing. Repeating it changes nothing.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from uuid import UUID

from services.master_bot.domain.orders import OrderState
from services.master_bot.domain.verdict import Expected, Found, Verdict, judge
from services.master_bot.storage import clients, orders, payments, quarantine
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.book_money import book_payment
from services.master_bot.use_cases.change_plan import credit_is_gone
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.fulfil import fulfil
from services.master_bot.use_cases.note_refunds import note_refunds
from services.master_bot.use_cases.receipts import expect_receipt_of_payment
from services.master_bot.use_cases.tell_operators import tell_operators
from services.master_bot.use_cases.yookassa_payments import fetch, fetch_refunds
from services.shared.postgres.pool import Transaction, transaction
from services.shared.yookassa.models import Payment

logger = logging.getLogger(__name__)


class Settlement(StrEnum):
    SETTLED = "settled"
    ALREADY = "already"
    NOT_PAID = "not_paid"
    QUARANTINED = "quarantined"


def settle(context: Context, payment_id: str) -> Settlement:
    """Look at the payment and do what it asks for; refunds of it that were not known are noted.

    Raises:
        YooKassaIsAway: nothing was changed; ask again later.
    """
    payment = fetch(context, payment_id)
    if payment is None:
        return Settlement.NOT_PAID
    seen = fetch_refunds(context, payment)
    with transaction(context.pool) as tx:
        order = _lock_order(tx, payment)
        expect_receipt_of_payment(tx, context, order, payment)
        outcome, order_id = _settle_within(tx, context, order, payment), None if order is None else order.id
        if outcome is not Settlement.NOT_PAID:
            book_payment(tx, context, payment, order_id)
        note_refunds(tx, context, payment, seen, order_id)
    logger.info("payment %s: %s", payment_id, outcome)
    return outcome


def _settle_within(tx: Transaction, context: Context, order: Order | None, payment: Payment) -> Settlement:
    if payments.known(tx, payment.id):
        return Settlement.ALREADY
    if quarantine.holds(tx, payment.id):
        return Settlement.QUARANTINED
    found = _found(payment)
    verdict = _verdict(tx, context, order, found)
    if verdict is Verdict.PAID:
        assert order is not None
        fulfil(tx, context, order, payment)
        return Settlement.SETTLED
    ours = order is not None and order.payment_id == payment.id
    if verdict.quarantined:
        _set_aside(tx, context, order, payment, verdict)
        if order is not None and ours and verdict is Verdict.MONEY_WENT_BACK:
            orders.move(tx, order.id, OrderState.CANCELED, error="the money went back before it was settled")
        return Settlement.QUARANTINED
    if found.odd:
        facts = {"payment_id": payment.id, "status": payment.status}
        tell_operators(tx, context, "operator_odd_payment", f"odd:{payment.id}:{payment.status}", **facts)
    if order is not None and ours and verdict is Verdict.CANCELED:
        orders.move(tx, order.id, OrderState.CANCELED, error=payment.cancellation_reason)
    return Settlement.NOT_PAID


def _lock_order(tx: Transaction, payment: Payment) -> Order | None:
    """The order of this payment: by its id, or by the order's number that we gave YooKassa."""
    found = orders.by_payment(tx, payment.id)
    number = found.id if found is not None else _order_number(payment)
    return None if number is None else orders.lock(tx, number)


def _order_number(payment: Payment) -> UUID | None:
    try:
        return UUID(payment.metadata.get("order_id", ""))
    except ValueError:
        return None


def _found(payment: Payment) -> Found:
    return Found(
        payment_id=payment.id,
        status=payment.status,
        paid=payment.paid,
        amount=payment.amount,
        currency=payment.currency,
        shop_id=payment.shop_id,
        test=payment.test,
        order_id=payment.metadata.get("order_id"),
        refunded=payment.refunded_amount,
    )


def _verdict(tx: Transaction, context: Context, order: Order | None, found: Found) -> Verdict:
    if order is None:
        paid = found.status == "succeeded" and found.paid
        return Verdict.UNKNOWN_ORDER if paid else Verdict.WAITING
    expected = Expected(
        order_id=str(order.id),
        payment_id=order.payment_id,
        amount=order.amount,
        currency=order.currency,
        shop_id=context.shop.shop_id,
        test=context.shop.test,
    )
    verdict = judge(expected, found)
    closed = order.state in {OrderState.SETTLED, OrderState.REFUNDED, OrderState.REFUSED}
    if closed and verdict in {Verdict.PAID, Verdict.WRONG_PAYMENT}:
        return Verdict.ORDER_CLOSED  # a second payment on one order
    if verdict is not Verdict.PAID:
        return verdict
    if order.client_id is None and clients.by_bot(tx, order.bot_id) is not None:
        return Verdict.BOT_TAKEN  # it came late, and the bot went to somebody else meanwhile
    if credit_is_gone(tx, order):
        return Verdict.CREDIT_GONE  # a change of plan came late, and what was left of the old one is used otherwise
    if order.client_id is not None and clients.lock(tx, order.client_id).gone:  # locked, so that it stays as it is
        return Verdict.CLIENT_GONE
    return Verdict.PAID


def _set_aside(tx: Transaction, context: Context, order: Order | None, payment: Payment, verdict: Verdict) -> None:
    """Keep it for a human and tell the operators; nothing is deployed."""
    now = context.clock()
    facts = {
        "status": payment.status,
        "amount": str(payment.amount),
        "currency": payment.currency,
        "shop_id": payment.shop_id,
        "test": payment.test,
        "metadata": dict(payment.metadata),
        "expected_amount": str(order.amount) if order else None,
    }
    number = quarantine.add(tx, payment.id, order.id if order else None, verdict.value, facts, now=now)
    if number is not None:
        words = {"payment_id": payment.id, "reason": verdict.value, "amount": str(payment.amount), "number": number}
        tell_operators(tx, context, "operator_quarantine", f"quarantine:{payment.id}", **words)
