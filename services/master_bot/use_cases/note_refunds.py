"""Money has gone back: write it down with what follows from it, whoever sent it back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from uuid import UUID

from services.master_bot.storage import audit, orders, outbox, payments, quarantine, refunds
from services.master_bot.storage.outbox import Message
from services.master_bot.storage.refunds import Refund
from services.master_bot.storage.subscriptions import Subscription
from services.master_bot.use_cases.book_money import book_refund
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.receipts import expect_receipt_of_refund
from services.master_bot.use_cases.take_back import take_back
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
            finish_refund(tx, context, known, found, payment)


def finish_refund(tx: Transaction, context: Context, refund: Refund, seen: SeenRefund, payment: Payment) -> None:
    """This refund has gone through; nothing happens when that was written down before. The order is locked."""
    now = context.clock()
    if not refunds.end(tx, refund.id, "succeeded", yookassa_id=seen.id, error=None, now=now):
        return
    expect_receipt_of_refund(tx, context, refund, seen.id)
    whole = refunds.given_back(tx, payment.id) >= payment.amount
    facts = {"refund": seen.id, "amount": str(refund.amount), "whole": whole}
    audit.add(tx, refund.requested_by, "payment.refunded", payment.id, facts, now=now)
    book_refund(tx, context, refund, seen, payment)
    held, settled = quarantine.of_payment(tx, payment.id), payments.get(tx, payment.id)
    left = None
    if held is not None and held.state == "open":
        if whole:
            quarantine.resolve(tx, held.id, "refund", now=now)
    elif settled is not None:
        left = take_back(tx, settled, refund, whole=whole, now=now)
    tell_of_refund(tx, context, refund, left, whole=whole)


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
        created_at=context.clock(),
    )


def tell_of_refund(
    tx: Transaction, context: Context, refund: Refund, left: Subscription | None, *, whole: bool
) -> None:
    """Owner and operators; with the day until which is paid now, where there is one to come."""
    now, order = context.clock(), orders.get(tx, refund.order_id) if refund.order_id else None
    until = {} if left is None or left.paid_until < now else {"until": left.paid_until.isoformat()}
    facts = {"payment_id": refund.payment_id, "amount": str(refund.amount), "by": refund.requested_by}
    if left is not None and order is not None:
        facts |= {"client_id": left.client_id, "timezone": order.timezone, **until}
    tell_operators(tx, context, "operator_refunded", f"refunded:{refund.id}", **facts)
    if order is not None:
        words = {"locale": order.locale, "business_name": order.business_name, "amount": str(refund.amount)}
        words |= {"bot_username": order.bot_username, "timezone": order.timezone, **until}
        kind = "payment_refunded" if whole else "payment_refunded_in_part"
        outbox.add(tx, Message(f"refunded:{refund.id}", "sales_bot", order.owner_telegram_id, kind, words), now=now)
