"""Give money back by the payment's id, as it stands in YooKassa's cabinet and in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from services.master_bot.storage import payments, quarantine, refunds, subscriptions
from services.master_bot.storage.refunds import Refund
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refund import refund_order
from services.master_bot.use_cases.refusals import NotFound, NotPossibleNow
from services.master_bot.use_cases.resolve_quarantine import REFUND, resolve_quarantine
from services.shared.postgres.pool import transaction


@dataclass(frozen=True, slots=True)
class GivenBack:
    """``last``: the refund that was made last; ``given_back``: of the payment, by all that have gone through."""

    payment_id: str
    order_id: UUID | None
    client_id: str | None
    last: Refund | None
    given_back: Decimal
    paid_until: datetime | None


def refund_by_payment(context: Context, payment_id: str, *, amount: Decimal | None, who: str) -> GivenBack:
    """A settled payment or a part of it; one in quarantine goes back whole, as its button does it.

    Raises:
        NotFound, NotPossibleNow, Invalid, YooKassaIsAway: nothing was changed.
    """
    with transaction(context.pool) as tx:
        settled, held = payments.get(tx, payment_id), quarantine.of_payment(tx, payment_id)
    if settled is not None:
        refund_order(context, settled.order_id, amount=amount, who=who)
    elif held is None:
        raise NotFound("no such payment was settled here")
    elif amount is not None:
        raise NotPossibleNow("the payment is in quarantine: it goes back whole, or is let count first")
    else:
        resolve_quarantine(context, held.id, REFUND, who=who)
    return _as_it_is(context, payment_id)


def _as_it_is(context: Context, payment_id: str) -> GivenBack:
    with transaction(context.pool) as tx:
        settled, last = payments.get(tx, payment_id), refunds.last_of(tx, payment_id)
        subscription = None if settled is None else subscriptions.get(tx, settled.client_id)
        return GivenBack(
            payment_id=payment_id,
            order_id=None if last is None else last.order_id,
            client_id=None if settled is None else settled.client_id,
            last=last,
            given_back=refunds.given_back(tx, payment_id),
            paid_until=None if subscription is None else subscription.paid_until,
        )
