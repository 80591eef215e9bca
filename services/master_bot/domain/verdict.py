"""Is this payment what the order asked for? Pure: two sets of facts in, a word out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Verdict(StrEnum):
    """``PAID``: settle it. ``CANCELED`` and ``WAITING``: nothing was paid. The others are reasons for quarantine."""

    PAID = "paid"
    CANCELED = "canceled"
    WAITING = "waiting"
    WRONG_PAYMENT = "wrong_payment"
    WRONG_AMOUNT = "wrong_amount"
    WRONG_CURRENCY = "wrong_currency"
    WRONG_SHOP = "wrong_shop"
    WRONG_MODE = "wrong_mode"
    WRONG_ORDER = "wrong_order"
    UNKNOWN_ORDER = "unknown_order"
    BOT_TAKEN = "bot_taken"
    ORDER_CLOSED = "order_closed"
    CREDIT_GONE = "credit_gone"
    CLIENT_GONE = "client_gone"
    MONEY_WENT_BACK = "money_went_back"

    @property
    def quarantined(self) -> bool:
        return self not in {Verdict.PAID, Verdict.CANCELED, Verdict.WAITING}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the order says, and our shop. ``payment_id``: None while YooKassa's answer to its creation is not known."""

    order_id: str
    payment_id: str | None
    amount: Decimal
    currency: str
    shop_id: str
    test: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What YooKassa says of the payment; None where it says nothing."""

    payment_id: str
    status: str
    paid: bool
    amount: Decimal
    currency: str
    shop_id: str | None
    test: bool | None
    order_id: str | None
    refunded: Decimal = Decimal(0)

    @property
    def odd(self) -> bool:
        """A state that our payments never come into: a word that is new to us, or money that is held back."""
        return self.status not in {"pending", "succeeded", "canceled"} or (self.status == "succeeded" and not self.paid)


def judge(expected: Expected, found: Found) -> Verdict:
    """The first thing that does not fit, or what has become of the payment."""
    if found.status == "canceled":
        return Verdict.CANCELED
    if found.status != "succeeded" or not found.paid:
        return Verdict.WAITING
    checks = (
        (expected.payment_id in {None, found.payment_id}, Verdict.WRONG_PAYMENT),
        (found.order_id == expected.order_id, Verdict.WRONG_ORDER),
        (found.amount == expected.amount, Verdict.WRONG_AMOUNT),
        (found.currency == expected.currency, Verdict.WRONG_CURRENCY),
        (found.shop_id == expected.shop_id, Verdict.WRONG_SHOP),
        (found.test is expected.test, Verdict.WRONG_MODE),
        (found.refunded == 0, Verdict.MONEY_WENT_BACK),
    )
    return next((wrong for fits, wrong in checks if not fits), Verdict.PAID)
