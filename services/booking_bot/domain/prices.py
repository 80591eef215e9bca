"""What a visit costs, as far as it can be said beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PriceKind(StrEnum):
    EXACT = "exact"
    """A sum of 0: nothing is said about the price."""
    FROM = "from"
    FREE = "free"
    ON_REQUEST = "on_request"


@dataclass(frozen=True, slots=True)
class Cost:
    """``amount`` in hundredths of the business's currency."""

    amount: int
    kind: PriceKind = PriceKind.EXACT


@dataclass(frozen=True, slots=True)
class Price:
    """``amount`` in hundredths of ``currency``; 0 for a price that is free or on request."""

    amount: int
    currency: str
    kind: PriceKind = PriceKind.EXACT

    @property
    def is_stated(self) -> bool:
        return self.amount > 0 or self.kind in {PriceKind.FREE, PriceKind.ON_REQUEST}


def total(prices: Iterable[Price]) -> Price:
    """Of all together: "from" as soon as one of them may be more or is not stated, free only when all are.

    ``prices`` is not empty.
    """
    every = list(prices)
    amount, currency = sum(price.amount for price in every), every[0].currency
    kinds = {price.kind if price.is_stated else PriceKind.ON_REQUEST for price in every}
    if not any(price.is_stated for price in every):
        return every[0]
    if len(kinds) == 1:
        return Price(amount, currency, kinds.pop())
    if kinds & {PriceKind.FROM, PriceKind.ON_REQUEST}:
        kind = PriceKind.FROM if amount else PriceKind.ON_REQUEST
        return Price(amount, currency, kind)
    return Price(amount, currency)


def least(prices: Iterable[Price]) -> Price:
    """The lowest of several for the same thing, "from" where they differ. ``prices`` is not empty."""
    every = list(prices)
    lowest = min(every, key=lambda price: price.amount)
    if len(set(every)) == 1 or lowest.kind is PriceKind.ON_REQUEST:
        return lowest
    return Price(lowest.amount, lowest.currency, PriceKind.FROM)
