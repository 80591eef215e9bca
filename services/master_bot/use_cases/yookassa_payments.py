"""A payment as YooKassa has it now, with what was given back of it. No transaction may be open meanwhile."""

from __future__ import annotations

from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import NotPossibleNow, YooKassaIsAway
from services.shared.yookassa.errors import OutcomeUnknown, Refused, TryAgain
from services.shared.yookassa.models import Payment, Refund


def fetch(context: Context, payment_id: str) -> Payment | None:
    """None when YooKassa has no payment of that id in our shop. Raises ``YooKassaIsAway``."""
    try:
        return context.yookassa.payment(payment_id)
    except Refused as refused:
        if refused.code in {"not_found", "invalid_request"}:
            return None
        raise YooKassaIsAway(f"YooKassa refuses to show the payment: {refused.description}") from None
    except (TryAgain, OutcomeUnknown):
        raise YooKassaIsAway("YooKassa does not answer: try again in a minute") from None


def fetch_paid(context: Context, payment_id: str) -> Payment:
    """Raises ``NotPossibleNow`` when there is no such payment or it was not paid, or ``YooKassaIsAway``."""
    payment = fetch(context, payment_id)
    if payment is None:
        raise NotPossibleNow("YooKassa has no such payment in our shop: it can only be closed with a word")
    if payment.status != "succeeded" or not payment.paid:
        raise NotPossibleNow(f"the payment is {payment.status} at YooKassa: there is no money to speak of")
    return payment


def fetch_refunds(context: Context, payment: Payment) -> list[Refund]:
    """The refunds of this payment that have gone through. Raises ``YooKassaIsAway``."""
    if payment.refunded_amount == 0:
        return []
    try:
        return list(context.yookassa.refunds(payment_id=payment.id, status="succeeded"))
    except Refused as refused:
        raise YooKassaIsAway(f"YooKassa refuses to show refunds: {refused.description}") from None
    except (TryAgain, OutcomeUnknown):
        raise YooKassaIsAway("YooKassa does not answer: try again in a minute") from None
