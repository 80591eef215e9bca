"""Many prices changed alike: by how much, of which services, rounded to what, from when."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain.errors_setup import InvalidPriceChange
from services.booking_bot.domain.services import HIGHEST_PRICE, Service

LOWEST_PERCENT, HIGHEST_PERCENT = -90, 500
ROUNDINGS = (1_00, 10_00, 50_00, 100_00)
"""Hundredths of the currency."""


@dataclass(frozen=True, slots=True)
class PriceChange:
    """``amount``: percent, or hundredths of the currency; below zero it lowers. ``category_id`` None: all services.

    Raises:
        InvalidPriceChange: it changes nothing, or by too much.
    """

    percent: bool
    amount: int
    rounding: int = ROUNDINGS[1]
    category_id: int | None = None

    def __post_init__(self) -> None:
        lowest, highest = (LOWEST_PERCENT, HIGHEST_PERCENT) if self.percent else (-HIGHEST_PRICE, HIGHEST_PRICE)
        if not self.amount or not lowest <= self.amount <= highest or self.rounding not in ROUNDINGS:
            raise InvalidPriceChange(LOWEST_PERCENT, HIGHEST_PERCENT)

    def concerns(self, service: Service) -> bool:
        """What states no sum (free, on request, nothing) stays as it is."""
        if service.price <= 0:
            return False
        return self.category_id is None or (service.category is not None and service.category.id == self.category_id)

    def applied(self, price: int) -> int:
        """Rounded half up; never below one step of rounding, since a price of nothing would read as none."""
        exact = price * (100 + self.amount) if self.percent else (price + self.amount) * 100
        step = self.rounding * 100
        rounded = (2 * exact + step) // (2 * step) * self.rounding
        return min(max(rounded, self.rounding), HIGHEST_PRICE)


@dataclass(frozen=True, slots=True)
class Planned:
    """A change that waits for its day."""

    id: int
    change: PriceChange
    due_at: datetime


def changed_prices(change: PriceChange, services: Iterable[Service]) -> list[tuple[Service, Service]]:
    """(before, after) of each service whose price becomes another."""
    pairs = [(one, replace(one, price=change.applied(one.price))) for one in services if change.concerns(one)]
    return [(before, after) for before, after in pairs if before.price != after.price]


def code_of(pairs: Iterable[tuple[Service, Service]]) -> int:
    """What prices were looked at, as a number below 2**32: another one once any of them is another."""
    return zlib.crc32(repr([(before.id, before.price) for before, _ in pairs]).encode())
