"""Clients whose subscriptions a test lets live: sold, running, looked after by the monitor day by day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from services.master_bot.storage import clients, subscriptions
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.monitor_subscriptions import SubscriptionMonitor
from services.shared.postgres.pool import transaction
from tests.support.money import TRIES, Money


def sold(money: Money, **changes: Any) -> Order:
    """An order that was paid and settled; its bot runs."""
    order = money.paid_order(**changes) if changes.get("plan") != "trial" else money.order(**changes)
    if order.payment_id is not None:
        money.settle(order.payment_id)
    let_deployments_succeed(money)
    return order


def let_deployments_succeed(money: Money) -> list[str]:
    """What waits is done, as the deploy worker does it; the actions, in order."""
    done = []
    with transaction(money.context.pool) as tx:
        waiting = tx.execute("SELECT id, client_id, action FROM deployments WHERE state = 'queued' ORDER BY id")
        for row in waiting.fetchall():
            state = {"stop": "stopped", "suspend": "suspended"}.get(row["action"], "running")
            tx.execute("UPDATE deployments SET state = 'succeeded' WHERE id = %s", (row["id"],))
            done.append(f"{row['client_id']} {row['action']}")
            if row["action"] == "remove":
                clients.begin_removal(tx, row["client_id"], "/backups", now=money.clock())
                clients.forget(tx, row["client_id"], now=money.clock())
                continue
            clients.change(tx, row["client_id"], actual_state=state, image="0.1.0")
            if state == "running":
                limits = Jsonb(subscriptions.limits(tx, row["client_id"]))
                clients.change(tx, row["client_id"], applied_limits=limits)
    return done


def monitor(money: Money, later: timedelta) -> None:
    """Rounds of the monitor until nothing is due, ``later`` than now."""
    money.clock.later = later
    monitoring = SubscriptionMonitor(money.context)
    for _ in range(TRIES):
        if not monitoring.run_once():
            return
    raise AssertionError("the subscription monitor does not come to rest")


def standing(money: Money, client_id: str = "client_001") -> str:
    return str(money.rows("SELECT state FROM subscriptions WHERE client_id = %s", client_id)[0]["state"])


def paid_until(money: Money, client_id: str = "client_001") -> datetime:
    found: datetime = money.rows("SELECT paid_until FROM subscriptions WHERE client_id = %s", client_id)[0][
        "paid_until"
    ]
    return found


def notices(money: Money) -> list[str]:
    """What owners were told of their subscriptions, in order, without the word before it."""
    return [kind.removeprefix("subscription_") for kind in money.messages() if kind.startswith("subscription_")]
