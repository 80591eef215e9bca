"""Until when each client has paid, and for which plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.rows import class_row

from services.master_bot.storage.plans import Plan
from services.shared.postgres.pool import Transaction


@dataclass(frozen=True, slots=True)
class Subscription:
    client_id: str
    plan_code: str
    plan_version: int
    state: str
    paid_until: datetime


def get(tx: Transaction, client_id: str) -> Subscription | None:
    with tx.cursor(row_factory=class_row(Subscription)) as cursor:
        return cursor.execute(
            "SELECT client_id, plan_code, plan_version, state, paid_until FROM subscriptions WHERE client_id = %s",
            (client_id,),
        ).fetchone()


def extend(tx: Transaction, client_id: str, plan: Plan, *, until: datetime) -> None:
    """The client's subscription is to ``plan`` and lasts ``until``."""
    tx.execute(
        "INSERT INTO subscriptions (client_id, plan_code, plan_version, state, paid_until)"
        " VALUES (%(client)s, %(code)s, %(version)s, %(state)s, %(until)s) ON CONFLICT (client_id) DO UPDATE SET"
        " plan_code = excluded.plan_code, plan_version = excluded.plan_version, state = excluded.state,"
        " paid_until = excluded.paid_until",
        {
            "client": client_id,
            "code": plan.code,
            "version": plan.version,
            "state": "trial" if plan.is_trial else "active",
            "until": until,
        },
    )


def prolong(tx: Transaction, client_id: str, days: int) -> bool:
    """The operator's present of ``days``. False when the client has no subscription."""
    done = tx.execute(
        "UPDATE subscriptions SET paid_until = paid_until + make_interval(days => %s) WHERE client_id = %s",
        (days, client_id),
    )
    return done.rowcount == 1


def take_back(tx: Transaction, client_id: str, period: timedelta, *, now: datetime) -> Subscription | None:
    """Shorten what is paid by a period that was refunded; what ends by that is ``ended``. None without one."""
    with tx.cursor(row_factory=class_row(Subscription)) as cursor:
        return cursor.execute(
            "UPDATE subscriptions SET paid_until = paid_until - %(period)s,"
            " state = CASE WHEN paid_until - %(period)s <= %(now)s THEN 'ended' ELSE state END"
            " WHERE client_id = %(client)s RETURNING client_id, plan_code, plan_version, state, paid_until",
            {"client": client_id, "period": period, "now": now},
        ).fetchone()


def limits(tx: Transaction, client_id: str) -> dict[str, Any]:
    """What the client's plan allows; empty without a subscription (registered by the operator)."""
    row = tx.execute(
        "SELECT plans.limits FROM subscriptions JOIN plans ON plans.code = plan_code AND plans.version = plan_version"
        " WHERE client_id = %s",
        (client_id,),
    ).fetchone()
    return {} if row is None else dict(row["limits"])
