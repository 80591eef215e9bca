"""Make a subscription longer, by an order or as a present, and bring its bot to what it may do from then on."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from services.master_bot.domain.periods import Paid, paid_period
from services.master_bot.domain.proration import longer, unused
from services.master_bot.storage import clients, deployments, periods, plans, subscriptions
from services.master_bot.storage.orders import Order
from services.master_bot.storage.periods import NewPeriod
from services.master_bot.storage.plans import Plan
from services.shared.postgres.pool import Transaction

NO_TIME = timedelta(0)


def extend_by_order(tx: Transaction, client_id: str, plan: Plan, order: Order, *, now: datetime) -> NewPeriod:
    """The period that ``order`` brings to a locked client: after what is paid, or at once if the plan changes."""
    present = subscriptions.get(tx, client_id)
    paid, more = (None if present is None else present.paid), timedelta(days=order.extra_days)
    if order.credit_of_until is not None:
        more += _carry_over(tx, client_id, plan, order, now=now)
        paid = None
    length = paid_period(paid, now, months=plan.months, days=plan.days).longer(more)
    worth = order.amount + order.credit
    period = NewPeriod(client_id, plan, order.id, "order", length.begins, length.until, worth)
    periods.add(tx, period, now=now)
    subscriptions.extend(tx, client_id, plan, Paid(length.until, length.billing_day), now=now)
    return period


def give_time(tx: Transaction, client_id: str, given: timedelta, *, reason: str, now: datetime) -> NewPeriod | None:
    """A present for a locked client: after what is paid, or from now on. None: there is no subscription."""
    present = subscriptions.get(tx, client_id)
    if present is None:
        return None
    plan = plans.find(tx, present.plan_code, present.plan_version)
    assert plan is not None, "a subscription refers to its plan"
    begins = max(present.paid_until, now)
    period = NewPeriod(client_id, plan, None, reason, begins, begins + given, Decimal(0))
    periods.add(tx, period, now=now)
    subscriptions.extend(tx, client_id, plan, Paid(period.until, period.until.day), now=now)
    return period


def credit_of(tx: Transaction, client_id: str, at: datetime) -> Decimal:
    """What the rest of all that the client has paid for is worth."""
    left = (unused(period.worth, period.begins, period.until, at) for period in periods.lasting(tx, client_id, at))
    return sum(left, Decimal("0.00"))


def _carry_over(tx: Transaction, client_id: str, plan: Plan, order: Order, *, now: datetime) -> timedelta:
    """End what lasts of the old plan; by how much the new period grows: for money that is left, and for presents.

    What is left was counted when the order was placed, and the price told with it; so it is here.
    """
    presents = NO_TIME
    for period in periods.lasting(tx, client_id, order.created_at):
        carried = unused(period.worth, period.begins, period.until, order.created_at)
        if not period.worth:
            presents += max(period.until - max(period.begins, now), NO_TIME)
        periods.cut(tx, period.id, carried=carried, to=order.id, at=now)
    whole = paid_period(None, now, months=plan.months, days=plan.days)
    return presents + longer(plan.price, order.credit, whole.until - whole.begins)


def serve(tx: Transaction, client_id: str, *, requested_by: str, now: datetime) -> None:
    """Have a locked client's bot run with what its subscription allows; a deployment only where that is not so."""
    client = clients.required(tx, client_id)
    if client.desired_state == "suspended":
        action = "resume"
    elif client.desired_state != "running" or client.actual_state in {"absent", "ill"}:
        action = "deploy"
    elif clients.applied_limits(tx, client_id) != subscriptions.limits(tx, client_id):
        action = "deploy" if client.image is None else "restart"
    else:
        return
    deployments.enqueue(tx, client_id, action, requested_by=requested_by, now=now)
