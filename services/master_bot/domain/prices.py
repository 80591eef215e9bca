"""What a renewal costs when the plan's price has changed since it was bought. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

NOTICE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Priced:
    """A version of a plan."""

    version: int
    price: Decimal


@dataclass(frozen=True, slots=True)
class Told:
    """Of which version the owner was told, and when; both None: of none."""

    version: int | None
    at: datetime | None


def must_be_told(bought: Priced, on_sale: Priced, told: Told) -> bool:
    """Whether the version on sale is dearer, and nobody has said so yet."""
    return on_sale.price > bought.price and told.version != on_sale.version


def version_at(bought: Priced, on_sale: Priced, told: Told, now: datetime) -> Priced:
    """The version in which a renewal is bought ``now``: a fall counts at once, a rise 14 days after the notice."""
    if on_sale.price <= bought.price:
        return on_sale
    if told.version == on_sale.version and told.at is not None and now >= told.at + NOTICE:
        return on_sale
    return bought
