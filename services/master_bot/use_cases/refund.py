"""Give money back: written down with its key before YooKassa hears of it, repeated until the outcome is known."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from psycopg.errors import UniqueViolation

from services.master_bot.domain.orders import Method, OrderState
from services.master_bot.domain.repeats import may_repeat, next_glance, next_repeat
from services.master_bot.storage import audit, orders, payments, quarantine, refunds
from services.master_bot.storage.orders import Order
from services.master_bot.storage.refunds import Refund
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.note_refunds import finish_refund, note_refunds
from services.master_bot.use_cases.receipts import receipt_of_refund
from services.master_bot.use_cases.refusals import Invalid, NotFound, NotPossibleNow, Refusal
from services.master_bot.use_cases.tell_operators import tell_operators
from services.master_bot.use_cases.yookassa_payments import fetch, fetch_paid, fetch_refunds
from services.shared.postgres.pool import Transaction, transaction
from services.shared.yookassa.errors import OutcomeUnknown, Refused, TryAgain, YooKassaError
from services.shared.yookassa.models import Payment
from services.shared.yookassa.models import Refund as SeenRefund

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
Check = Callable[[Transaction], int | None]
"""Looks, within the transaction that writes the refund down, whether it may be; gives a quarantine's number."""


def refund_order(context: Context, order_id: UUID, *, amount: Decimal | None = None, who: str) -> Order:
    """Give a settled order's money back, or ``amount`` of it; the order as it is afterwards (``refunded`` once YooKassa
    has done it with all of the money).

    Asked again while that is under way, it gives the refund that is under way.

    Raises:
        NotFound, NotPossibleNow, Invalid, YooKassaIsAway: nothing was changed.
    """
    with transaction(context.pool) as tx:
        order, settled = orders.get(tx, order_id), payments.of_order(tx, order_id)
    if order is None:
        raise NotFound("there is no such order")
    if order.state == OrderState.REFUNDED and amount is None:
        return order
    if order.method == Method.BANK and settled is not None:
        raise NotPossibleNow(
            "this order was paid by bank: pay it back from the bank, then note it: zapis payments bank-refund"
            f" {order.invoice_number} --amount SUM --date YYYY-MM-DD --reference WORDS"
        )
    if order.state != OrderState.SETTLED or settled is None:
        raise NotPossibleNow(f"the order is {order.state}: there is no payment to give back")

    def still_settled(tx: Transaction) -> None:
        present = orders.lock(tx, order_id)
        if present is None or present.state != OrderState.SETTLED:
            raise NotPossibleNow("the order has changed: look at it again")

    refund_payment(context, settled.id, order_id=order_id, check=still_settled, who=who, amount=amount)
    with transaction(context.pool) as tx:
        after = orders.get(tx, order_id)
    assert after is not None
    return after


def refund_payment(
    context: Context, payment_id: str, *, order_id: UUID | None, check: Check, who: str, amount: Decimal | None = None
) -> None:
    """Give back what is left of a payment, or ``amount``. What was given back by hand meanwhile is noted first.

    Raises:
        NotPossibleNow, Invalid, YooKassaIsAway, or what ``check`` raises: nothing was changed.
    """
    payment = fetch_paid(context, payment_id)
    seen = fetch_refunds(context, payment)
    try:
        with transaction(context.pool) as tx:
            quarantine_id = check(tx)
            note_refunds(tx, context, payment, seen, order_id)
            wanted = _to_give_back(tx, payment, amount)
            refund = _new_refund(context, payment, wanted, order_id, quarantine_id, who) if wanted else None
            if refund is not None:
                refund = _write_down(tx, context, refund, payment)
    except UniqueViolation:
        return  # somebody has asked for the same at this moment
    if refund is not None:
        _carry_out(context, refund, payment)


def _to_give_back(tx: Transaction, payment: Payment, amount: Decimal | None) -> Decimal | None:
    """None when nothing is left, or what is asked for is under way. Raises ``Invalid``, ``NotPossibleNow``."""
    left = payment.amount - refunds.given_back(tx, payment.id)
    under_way = refunds.open_of(tx, payment.id)
    if under_way is not None:
        if under_way.amount == amount or (amount is None and under_way.amount >= left):
            return None
        raise NotPossibleNow(f"{under_way.amount} of it is on its way back: ask again when that has ended")
    if amount is not None and amount > left:
        raise Invalid(f"amount: at most {left} is left of the payment")
    wanted = left if amount is None else amount
    return wanted if wanted > 0 else None


def _new_refund(
    context: Context, payment: Payment, amount: Decimal, order_id: UUID | None, quarantine_id: int | None, who: str
) -> Refund:
    return Refund(
        id=uuid.uuid4(),
        payment_id=payment.id,
        order_id=order_id,
        quarantine_id=quarantine_id,
        amount=amount,
        currency=payment.currency,
        state="preparing",
        refund_id=None,
        idempotence_key=str(uuid.uuid4()),
        requested_by=who,
        created_at=context.clock(),
    )


def _write_down(tx: Transaction, context: Context, refund: Refund, payment: Payment) -> Refund:
    """With the receipt that it is asked for with, however often."""
    now = refund.created_at
    order = None if refund.order_id is None else orders.get(tx, refund.order_id)
    refund = replace(refund, receipt=receipt_of_refund(context, order, payment, refund))
    refunds.add(tx, refund, lease_until=now + LEASE)
    if refund.quarantine_id is not None:
        quarantine.decide(tx, refund.quarantine_id, "refund")
    audit.add(tx, refund.requested_by, "payment.refund", refund.payment_id, {"amount": str(refund.amount)}, now=now)
    return refund


@dataclass(frozen=True, slots=True)
class RefundWorker:
    """``run_once`` sees to one refund that is under way; it answers "was there work?"."""

    context: Context

    def run_once(self) -> bool:
        with transaction(self.context.pool) as tx:
            refund = refunds.claim_due(tx, now=self.context.clock(), lease=LEASE)
        if refund is None:
            return False
        try:
            payment = fetch(self.context, refund.payment_id)
        except Refusal as away:
            _later(self.context, refund, away.detail)
            return True
        if payment is None:
            _failed(self.context, refund, "refused", "YooKassa has no such payment")
        else:
            _carry_out(self.context, refund, payment)
        return True


def _carry_out(context: Context, refund: Refund, payment: Payment) -> None:
    try:
        seen = _ask(context, refund)
    except Refused as refused:
        _failed(context, refund, "refused", refused.description)
    except (TryAgain, OutcomeUnknown) as unknown:
        logger.warning("refund %s: YooKassa's answer is not known (%s), asking again soon", refund.id, unknown)
        _later(context, refund, str(unknown))
    except YooKassaError as error:
        _later(context, refund, str(error))
    else:
        _answered(context, refund, seen, payment)


def _ask(context: Context, refund: Refund) -> SeenRefund | None:
    """YooKassa's refund: made with the stored key while that means the same request, else looked for."""
    if refund.refund_id is not None:
        return context.yookassa.refund(refund.refund_id)
    assert refund.idempotence_key is not None, "only what was made by hand has none, and that has YooKassa's id"
    if may_repeat(refund.created_at, context.clock()):
        return context.yookassa.create_refund(
            refund.payment_id,
            refund.amount,
            currency=refund.currency,
            receipt=refund.receipt,
            idempotence_key=refund.idempotence_key,
        )
    since = refund.created_at - timedelta(minutes=5)
    found = context.yookassa.refunds(payment_id=refund.payment_id, created_after=since)
    alike = [one for one in found if one.amount == refund.amount]
    with transaction(context.pool) as tx:  # parts of one sum may follow one another
        return next((one for one in alike if refunds.known(tx, one.id) is None), None)


def _answered(context: Context, refund: Refund, seen: SeenRefund | None, payment: Payment) -> None:
    if seen is None:
        _failed(context, refund, "refused", "YooKassa never got to know of it: ask for it again")
    elif seen.status == "succeeded":
        with transaction(context.pool) as tx:
            _lock(tx, refund)
            finish_refund(tx, context, refund, seen, payment)
    elif seen.status == "canceled":
        _failed(context, refund, "canceled", seen.cancellation_reason or "YooKassa gives no reason", seen.id)
    else:
        now = context.clock()
        with transaction(context.pool) as tx:
            refunds.try_later(tx, refund.id, next_glance(refund.attempts, now), error=None, yookassa_id=seen.id)


def _later(context: Context, refund: Refund, error: str) -> None:
    at = next_repeat(refund.attempts, context.clock())
    with transaction(context.pool) as tx:
        refunds.try_later(tx, refund.id, at, error=error, yookassa_id=None)


def _failed(context: Context, refund: Refund, state: str, why: str, yookassa_id: str | None = None) -> None:
    """The money stays; a human has to decide again."""
    logger.error("refund %s of payment %s: %s: %s", refund.id, refund.payment_id, state, why)
    with transaction(context.pool) as tx:
        _lock(tx, refund)
        if not refunds.end(tx, refund.id, state, yookassa_id=yookassa_id, error=why, now=context.clock()):
            return
        if refund.quarantine_id is not None:
            quarantine.decide(tx, refund.quarantine_id, None)
        facts = {"payment_id": refund.payment_id, "amount": str(refund.amount), "error": why}
        tell_operators(tx, context, "operator_refund_failed", f"refund_failed:{refund.id}", **facts)


def _lock(tx: Transaction, refund: Refund) -> None:
    """The order before the refund, as settling does."""
    if refund.order_id is not None:
        orders.lock(tx, refund.order_id)
    refunds.lock(tx, refund.id)
