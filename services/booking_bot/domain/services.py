"""What can be booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.booking_bot.domain.availability import Need
from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.errors import InvalidDuration, InvalidPrice
from services.booking_bot.domain.texts import named

LONGEST_NAME = 80
SHORTEST_MINUTES, LONGEST_MINUTES = 5, 12 * 60
HIGHEST_PRICE = 100_000_000_00


@dataclass(frozen=True, slots=True)
class Service:
    """``price`` is in hundredths of the business's currency (kopecks); the buffers are minutes kept free around it.

    ``photo`` is Telegram's file id.
    """

    id: int
    name: str
    minutes: int
    price: int
    hidden: bool = False
    buffer_before: int = 0
    buffer_after: int = 0
    position: int = 0
    category: Category | None = None
    photo: str | None = None

    @property
    def need(self) -> Need:
        return Need(
            timedelta(minutes=self.minutes), timedelta(minutes=self.buffer_before), timedelta(minutes=self.buffer_after)
        )


def checked_name(text: str) -> str:
    """The name with its blanks tidied. Raises ``InvalidName`` when nothing is left or more than 80 characters are."""
    return named(text, LONGEST_NAME)


def checked_minutes(minutes: int) -> int:
    """Raises ``InvalidDuration`` outside 5 minutes … 12 hours."""
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        raise InvalidDuration(minutes, SHORTEST_MINUTES, LONGEST_MINUTES)
    return minutes


def checked_price(price: int) -> int:
    """``price`` in hundredths of the currency; 0 is free. Raises ``InvalidPrice``."""
    if not 0 <= price <= HIGHEST_PRICE:
        raise InvalidPrice(price, HIGHEST_PRICE)
    return price
