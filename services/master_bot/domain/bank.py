"""Money that an operator has seen in the bank's statement: whether it is what an order waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

BANK = "bank"
"""The method of such payments, and the word before their ids."""


@dataclass(frozen=True, slots=True)
class BankMoney:
    """A transfer, with the names that a payment of YooKassa's has. ``income_amount``: the bank takes nothing of it."""

    id: str
    amount: Decimal
    currency: str
    income_amount: Decimal
    payment_method_type: str = BANK


def payment_id_of(order_id: object) -> str:
    return f"{BANK}:{order_id}"


def amount_problem(amount: Decimal, expected: Decimal) -> str | None:
    return None if amount == expected else f"amount: the order is of {expected:.2f}, not of {amount:.2f}"


def day_problem(paid_on: date, *, earliest: date, today: date) -> str | None:
    """``earliest``: the date of the invoice, or of the payment that is paid back."""
    if paid_on > today:
        return f"paid_on: {paid_on} is yet to come, today is {today}"
    return f"paid_on: {paid_on} is before {earliest}, when there was nothing to pay" if paid_on < earliest else None
