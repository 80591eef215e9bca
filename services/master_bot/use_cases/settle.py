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
from services.master_bot.storage import clients, orders, outbox, payments, quarantine
from services.master_bot.storage.orders import Order
from services.master_bot.storage.outbox import Message
from services.master_bot.use_cases.change_plan import credit_is_gone
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.fulfil import fulfil
from services.master_bot.use_cases.refusals import YooKassaIsAway
from services.shared.postgres.pool import Transaction, transaction
from services.shared.yookassa.errors import OutcomeUnknown, Refused, TryAgain
from services.shared.yookassa.models import Payment

logger = logging.getLogger(__name__)


class Settlement(StrEnum):
    SETTLED = "settled"
    ALREADY = "already"
    NOT_PAID = "not_paid"
    QUARANTINED = "quarantined"


def settle(context: Context, payment_id: str) -> Settlement:
    """Look at the payment and do what it asks for.

    Raises:
        YooKassaIsAway: nothing was changed; ask again later.
    """
    payment = _fetch(context, payment_id)
    if payment is None:
        return Settlement.NOT_PAID
    with transaction(context.pool) as tx:
        outcome = _settle_within(tx, context, payment)
    logger.info("payment %s: %s", payment_id, outcome)
    return outcome


def _fetch(context: Context, payment_id: str) -> Payment | None:
    """The payment as YooKassa has it; None when it has none of that id."""
    try:
        return context.yookassa.payment(payment_id)
    except Refused as refused:
        if refused.code in {"not_found", "invalid_request"}:
            return None
        raise YooKassaIsAway(f"YooKassa refuses to show the payment: {refused.description}") from None
    except (TryAgain, OutcomeUnknown):
        raise YooKassaIsAway("YooKassa does not answer: try again in a minute") from None


def _settle_within(tx: Transaction, context: Context, payment: Payment) -> Settlement:
    order = _lock_order(tx, payment)
    if payments.known(tx, payment.id):
        return Settlement.ALREADY
    if quarantine.holds(tx, payment.id):
        return Settlement.QUARANTINED
    verdict = _verdict(tx, context, order, payment)
    if verdict is Verdict.PAID:
        assert order is not None
        fulfil(tx, context, order, payment)
        return Settlement.SETTLED
    if verdict.quarantined:
        _set_aside(tx, context, order, payment, verdict)
        return Settlement.QUARANTINED
    if verdict is Verdict.CANCELED and order is not None and order.payment_id == payment.id:
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


def _verdict(tx: Transaction, context: Context, order: Order | None, payment: Payment) -> Verdict:
    found = Found(
        payment_id=payment.id,
        status=payment.status,
        paid=payment.paid,
        amount=payment.amount,
        currency=payment.currency,
        shop_id=payment.shop_id,
        test=payment.test,
        order_id=payment.metadata.get("order_id"),
    )
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
    if verdict is not Verdict.PAID:
        return verdict
    if order.state in {OrderState.SETTLED, OrderState.REFUNDED, OrderState.REFUSED}:
        return Verdict.ORDER_CLOSED  # a second payment on one order
    if order.client_id is None and clients.by_bot(tx, order.bot_id) is not None:
        return Verdict.BOT_TAKEN  # it came late, and the bot went to somebody else meanwhile
    if credit_is_gone(tx, order):
        return Verdict.CREDIT_GONE  # a change of plan came late, and what was left of the old one is used otherwise
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
    if not quarantine.add(tx, payment.id, order.id if order else None, verdict.value, facts, now=now):
        return
    for operator in context.operators:
        words = {"locale": "ru", "payment_id": payment.id, "reason": verdict.value, "amount": str(payment.amount)}
        message = Message(f"quarantine:{payment.id}:{operator}", "master_bot", operator, "operator_quarantine", words)
        outbox.add(tx, message, now=now)
