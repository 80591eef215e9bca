"""What becomes of an order, for whoever has its link: the buyer, on the page to pay and on the way back from it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from services.master_bot.domain.orders import Method, OrderState, dead
from services.master_bot.storage import clients, orders, quarantine
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import NotFound
from services.shared.postgres.pool import Transaction, transaction


@dataclass(frozen=True, slots=True)
class SeenOrder:
    """``state``: preparing, payable, by_bank (waits for a transfer), expired, checking (paid, and a human looks at it),
    paid, ready, refunded."""

    state: str
    confirmation_url: str | None
    payment_id: str | None
    amount: Decimal
    currency: str
    locale: str
    bot_username: str


def look_at_order(context: Context, order_id: UUID) -> SeenOrder:
    """Changes nothing and asks nobody. Raises ``NotFound``."""
    with transaction(context.pool) as tx:
        order = orders.get(tx, order_id)
        if order is None:
            raise NotFound("there is no such order")
        state = _state(tx, context, order)
    return SeenOrder(
        state=state,
        confirmation_url=order.confirmation_url if state == "payable" else None,
        payment_id=order.payment_id if order.method == Method.YOOKASSA else None,
        amount=order.amount,
        currency=order.currency,
        locale=order.locale,
        bot_username=order.bot_username,
    )


def _state(tx: Transaction, context: Context, order: Order) -> str:
    if order.state == OrderState.SETTLED:
        client = None if order.client_id is None else clients.get(tx, order.client_id)
        return "ready" if client is not None and client.actual_state == "running" else "paid"
    if order.state == OrderState.REFUNDED:
        return "refunded"
    if quarantine.open_of_order(tx, order.id) is not None:
        return "checking"
    if order.state == OrderState.PREPARING:
        return "preparing"
    if order.state != OrderState.PENDING or dead(order.method, order.created_at, context.clock()):
        return "expired"
    if order.method == Method.BANK:
        return "by_bank"
    return "payable" if order.confirmation_url else "expired"
