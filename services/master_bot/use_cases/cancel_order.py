"""Give an open order up: its bot is free again."""

from __future__ import annotations

from uuid import UUID

from services.master_bot.domain.orders import OrderState
from services.master_bot.storage import orders
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import NotFound, NotPossibleNow
from services.shared.postgres.pool import transaction


def cancel_order(context: Context, order_id: UUID) -> Order:
    """The order as it is afterwards. A payment that comes all the same is settled, as long as the bot is free."""
    with transaction(context.pool) as tx:
        order = orders.lock(tx, order_id)
        if order is None:
            raise NotFound("there is no such order")
        if order.state != OrderState.CANCELED and not orders.move(tx, order_id, OrderState.CANCELED):
            raise NotPossibleNow(f"the order is {order.state}: only an open one can be cancelled")
        canceled = orders.get(tx, order_id)
    assert canceled is not None
    return canceled
