"""An upgrade or a downgrade: another plan, at once, for its price less what is left of the present one."""

from __future__ import annotations

from dataclasses import replace

from services.master_bot.domain.proration import to_pay
from services.master_bot.storage import clients, plans, subscriptions
from services.master_bot.storage.orders import Order
from services.master_bot.storage.plans import Plan
from services.master_bot.use_cases.extend_subscription import credit_of
from services.shared.postgres.pool import Transaction


def with_credit(tx: Transaction, order: Order, plan: Plan) -> Order:
    """The renewal ``order`` with what it costs if it changes the plan.

    A plan that allows the same for another time is no change: its time follows what is paid, and so it is for a client
    that has paid for nothing yet.
    """
    assert order.client_id is not None
    present = subscriptions.get(tx, order.client_id)
    if present is None or plan.price == 0 or present.plan_code == plan.code:
        return order
    old = plans.find(tx, present.plan_code, present.plan_version)
    credit = credit_of(tx, order.client_id, order.created_at)
    if old is None or old.limits == plan.limits or credit == 0:
        return order
    return replace(order, amount=to_pay(order.amount, credit), credit=credit, credit_of_until=present.paid_until)


def credit_is_gone(tx: Transaction, order: Order) -> bool:
    """Whether the old plan was extended, changed or paid back in part since ``order`` counted what is left of it.

    The client is locked, so that what is true stays so until the transaction ends.
    """
    if order.credit_of_until is None or order.client_id is None:
        return False
    clients.lock(tx, order.client_id)
    present = subscriptions.get(tx, order.client_id)
    if present is None or present.paid_until != order.credit_of_until:
        return True
    return credit_of(tx, order.client_id, order.created_at) != order.credit
