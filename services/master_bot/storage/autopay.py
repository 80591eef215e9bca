"""Saved payment methods with the consent to use them, and the charges that were tried."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from psycopg.rows import class_row

from services.master_bot.domain.autopay import Attempt
from services.shared.postgres.pool import Transaction

_COLUMNS = (
    "client_id, payment_method_id, method_title, consent_version, consented_at, order_id, price, told_period, told_at"
)


@dataclass(frozen=True, slots=True)
class Consent:
    """``price``: the most that may be charged; ``order_id``: by which order it was given."""

    client_id: str
    payment_method_id: str
    method_title: str | None
    consent_version: str
    consented_at: datetime
    order_id: UUID
    price: Decimal


@dataclass(frozen=True, slots=True)
class Autopay(Consent):
    told_period: datetime | None
    told_at: datetime | None

    def announced(self, period: datetime) -> datetime | None:
        """When the charge for what follows ``period`` was announced."""
        return self.told_at if self.told_period == period else None


def turn_on(tx: Transaction, consent: Consent) -> None:
    """A new consent takes the place of an older one; one from before it was switched off is none any more."""
    tx.execute(
        "INSERT INTO autopay"
        " (client_id, payment_method_id, method_title, consent_version, consented_at, order_id, price)"
        " VALUES (%(client_id)s, %(payment_method_id)s, %(method_title)s, %(consent_version)s, %(consented_at)s,"
        " %(order_id)s, %(price)s) ON CONFLICT (client_id) DO UPDATE SET"
        " payment_method_id = excluded.payment_method_id, method_title = excluded.method_title,"
        " consent_version = excluded.consent_version, consented_at = excluded.consented_at,"
        " order_id = excluded.order_id, price = excluded.price, off_at = NULL, off_by = NULL"
        " WHERE greatest(autopay.consented_at, autopay.off_at) <= excluded.consented_at",
        asdict(consent),
    )


def turn_off(tx: Transaction, client_id: str, *, who: str, now: datetime) -> bool:
    """False: it was not on."""
    done = tx.execute(
        "UPDATE autopay SET off_at = %s, off_by = %s WHERE client_id = %s AND off_at IS NULL", (now, who, client_id)
    )
    return done.rowcount == 1


def get(tx: Transaction, client_id: str) -> Autopay | None:
    """None where it is off, or was never on."""
    with tx.cursor(row_factory=class_row(Autopay)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM autopay WHERE client_id = %s AND off_at IS NULL",  # noqa: S608 - our own words
            (client_id,),
        ).fetchone()


def announced(tx: Transaction, client_id: str, period: datetime, *, now: datetime) -> None:
    tx.execute("UPDATE autopay SET told_period = %s, told_at = %s WHERE client_id = %s", (period, now, client_id))


def add_charge(
    tx: Transaction, client_id: str, period: datetime, attempt: int, order_id: UUID, *, now: datetime
) -> None:
    """Raises ``psycopg.errors.UniqueViolation`` when this try of this period was made already."""
    tx.execute(
        "INSERT INTO charges (client_id, period, attempt, order_id, created_at) VALUES (%s, %s, %s, %s, %s)",
        (client_id, period, attempt, order_id, now),
    )


def attempts(tx: Transaction, client_id: str, period: datetime) -> list[Attempt]:
    """The tries for what follows ``period``, in order.

    One whose outcome is not known counts as failed only when the reconciler has looked for its payment for the last
    time and found none. One whose money has come into quarantine has not failed, whatever a human decides.
    """
    rows = tx.execute(
        "SELECT attempt AS number, charges.created_at AS at, CASE"
        " WHEN EXISTS (SELECT 1 FROM quarantine WHERE quarantine.order_id = orders.id) THEN NULL"
        " WHEN state = 'canceled' THEN coalesce(last_error, 'canceled')"
        " WHEN state = 'refused' THEN 'refused'"
        " WHEN state = 'expired' AND next_look_at IS NULL THEN 'expired' END AS failed_for"
        " FROM charges JOIN orders ON orders.id = order_id"
        " WHERE charges.client_id = %s AND period = %s ORDER BY attempt",
        (client_id, period),
    ).fetchall()
    return [Attempt(**row) for row in rows]
