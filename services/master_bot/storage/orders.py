"""Orders: who wants what, what it costs, and how far its payment got."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from psycopg import sql
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.master_bot.domain.orders import Method, OrderState, moves_to
from services.master_bot.storage.cipher import Cipher
from services.shared.postgres.pool import Transaction
from services.shared.runtime.secret import Secret

_COLUMNS = (
    "id, plan_code, plan_version, client_id, bot_id, bot_username, owner_telegram_id, business_name, timezone, locale,"
    " email, autopay, amount, currency, state, payment_id, idempotence_key, confirmation_url, attempts, last_error,"
    " created_at, settled_at, credit, credit_of_until,"
    " promo_code, extra_days, payment_method_id, receipt, method, autopay_consent,"
    " (SELECT year || '-' || lpad(number::text, greatest(5, length(number::text)), '0') FROM documents"
    " WHERE order_id = orders.id AND kind = 'invoice') AS invoice_number"
)
_NOT_YET = frozenset({"payment_id", "confirmation_url", "attempts", "last_error", "settled_at", "invoice_number"})
_BY = f"SELECT {_COLUMNS} FROM orders WHERE "  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class Order:
    """A row of ``orders`` without the bot's token."""

    id: UUID
    plan_code: str
    plan_version: int
    client_id: str | None
    bot_id: int
    bot_username: str
    owner_telegram_id: int
    business_name: str
    timezone: str
    locale: str
    email: str | None = field(repr=False)
    autopay: bool
    amount: Decimal
    currency: str
    state: str
    payment_id: str | None
    idempotence_key: str
    confirmation_url: str | None
    attempts: int
    last_error: str | None
    created_at: datetime
    settled_at: datetime | None
    credit: Decimal = Decimal("0.00")
    """What is left of the old plan, where this is a change of plan, and is taken off the price."""
    credit_of_until: datetime | None = None
    """Until when the old plan was paid when that was counted; None: no change of plan."""
    promo_code: str | None = None
    extra_days: int = 0
    """What the promo code adds to the period."""
    payment_method_id: str | None = None
    """A saved method that is charged; None: the buyer pays on YooKassa's page."""
    receipt: dict[str, Any] | None = field(default=None, repr=False)
    """What YooKassa is asked to register with the payment, as it was first sent; None: nothing."""
    method: str = Method.YOOKASSA
    autopay_consent: str | None = None
    """Which text the buyer has agreed to, where ``autopay``."""
    invoice_number: str | None = None
    """Of its invoice, where one was made."""


def add(tx: Transaction, order: Order, bot_token: bytes | None, *, next_look_at: datetime | None) -> None:
    """Raises ``psycopg.errors.UniqueViolation`` when another open order has reserved the bot."""
    row = asdict(order) | {"bot_token": bot_token, "next_look_at": next_look_at}
    row["receipt"] = None if order.receipt is None else Jsonb(order.receipt)
    names = [name for name in row if name not in _NOT_YET]
    tx.execute(
        sql.SQL("INSERT INTO orders ({}) VALUES ({})").format(
            sql.SQL(", ").join(map(sql.Identifier, names)), sql.SQL(", ").join(map(sql.Placeholder, names))
        ),
        row,
    )


def _one(tx: Transaction, where: str, *values: object) -> Order | None:
    with tx.cursor(row_factory=class_row(Order)) as cursor:
        return cursor.execute(_BY + where, values).fetchone()


def get(tx: Transaction, order_id: UUID) -> Order | None:
    return _one(tx, "id = %s", order_id)


def lock(tx: Transaction, order_id: UUID) -> Order | None:
    """The order, nobody else's until the transaction ends."""
    return _one(tx, "id = %s FOR UPDATE", order_id)


def by_payment(tx: Transaction, payment_id: str) -> Order | None:
    return _one(tx, "payment_id = %s", payment_id)


def one_at_a_time(tx: Transaction, bot_id: int) -> None:
    """Other orders of this bot wait until the transaction ends: a second tap finds the order of the first."""
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('zapis:order-of:' || %s::text, 0))", (bot_id,))


def open_for_bot(tx: Transaction, bot_id: int) -> Order | None:
    """The order that has reserved this bot for a new client."""
    return _one(tx, "bot_id = %s AND state IN ('preparing', 'pending') AND client_id IS NULL", bot_id)


def open_for_client(tx: Transaction, client_id: str, plan_code: str) -> Order | None:
    """An open renewal of the same client with the same plan, to be paid by the buyer."""
    return _one(
        tx,
        "client_id = %s AND plan_code = %s AND state IN ('preparing', 'pending') AND payment_method_id IS NULL LIMIT 1",
        client_id,
        plan_code,
    )


def bank_reservation(tx: Transaction, owner: int) -> Order | None:
    """The open order by bank invoice that keeps a bot for a new client of this owner.

    Other orders by bank of this owner wait until the transaction ends.
    """
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('zapis:bank-order-of:' || %s::text, 0))", (owner,))
    where = "owner_telegram_id = %s AND method = 'bank' AND client_id IS NULL AND state IN ('preparing', 'pending')"
    return _one(tx, where, owner)


def being_paid(tx: Transaction, client_id: str, *, since: datetime) -> bool:
    """Whether the buyer may be paying for this client at this moment, by an order that was placed ``since``."""
    where = "client_id = %s AND state IN ('preparing', 'pending') AND payment_method_id IS NULL AND created_at > %s"
    return _one(tx, f"{where} LIMIT 1", client_id, since) is not None


def invoice_open(tx: Transaction, client_id: str) -> bool:
    """Whether a renewal of this client waits to be paid by bank."""
    where = "client_id = %s AND method = 'bank' AND state IN ('preparing', 'pending') LIMIT 1"
    return _one(tx, where, client_id) is not None


def latest_email(tx: Transaction, *, owner: int, client_id: str | None) -> str | None:
    """Where this owner's receipts go: as last said for this client, else for any other of his."""
    row = tx.execute(
        "SELECT email FROM orders WHERE owner_telegram_id = %s AND email IS NOT NULL"
        " ORDER BY (client_id = %s) IS TRUE DESC, created_at DESC LIMIT 1",
        (owner, client_id),
    ).fetchone()
    return None if row is None else str(row["email"])


def has_bought(tx: Transaction, owner: int) -> bool:
    """Whether the owner has ever bought a plan that is not a trial."""
    row = tx.execute(
        "SELECT 1 FROM orders JOIN plans ON plans.code = plan_code AND plans.version = plan_version"
        " WHERE NOT is_trial AND orders.state IN ('settled', 'refunded') AND owner_telegram_id = %s LIMIT 1",
        (owner,),
    ).fetchone()
    return row is not None


def of_owner(tx: Transaction, owner: int | None, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Order]:
    """The latest first; ``before``: when and what the last one of the page before was."""
    created, order_id = before or (None, None)
    with tx.cursor(row_factory=class_row(Order)) as cursor:
        return cursor.execute(
            _BY + "(%(owner)s::bigint IS NULL OR owner_telegram_id = %(owner)s)"
            " AND (%(created)s::timestamptz IS NULL OR (created_at, id) < (%(created)s, %(id)s))"
            " ORDER BY created_at DESC, id DESC LIMIT %(limit)s",
            {"owner": owner, "created": created, "id": order_id, "limit": limit},
        ).fetchall()


def bot_token(tx: Transaction, cipher: Cipher, order_id: UUID) -> Secret | None:
    row = tx.execute("SELECT bot_token FROM orders WHERE id = %s", (order_id,)).fetchone()
    return cipher.decrypt(row["bot_token"]) if row and row["bot_token"] is not None else None


def payment_made(
    tx: Transaction, order_id: UUID, payment_id: str, confirmation_url: str | None, *, next_look_at: datetime
) -> bool:
    """YooKassa has answered: the order can be paid."""
    done = tx.execute(
        "UPDATE orders SET state = 'pending', payment_id = %s, confirmation_url = %s, next_look_at = %s,"
        " lease_until = NULL, last_error = NULL WHERE id = %s AND state = 'preparing'",
        (payment_id, confirmation_url, next_look_at, order_id),
    )
    return done.rowcount == 1


def move(tx: Transaction, order_id: UUID, after: OrderState, *, error: str | None = None) -> bool:
    """To a state that the table of moves allows from the present one; nobody looks at it any more."""
    done = tx.execute(
        "UPDATE orders SET state = %s, last_error = %s, next_look_at = NULL, lease_until = NULL"
        " WHERE id = %s AND state = ANY(%s)",
        (after.value, error, order_id, moves_to(after)),
    )
    return done.rowcount == 1


def settled(tx: Transaction, order_id: UUID, *, client_id: str, payment_id: str | None, now: datetime) -> None:
    """The token leaves the order: from now on it is the client's."""
    tx.execute(
        "UPDATE orders SET state = 'settled', client_id = %s, payment_id = coalesce(payment_id, %s), settled_at = %s,"
        " bot_token = NULL, next_look_at = NULL, lease_until = NULL, last_error = NULL WHERE id = %s",
        (client_id, payment_id, now, order_id),
    )


def claim_due(tx: Transaction, *, now: datetime, lease: timedelta) -> Order | None:
    """The open order whose look is longest due, for us alone until the lease ends."""
    with tx.cursor(row_factory=class_row(Order)) as cursor:
        return cursor.execute(
            "UPDATE orders SET attempts = attempts + 1, lease_until = %(until)s WHERE id = ("  # noqa: S608
            " SELECT id FROM orders WHERE next_look_at <= %(now)s AND (lease_until IS NULL OR lease_until < %(now)s)"
            f" ORDER BY next_look_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING {_COLUMNS}",
            {"now": now, "until": now + lease},
        ).fetchone()


def look_again(tx: Transaction, order_id: UUID, at: datetime | None, *, error: str | None = None) -> None:
    tx.execute(
        "UPDATE orders SET next_look_at = %s, lease_until = NULL, last_error = coalesce(%s, last_error) WHERE id = %s"
        " AND state IN ('preparing', 'pending', 'expired')",
        (at, error, order_id),
    )
