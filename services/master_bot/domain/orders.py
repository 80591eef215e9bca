"""An order's life, as a table of allowed moves, and when the reconciler looks at it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class OrderState(StrEnum):
    PREPARING = "preparing"
    """Stored here; whether YooKassa knows of its payment is not certain yet."""
    PENDING = "pending"
    """The payment exists and can be paid."""
    SETTLED = "settled"
    CANCELED = "canceled"
    EXPIRED = "expired"
    REFUSED = "refused"
    """YooKassa will not make a payment for it."""
    REFUNDED = "refunded"


class Method(StrEnum):
    """How an order is paid."""

    YOOKASSA = "yookassa"
    BANK = "bank"
    """By an invoice; an operator confirms that the money has come."""


MOVES: dict[OrderState, frozenset[OrderState]] = {
    OrderState.PREPARING: frozenset(
        {OrderState.PENDING, OrderState.SETTLED, OrderState.REFUSED, OrderState.CANCELED, OrderState.EXPIRED}
    ),
    OrderState.PENDING: frozenset({OrderState.SETTLED, OrderState.CANCELED, OrderState.EXPIRED}),
    # Money that comes late is money all the same.
    OrderState.CANCELED: frozenset({OrderState.SETTLED}),
    OrderState.EXPIRED: frozenset({OrderState.SETTLED, OrderState.CANCELED}),
    OrderState.SETTLED: frozenset({OrderState.REFUNDED}),
    OrderState.REFUSED: frozenset(),
    OrderState.REFUNDED: frozenset(),
}

RESERVED_FOR = timedelta(minutes=65)
"""YooKassa's link lives for an hour; the bot stays reserved a little longer."""
LINK_LIVES = timedelta(hours=1)
INVOICE_LIVES = timedelta(days=14)
"""For so long a bank invoice keeps its order open, and the bot of a new client reserved."""

# Never longer than a minute: whoever pays late, and whose notification is lost, is served as soon as the others.
_PAUSES = (10, 15, 15, 20, 30, 30, 45, 60)
_LAST_LOOK = timedelta(days=1)


def may_move(before: OrderState, after: OrderState) -> bool:
    return after in MOVES[before]


def payable(created_at: datetime, now: datetime) -> bool:
    """Whether the link of a pending order still leads to a page where one can pay."""
    return now - created_at < LINK_LIVES


def dead(method: str, created_at: datetime, now: datetime) -> bool:
    """Whether nobody pays an open order any more by what the buyer was given."""
    return now - created_at >= INVOICE_LIVES if method == Method.BANK else not payable(created_at, now)


def moves_to(after: OrderState) -> list[str]:
    """The states from which an order may come to ``after``; for a guarded UPDATE."""
    return [before.value for before, allowed in MOVES.items() if after in allowed]


def next_look(created_at: datetime, attempts: int, now: datetime) -> datetime | None:
    """When to look at an open order again: often at first, at its expiry, once a day later, then never."""
    expiry = created_at + RESERVED_FOR
    if now < expiry:
        return min(now + timedelta(seconds=_PAUSES[min(attempts, len(_PAUSES) - 1)]), expiry)
    return None if now >= created_at + _LAST_LOOK else created_at + _LAST_LOOK
