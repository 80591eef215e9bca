"""Promo codes and their uses; a use is an order that names the code and is open or settled."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from psycopg.rows import class_row

from services.master_bot.domain.promo import PromoKind, Terms
from services.shared.postgres.pool import Transaction

_USES = (
    "(SELECT count(*) FROM orders WHERE orders.promo_code = promo_codes.code"
    " AND orders.state IN ('preparing', 'pending', 'settled'))"
)
_COLUMNS = "code, kind, value, uses_limit, owner_limit, expires_at, referrer, created_by, created_at, ended_at"
_SELECT = f"SELECT {_COLUMNS}, {_USES} AS uses FROM promo_codes"  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class NewPromoCode:
    """``value``: percents, roubles or days; ``uses_limit``: None for as many as come."""

    code: str
    kind: str
    value: Decimal
    uses_limit: int | None = None
    owner_limit: int = 1
    expires_at: datetime | None = None
    referrer: int | None = None


@dataclass(frozen=True, slots=True)
class PromoCode:
    code: str
    kind: str
    value: Decimal
    uses_limit: int | None
    owner_limit: int
    expires_at: datetime | None
    referrer: int | None
    created_by: str
    created_at: datetime
    ended_at: datetime | None
    uses: int

    @property
    def terms(self) -> Terms:
        return Terms(
            kind=PromoKind(self.kind),
            value=self.value,
            uses_limit=self.uses_limit,
            owner_limit=self.owner_limit,
            expires_at=self.expires_at,
            ended_at=self.ended_at,
            referrer=self.referrer,
        )


def add(tx: Transaction, new: NewPromoCode, *, who: str, now: datetime) -> bool:
    """False when there is a code of that name, or the referrer has one."""
    done = tx.execute(
        "INSERT INTO promo_codes"
        " (code, kind, value, uses_limit, owner_limit, expires_at, referrer, created_by, created_at)"
        " VALUES (%(code)s, %(kind)s, %(value)s, %(uses_limit)s, %(owner_limit)s, %(expires_at)s, %(referrer)s,"
        " %(who)s, %(now)s) ON CONFLICT DO NOTHING",
        {**asdict(new), "who": who, "now": now},
    )
    return done.rowcount == 1


def get(tx: Transaction, code: str) -> PromoCode | None:
    with tx.cursor(row_factory=class_row(PromoCode)) as cursor:
        return cursor.execute(f"{_SELECT} WHERE code = %s", (code,)).fetchone()


def lock(tx: Transaction, code: str) -> PromoCode | None:
    """The code with its uses, which nobody else adds to until the transaction ends."""
    tx.execute("SELECT 1 FROM promo_codes WHERE code = %s FOR UPDATE", (code,))
    return get(tx, code)


def of_referrer(tx: Transaction, owner: int) -> PromoCode | None:
    with tx.cursor(row_factory=class_row(PromoCode)) as cursor:
        return cursor.execute(f"{_SELECT} WHERE referrer = %s", (owner,)).fetchone()


def uses_of_owner(tx: Transaction, code: str, owner: int) -> int:
    row = tx.execute(
        "SELECT count(*) AS n FROM orders WHERE promo_code = %s AND owner_telegram_id = %s"
        " AND state IN ('preparing', 'pending', 'settled')",
        (code, owner),
    ).fetchone()
    assert row is not None
    return int(row["n"])


def page(tx: Transaction, *, after: str | None, limit: int) -> list[PromoCode]:
    """In the order of their names, after ``after``."""
    with tx.cursor(row_factory=class_row(PromoCode)) as cursor:
        return cursor.execute(
            f"{_SELECT} WHERE (%s::text IS NULL OR code > %s) ORDER BY code LIMIT %s", (after, after, limit)
        ).fetchall()


def end(tx: Transaction, code: str, *, now: datetime) -> bool:
    """Nobody can use it any more; orders that have used it keep what they got. False: there is none."""
    done = tx.execute("UPDATE promo_codes SET ended_at = coalesce(ended_at, %s) WHERE code = %s", (now, code))
    return done.rowcount == 1
