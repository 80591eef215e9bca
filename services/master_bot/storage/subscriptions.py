"""Until when each client has paid, for which plan, and where its subscription stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.rows import class_row

from services.master_bot.domain.periods import Paid
from services.master_bot.domain.subscriptions import TAKES_NO_BOOKINGS, Stages, Standing, SubscriptionState
from services.master_bot.storage.plans import Plan
from services.shared.postgres.pool import Transaction

_COLUMNS = (
    "client_id, plan_code, plan_version, state, state_since, paid_until, billing_day, told_version, told_at,"
    " (SELECT jsonb_build_object('grace', grace_days, 'read_only', read_only_days, 'kept', kept_days) FROM plans"
    " WHERE code = plan_code AND version = plan_version) AS stages"
)
READ_ONLY = "read_only"
"""The name in PLAN_LIMITS under which a bot learns that it takes no new bookings."""


@dataclass(frozen=True, slots=True)
class Subscription:
    client_id: str
    plan_code: str
    plan_version: int
    state: str
    state_since: datetime
    paid_until: datetime
    billing_day: int | None
    told_version: int | None
    """The version of the plan that the owner was told of as dearer, at ``told_at``."""
    told_at: datetime | None
    stages: dict[str, int]

    @property
    def paid(self) -> Paid:
        return Paid(self.paid_until, self.billing_day or self.paid_until.day)

    @property
    def standing(self) -> Standing:
        return Standing(SubscriptionState(self.state), self.state_since, self.paid_until, Stages(**self.stages))


def get(tx: Transaction, client_id: str) -> Subscription | None:
    """Whoever changes it has locked the client."""
    with tx.cursor(row_factory=class_row(Subscription)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM subscriptions WHERE client_id = %s",  # noqa: S608 - our own words
            (client_id,),
        ).fetchone()


def extend(tx: Transaction, client_id: str, plan: Plan, paid: Paid, *, now: datetime) -> None:
    """The client's subscription is to ``plan`` and paid as far as that, whatever it was before."""
    tx.execute(
        "INSERT INTO subscriptions"
        " (client_id, plan_code, plan_version, state, paid_until, billing_day, state_since, next_look_at)"
        " VALUES (%(client)s, %(code)s, %(version)s, %(state)s, %(until)s, %(day)s, %(now)s, %(now)s)"
        " ON CONFLICT (client_id) DO UPDATE SET plan_code = excluded.plan_code, plan_version = excluded.plan_version,"
        " state = excluded.state, paid_until = excluded.paid_until, billing_day = excluded.billing_day,"
        " state_since = excluded.state_since, next_look_at = excluded.next_look_at",
        {
            "client": client_id,
            "code": plan.code,
            "version": plan.version,
            "state": "trial" if plan.is_trial else "active",
            "until": paid.until,
            "day": paid.billing_day,
            "now": now,
        },
    )


def move(tx: Transaction, client_id: str, standing: Standing) -> None:
    tx.execute(
        "UPDATE subscriptions SET state = %s, state_since = %s WHERE client_id = %s",
        (standing.state.value, standing.since, client_id),
    )


def told_of_price(tx: Transaction, client_id: str, version: int, *, now: datetime) -> None:
    tx.execute(
        "UPDATE subscriptions SET told_version = %s, told_at = %s WHERE client_id = %s", (version, now, client_id)
    )


def claim_due(tx: Transaction, *, now: datetime, lease: timedelta) -> str | None:
    """The client whose subscription is longest due for a look; the look is ours until the lease ends."""
    row = tx.execute(
        "UPDATE subscriptions SET lease_until = %(until)s WHERE client_id = ("
        " SELECT client_id FROM subscriptions WHERE next_look_at <= %(now)s"
        " AND (lease_until IS NULL OR lease_until < %(now)s)"
        " ORDER BY next_look_at, client_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING client_id",
        {"now": now, "until": now + lease},
    ).fetchone()
    return None if row is None else str(row["client_id"])


def look_again(tx: Transaction, client_id: str, at: datetime | None) -> None:
    tx.execute("UPDATE subscriptions SET next_look_at = %s, lease_until = NULL WHERE client_id = %s", (at, client_id))


def to_be_given_to(tx: Transaction, owner: int) -> str | None:
    """Which of the owner's clients days that he is given are for: the one that is paid for least far."""
    row = tx.execute(
        "SELECT client_id FROM subscriptions JOIN clients ON clients.id = client_id"
        " WHERE owner_telegram_id = %s AND deleted_at IS NULL AND desired_state <> 'deleted'"
        " ORDER BY state = 'ended', paid_until LIMIT 1",
        (owner,),
    ).fetchone()
    return None if row is None else str(row["client_id"])


_LIMITS = (
    "plans.limits || CASE WHEN subscriptions.state = ANY(%(closed)s) THEN jsonb_build_object(%(read_only)s::text, true)"
    " ELSE '{}' END"
)
_CLOSED = {"closed": [state.value for state in TAKES_NO_BOOKINGS], "read_only": READ_ONLY}
_WITH_PLAN = "subscriptions JOIN plans ON plans.code = plan_code AND plans.version = plan_version"


def take_back(tx: Transaction, client_id: str, time: timedelta, *, ends: bool, now: datetime) -> Subscription | None:
    """Shorten what is paid by time whose money went back; None without a subscription.

    ``ends``: what is over by that is ``suspended`` at once; else it ends as it does when nobody renews.
    """
    with tx.cursor(row_factory=class_row(Subscription)) as cursor:
        return cursor.execute(
            "WITH shorter AS (SELECT client_id AS client, paid_until - %(time)s AS until, %(ends)s"  # noqa: S608
            " AND paid_until - %(time)s <= %(now)s AND state NOT IN ('suspended', 'ended') AS ends FROM subscriptions"
            " WHERE client_id = %(client)s)"
            " UPDATE subscriptions SET paid_until = until, billing_day = NULL, next_look_at = %(now)s,"
            " state = CASE WHEN ends THEN 'suspended' ELSE state END,"
            " state_since = CASE WHEN ends THEN %(now)s ELSE state_since END"
            f" FROM shorter WHERE client = client_id RETURNING {_COLUMNS}",
            {"client": client_id, "time": time, "ends": ends, "now": now},
        ).fetchone()


def limits(tx: Transaction, client_id: str) -> dict[str, Any]:
    """What the client's bot may do at present; empty without a subscription (registered by the operator)."""
    row = tx.execute(
        f"SELECT {_LIMITS} AS limits FROM {_WITH_PLAN} WHERE client_id = %(client)s",  # noqa: S608
        {"client": client_id, **_CLOSED},
    ).fetchone()
    return {} if row is None else dict(row["limits"])


def outdated(tx: Transaction) -> set[str]:
    """The clients whose bot was started with other limits than it should have by now."""
    rows = tx.execute(
        f"SELECT client_id FROM {_WITH_PLAN} JOIN clients ON clients.id = client_id"  # noqa: S608
        f" WHERE desired_state = 'running' AND applied_limits <> ({_LIMITS})",
        _CLOSED,
    ).fetchall()
    return {row["client_id"] for row in rows}
