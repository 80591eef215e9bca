"""What YooKassa keeps of a payment."""

from __future__ import annotations

from decimal import Decimal


def fee_of(amount: Decimal, income: Decimal | None) -> Decimal | None:
    """None: it has not said, or what it says makes no sense."""
    return None if income is None or not 0 <= income <= amount else amount - income
