"""Make an order's payment known to YooKassa, always with the key that was stored before the first try."""

from __future__ import annotations

import logging
from datetime import timedelta

from services.master_bot.domain.orders import OrderState, next_look
from services.master_bot.domain.repeats import KEY_LIVES, may_repeat
from services.master_bot.storage import orders
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import PaymentRefused
from services.master_bot.use_cases.tell_operators import tell_operators
from services.shared.postgres.pool import transaction
from services.shared.yookassa.errors import OutcomeUnknown, Refused, TryAgain
from services.shared.yookassa.models import Payment, PaymentRequest

logger = logging.getLogger(__name__)

NEARBY = timedelta(hours=1)  # between our clock and YooKassa's, more than enough


def create_payment(context: Context, order: Order) -> Order:
    """The order as it is afterwards: ``pending``, or still ``preparing`` when YooKassa's answer got lost.

    While the key means the same request it is sent again. After that the payment is looked for in YooKassa's list, and
    an order that it has never heard of is ``expired``: a second payment is never made.

    Raises:
        PaymentRefused: YooKassa will not have it; the order says so too.
    """
    try:
        payment = _make_or_find(context, order)
    except Refused as refused:
        with transaction(context.pool) as tx:
            orders.move(tx, order.id, OrderState.REFUSED, error=refused.description)
            facts = {"order_id": str(order.id), "error": refused.description}
            tell_operators(tx, context, "operator_payment_refused", f"payment_refused:{order.id}", **facts)
        logger.error("order %s: YooKassa refuses the payment: %s", order.id, refused)
        raise PaymentRefused("YooKassa did not accept the payment: tell the operator") from None
    except (TryAgain, OutcomeUnknown) as unknown:
        logger.warning("order %s: YooKassa's answer is not known (%s), asking again soon", order.id, unknown)
        return order
    now = context.clock()
    look_at = next_look(order.created_at, 0, now) or now
    with transaction(context.pool) as tx:
        if payment is None:
            orders.move(tx, order.id, OrderState.EXPIRED, error="YooKassa never got to know of it")
        else:
            orders.payment_made(tx, order.id, payment.id, payment.confirmation_url, next_look_at=look_at)
        made = orders.get(tx, order.id)
    assert made is not None
    return made


def _make_or_find(context: Context, order: Order) -> Payment | None:
    if may_repeat(order.created_at, context.clock()):
        return context.yookassa.create_payment(_request(context, order), idempotence_key=order.idempotence_key)
    return find_payment(context, order)


def find_payment(context: Context, order: Order) -> Payment | None:
    """The payment that YooKassa has for this order, whether we were told its id or not. Raises ``YooKassaError``."""
    found = context.yookassa.payments(
        created_after=order.created_at - NEARBY, created_before=order.created_at + KEY_LIVES + NEARBY
    )
    return next((one for one in found if one.metadata.get("order_id") == str(order.id)), None)


def _request(context: Context, order: Order) -> PaymentRequest:
    """The same for the same order, however often it is asked: the key demands it."""
    return PaymentRequest(
        amount=order.amount,
        currency=order.currency,
        description=f"Zapis {order.plan_code}: @{order.bot_username}"[:128],
        return_url=context.shop.return_to(order.id) if order.payment_method_id is None else None,
        payment_method_id=order.payment_method_id,
        save_payment_method=order.autopay,
        metadata={"order_id": str(order.id)},
        receipt=order.receipt,
        locale="ru_RU" if order.locale == "ru" else "en_US",
    )
