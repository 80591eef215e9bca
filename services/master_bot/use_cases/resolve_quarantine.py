"""A human decides about a payment that did not match: give it back, let it count for a period, or close it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal

from services.master_bot.domain.orders import OrderState
from services.master_bot.domain.verdict import Verdict
from services.master_bot.storage import audit, clients, orders, quarantine
from services.master_bot.storage.orders import Order
from services.master_bot.storage.quarantine import Quarantined
from services.master_bot.use_cases.book_money import book_payment
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.fulfil import fulfil
from services.master_bot.use_cases.refund import refund_payment
from services.master_bot.use_cases.refusals import NotFound, NotPossibleNow
from services.master_bot.use_cases.yookassa_payments import fetch_paid
from services.shared.postgres.pool import Transaction, transaction
from services.shared.yookassa.models import Payment

NOTHING = Decimal("0.00")
REFUND, EXTEND = "refund", "extend"
# Money that is not ours, or no money: nothing may be given for it.
NEVER_EXTENDED = frozenset(
    {Verdict.WRONG_SHOP, Verdict.WRONG_MODE, Verdict.WRONG_CURRENCY, Verdict.UNKNOWN_ORDER, Verdict.MONEY_WENT_BACK}
)


def resolve_quarantine(context: Context, quarantine_id: int, word: str, *, who: str) -> Quarantined:
    """``refund`` gives the money back, ``extend`` one period of the order's plan; other words only close it.

    A refund that YooKassa has not confirmed yet leaves it open, with ``refund`` as its resolution; it is closed when
    the money has gone. Asked again for the same, it changes nothing.

    Raises:
        NotFound, NotPossibleNow, YooKassaIsAway: nothing was changed.
    """
    with transaction(context.pool) as tx:
        row = quarantine.get(tx, quarantine_id)
    if row is None:
        raise NotFound("there is no such quarantined payment")
    if row.resolution != word:
        if word == REFUND:
            _refund(context, row, who)
        elif word == EXTEND:
            _extend(context, row, who)
        else:
            _close(context, row, word, who)
    with transaction(context.pool) as tx:
        after = quarantine.get(tx, quarantine_id)
    assert after is not None
    return after


def _close(context: Context, row: Quarantined, word: str, who: str) -> None:
    now = context.clock()
    with transaction(context.pool) as tx:
        _open(tx, row)
        quarantine.resolve(tx, row.id, word, now=now)
        audit.add(tx, who, "quarantine.resolve", row.payment_id, {"resolution": word}, now=now)


def _refund(context: Context, row: Quarantined, who: str) -> None:
    def still_open(tx: Transaction) -> int:
        _open(tx, row)
        audit.add(tx, who, "quarantine.resolve", row.payment_id, {"resolution": REFUND}, now=context.clock())
        return row.id

    refund_payment(context, row.payment_id, order_id=row.order_id, check=still_open, who=who)


def _extend(context: Context, row: Quarantined, who: str) -> None:
    if row.reason in NEVER_EXTENDED or row.order_id is None:
        raise NotPossibleNow("nothing can be given for this payment: refund it or close it with a word")
    payment = fetch_paid(context, row.payment_id)
    shop = context.shop
    if (payment.shop_id, payment.test) != (shop.shop_id, shop.test):
        raise NotPossibleNow("this is not our shop's money: nothing can be given for it")
    if payment.refunded_amount > 0:
        raise NotPossibleNow("money of this payment has gone back already: nothing can be given for it")
    now = context.clock()
    with transaction(context.pool) as tx:
        order = _open(tx, row)
        assert order is not None, "the row names it"
        fulfil(tx, context, _to_fulfil(tx, context, order, payment), payment)
        book_payment(tx, context, payment, order.id)
        quarantine.resolve(tx, row.id, EXTEND, now=now)
        audit.add(tx, who, "quarantine.resolve", row.payment_id, {"resolution": EXTEND}, now=now)


def _open(tx: Transaction, row: Quarantined) -> Order | None:
    """Lock its order and it. Raises ``NotPossibleNow`` when something was decided already."""
    order = None if row.order_id is None else orders.lock(tx, row.order_id)
    present = quarantine.lock(tx, row.id)
    if present is None or present.state != "open" or present.resolution is not None:
        word = "closed" if present is None else present.resolution
        raise NotPossibleNow(f"it was decided already: {word}")
    return order


def _to_fulfil(tx: Transaction, context: Context, order: Order, payment: Payment) -> Order:
    """The order itself, or, where it has brought its period already, another of the same plan for this payment."""
    client_id = order.client_id
    if client_id is None:
        present = clients.by_bot(tx, order.bot_id)
        if present is not None and present.owner_telegram_id != order.owner_telegram_id:
            raise NotPossibleNow(f"@{order.bot_username} belongs to another owner by now: refund the payment")
        client_id = None if present is None else present.id
    if client_id is not None and clients.lock(tx, client_id).gone:
        raise NotPossibleNow(f"{client_id} is not a client any more: refund the payment")
    # What was paid counts, and nothing else: what was left of an old plan, or a promo code, has had its use.
    bare = replace(order, client_id=client_id, amount=payment.amount, credit=NOTHING, credit_of_until=None)
    if order.state not in {OrderState.SETTLED, OrderState.REFUNDED}:
        return bare
    another = replace(
        bare,
        id=uuid.uuid4(),
        autopay=False,  # the consent went with the first payment, and may have been taken back since
        autopay_consent=None,
        promo_code=None,
        extra_days=0,
        state=OrderState.PREPARING,
        payment_id=None,
        idempotence_key=str(uuid.uuid4()),
        confirmation_url=None,
        receipt=None,
        attempts=0,
        last_error=None,
        created_at=context.clock(),
        settled_at=None,
    )
    orders.add(tx, another, None, next_look_at=None)
    return another
