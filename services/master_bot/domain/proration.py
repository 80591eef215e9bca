"""A change of plan in the middle of what is paid for: what is left of the old plan, counted by day, buys the new one.

Kopecks are rounded down, and no sum is ever made or lost: what was paid and what is carried over is what the
new period is worth.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal

KOPECK = Decimal("0.01")
SMALLEST_PAYMENT = Decimal("1.00")
"""Less than a rouble YooKassa does not take: it is given away."""
_DAY = timedelta(days=1)


def down_to_kopeck(amount: Decimal) -> Decimal:
    return amount.quantize(KOPECK, ROUND_DOWN)


def unused(worth: Decimal, begins: datetime, until: datetime, now: datetime) -> Decimal:
    """What the whole days that are left of a period are worth; never more than all of it."""
    left, all_days = (until - max(begins, now)) // _DAY, -(-(until - begins) // _DAY)
    return down_to_kopeck(worth * left / all_days) if left > 0 else Decimal("0.00")


def to_pay(price: Decimal, credit: Decimal) -> Decimal:
    """For the new plan; nothing at all instead of a sum that YooKassa does not take."""
    rest = price - credit
    return rest if rest >= SMALLEST_PAYMENT else Decimal("0.00")


def longer(price: Decimal, credit: Decimal, period: timedelta) -> timedelta:
    """By how much the new ``period`` grows when more is left of the old plan than the new one costs (above 0).

    In whole seconds: a second of any plan is worth less than a kopeck, a day is not.
    """
    if credit <= price:
        return timedelta(0)
    return timedelta(seconds=int((credit - price) * Decimal(period // timedelta(seconds=1)) / price))
