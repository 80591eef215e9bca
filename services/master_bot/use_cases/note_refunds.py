"""Money has gone back: write it down with what follows from it, whoever sent it back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.master_bot.domain.orders import OrderState
from services.master_bot.storage import (
    audit,
    clients,
    deployments,
    orders,
    outbox,
    payments,
    periods,
    quarantine,
    refunds,
    subscriptions,
)
from services.master_bot.storage.outbox import Message
from services.master_bot.storage.payments import SettledPayment
from services.master_bot.storage.refunds import Refund
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.tell_operators import tell_operators
from services.shared.postgres.pool import Transaction
from services.shared.yookassa.models import Payment
from services.shared.yookassa.models import Refund as SeenRefund

BY_HAND = "cabinet"


def note_refunds(
    tx: Transaction, context: Context, payment: Payment, seen: Sequence[SeenRefund], order_id: UUID | None
) -> None:
    """Refunds that YooKassa shows as done and that are not written down as done here. The order is locked."""
    for found in seen:
        known = refunds.known(tx, found.id) or _ours_without_an_answer(tx, found)
        if known is None:
            known = _made_by_hand(context, found, order_id)
            refunds.add(tx, known)
        if known.state != "succeeded":
            finish_refund(tx, context, known, found.id, payment)


def finish_refund(tx: Transaction, context: Context, refund: Refund, yookassa_id: str, payment: Payment) -> None:
    """This refund has gone through; nothing happens when that was written down before. The order is locked."""
    now = context.clock()
    if not refunds.end(tx, refund.id, "succeeded", yookassa_id=yookassa_id, error=None, now=now):
        return
    whole = refunds.given_back(tx, payment.id) >= payment.amount
    facts = {"refund": yookassa_id, "amount": str(refund.amount), "whole": whole}
    audit.add(tx, refund.requested_by, "payment.refunded", payment.id, facts, now=now)
    held, settled = quarantine.of_payment(tx, payment.id), payments.get(tx, payment.id)
    if whole and held is not None and held.state == "open":
        quarantine.resolve(tx, held.id, "refund", now=now)
    elif whole and settled is not None:
        _take_back(tx, settled, now)
    _tell(tx, context, refund, payment, whole=whole)


def _ours_without_an_answer(tx: Transaction, found: SeenRefund) -> Refund | None:
    """The one that we have asked for and whose answer got lost; should it have been made by hand, all the better."""
    waiting = refunds.open_of(tx, found.payment_id)
    return waiting if waiting and waiting.refund_id is None and waiting.amount == found.amount else None


def _made_by_hand(context: Context, found: SeenRefund, order_id: UUID | None) -> Refund:
    return Refund(
        id=uuid.uuid4(),
        payment_id=found.payment_id,
        order_id=order_id,
        quarantine_id=None,
        amount=found.amount,
        currency=found.currency,
        state="pending",
        refund_id=found.id,
        idempotence_key=None,
        requested_by=BY_HAND,
        attempts=0,
        last_error=None,
        created_at=context.clock(),
        done_at=None,
    )


def _take_back(tx: Transaction, settled: SettledPayment, now: datetime) -> None:
    """The period that was paid goes with the money; a bot for which nothing is left goes down."""
    orders.move(tx, settled.order_id, OrderState.REFUNDED)
    client_id, reason = settled.client_id, f"refund:{settled.id}"
    client = clients.lock(tx, client_id)
    length = periods.take_out(tx, client_id, settled.order_id)
    left = None if length is None else subscriptions.take_back(tx, client_id, length, now=now)
    if left is not None:
        facts = {"payment": settled.id, "until": left.paid_until.isoformat()}
        audit.add(tx, reason, "subscription.take_back", client_id, facts, now=now)
    if not client.gone and (left is None or left.state == "suspended"):
        deployments.enqueue(tx, client_id, "suspend", requested_by=reason, now=now)


def _tell(tx: Transaction, context: Context, refund: Refund, payment: Payment, *, whole: bool) -> None:
    facts = {"payment_id": payment.id, "amount": str(refund.amount), "by": refund.requested_by}
    tell_operators(tx, context, "operator_refunded", f"refunded:{refund.id}", **facts)
    order = orders.get(tx, refund.order_id) if refund.order_id else None
    if order is not None:
        words = {"locale": order.locale, "business_name": order.business_name, "amount": str(refund.amount)}
        kind = "payment_refunded" if whole else "payment_refunded_in_part"
        message = Message(f"refunded:{refund.id}", "sales_bot", order.owner_telegram_id, kind, words)
        outbox.add(tx, message, now=context.clock())
