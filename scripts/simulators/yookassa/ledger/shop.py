"""The shop the simulator plays, and how it settles what is not asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from scripts.simulators.yookassa.ledger.records import Money, Outcome

KNOWN_METHODS = ("bank_card", "sbp", "yoo_money", "sberbank", "tinkoff_bank")
SAVABLE_METHODS = frozenset(KNOWN_METHODS)
TWO_STAGE_METHODS = frozenset(KNOWN_METHODS) - {"sbp"}
CURRENCIES = frozenset({"RUB", "EUR", "USD", "KZT", "BYN", "UAH", "UZS", "TRY", "INR", "MDL", "AZN", "AMD"})
UPPER_LIMIT = {"sbp": Decimal(700_000)}
DEFAULT_LIMIT = Decimal(350_000)
FEES = {"sbp": Decimal("0.007")}
DEFAULT_FEE = Decimal("0.035")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """`recurring`: saved methods are allowed. `fiscalization`: a payment without a receipt is refused."""

    shop_id: str
    test: bool
    name: str = "Zapis"
    currency: str = "RUB"
    gateway_id: str = "1"
    methods: tuple[str, ...] = ("bank_card", "sbp", "yoo_money", "sberbank")
    recurring: bool = True
    fiscalization: bool = False


@dataclass(slots=True)
class Behaviour:
    """How new refunds and receipts end; changed at run time.

    A receipt is pending for `receipt_seconds` of the simulator's clock before it ends so.
    """

    refunds: Outcome = Outcome.SUCCEEDED
    receipts: Outcome = field(default=Outcome.SUCCEEDED)
    receipt_seconds: float = 0


def limit(method: str | None) -> Decimal:
    """The largest payment by this method; by any method when none is chosen yet."""
    return max(UPPER_LIMIT.values()) if method is None else UPPER_LIMIT.get(method, DEFAULT_LIMIT)


def income(amount: Money, method: str) -> Money:
    """What reaches the shop after the provider's fee."""
    fee = (amount.value * FEES.get(method, DEFAULT_FEE)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Money(amount.value - fee, amount.currency)
