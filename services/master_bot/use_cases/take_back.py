"""A subscription is shorter by what was paid back of it; the same for an operator's refund and for one by hand."""

from __future__ import annotations

from datetime import datetime

from services.master_bot.domain import refunds
from services.master_bot.domain.orders import OrderState
from services.master_bot.domain.subscriptions import SubscriptionState
from services.master_bot.storage import audit, autopay, clients, deployments, orders, periods, subscriptions
from services.master_bot.storage.payments import SettledPayment
from services.master_bot.storage.refunds import Refund
from services.master_bot.storage.subscriptions import Subscription
from services.shared.postgres.pool import Transaction

DOWN = frozenset({"suspended", "deleted"})


def take_back(
    tx: Transaction, settled: SettledPayment, refund: Refund, *, whole: bool, now: datetime
) -> Subscription | None:
    """``refund`` has gone through, and with it all of the payment if ``whole``. The order is locked.

    Gives the subscription as it is then. A bot for which nothing is left after a whole refund goes down, and is not
    charged for any more should its owner come back: that takes a new consent.
    """
    if whole:
        orders.move(tx, settled.order_id, OrderState.REFUNDED)
    client, reason = clients.lock(tx, settled.client_id), f"refund:{settled.id}"
    present = periods.all_of(tx, client.id)
    taken = refunds.take_back(present, settled.order_id, refund.amount, whole=whole, now=now)
    for period in taken.periods:
        periods.change(tx, period)
    if not taken.time:
        left = subscriptions.get(tx, client.id)
    else:
        left = subscriptions.take_back(tx, client.id, taken.time, ends=taken.whole, now=now)
        facts = {"payment": settled.id, "amount": str(refund.amount), "whole": whole, "until": _until(left)}
        audit.add(tx, reason, "subscription.take_back", client.id, facts, now=now)
    over = left is None or left.state == SubscriptionState.SUSPENDED
    if whole and over and autopay.turn_off(tx, client.id, who=reason, now=now):
        audit.add(tx, reason, "autopay.off", client.id, {}, now=now)
    if whole and over and client.desired_state not in DOWN:
        deployments.enqueue(tx, client.id, "suspend", requested_by=reason, now=now)
    return left


def _until(left: Subscription | None) -> str | None:
    return None if left is None else left.paid_until.isoformat()
