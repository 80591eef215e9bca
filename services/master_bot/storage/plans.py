"""What is sold. Each change of a plan is a new version; orders and subscriptions name theirs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.shared.postgres.pool import Transaction

_COLUMNS = (
    "code, version, title, description, price, currency, months, days, limits, is_trial, position,"
    " grace_days, read_only_days, kept_days"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """``title`` and ``description`` by language; a period of ``months`` and ``days``; what follows where nobody renews,
    stage by stage, in days."""

    code: str
    version: int
    title: dict[str, str]
    description: dict[str, str]
    price: Decimal
    currency: str
    months: int
    days: int
    limits: dict[str, Any]
    is_trial: bool
    position: int
    grace_days: int
    read_only_days: int
    kept_days: int


def on_sale(tx: Transaction) -> list[Plan]:
    with tx.cursor(row_factory=class_row(Plan)) as cursor:
        return cursor.execute(f"SELECT {_COLUMNS} FROM plans WHERE on_sale ORDER BY position, code").fetchall()  # noqa: S608


def find(tx: Transaction, code: str, version: int | None = None) -> Plan | None:
    """The plan's version on sale, or the one that is named."""
    with tx.cursor(row_factory=class_row(Plan)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM plans WHERE code = %(code)s"  # noqa: S608
            " AND CASE WHEN %(version)s::integer IS NULL THEN on_sale ELSE version = %(version)s END",
            {"code": code, "version": version},
        ).fetchone()


def seed(tx: Transaction, plan: Plan) -> None:
    """Put the plan on sale in this version instead of another; what an existing version promises stays as it is."""
    tx.execute("UPDATE plans SET on_sale = false WHERE code = %s AND version <> %s", (plan.code, plan.version))
    tx.execute(
        f"INSERT INTO plans ({_COLUMNS})"  # noqa: S608
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (code, version) DO UPDATE SET on_sale = true",
        (
            plan.code,
            plan.version,
            Jsonb(plan.title),
            Jsonb(plan.description),
            plan.price,
            plan.currency,
            plan.months,
            plan.days,
            Jsonb(plan.limits),
            plan.is_trial,
            plan.position,
            plan.grace_days,
            plan.read_only_days,
            plan.kept_days,
        ),
    )


def wake_subscribers(tx: Transaction, plan: Plan) -> None:
    """Have the monitor look at those who have bought another version: their owners may have to be told of the price."""
    tx.execute(
        "UPDATE subscriptions SET next_look_at = 'epoch' WHERE plan_code = %s AND plan_version <> %s"
        " AND told_version IS DISTINCT FROM %s",
        (plan.code, plan.version, plan.version),
    )


def withdraw_all_but(tx: Transaction, codes: list[str]) -> None:
    """Nothing else is sold any more; who has bought it keeps it."""
    tx.execute("UPDATE plans SET on_sale = false WHERE NOT code = ANY(%s)", (codes,))
