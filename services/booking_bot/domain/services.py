"""What can be booked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from services.booking_bot.domain.availability import Need
from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.errors_setup import (
    InvalidDuration,
    InvalidFixedTime,
    InvalidPrice,
    InvalidRule,
    TooManyFixedTimes,
)
from services.booking_bot.domain.prices import Price, PriceKind
from services.booking_bot.domain.texts import named

LONGEST_NAME = 80
SHORTEST_MINUTES, LONGEST_MINUTES = 5, 12 * 60
HIGHEST_PRICE = 100_000_000_00
DAY = 24 * 60
MOST_FIXED_TIMES = 48
LONGEST_WINDOW = 30 * 24 * 60
LONGEST_BUFFER = 4 * 60
BUFFERS = ("buffer_before", "buffer_after")


@dataclass(frozen=True, slots=True)
class OwnWindows:
    """Until how many minutes before the visit a service can be booked, moved, cancelled; None: as everywhere."""

    notice_minutes: int | None = None
    move_until_minutes: int | None = None
    cancel_until_minutes: int | None = None


AS_EVERYWHERE = OwnWindows()


@dataclass(frozen=True, slots=True)
class Service:
    """``price`` is in hundredths of the business's currency (kopecks); the buffers are minutes kept free around it.

    ``fixed_times``: minutes after local midnight at which alone it begins, in order; none: it begins in steps.
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
    price_kind: PriceKind = PriceKind.EXACT
    fixed_times: tuple[int, ...] = ()
    windows: OwnWindows = AS_EVERYWHERE
    category: Category | None = None
    photo: str | None = None

    def costs(self, currency: str) -> Price:
        return Price(self.price, currency, self.price_kind)

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


def checked_fixed_times(minutes: Iterable[int]) -> tuple[int, ...]:
    """Minutes after midnight in order, each once. Raises ``InvalidFixedTime`` outside 0 … 1439, TooManyFixedTimes."""
    ordered = tuple(sorted(set(minutes)))
    for minute in (*ordered[:1], *ordered[-1:]):
        if not 0 <= minute < DAY:
            raise InvalidFixedTime(minute)
    if len(ordered) > MOST_FIXED_TIMES:
        raise TooManyFixedTimes(MOST_FIXED_TIMES)
    return ordered


def with_rules(service: Service, change: Mapping[str, int | None]) -> Service:
    """``change``: buffers, and windows by their names; None only for a window. Raises ``InvalidRule``."""
    windows = {name: _checked_window(name, value) for name, value in change.items() if name not in BUFFERS}
    before, after = (_checked_buffer(name, change.get(name, getattr(service, name))) for name in BUFFERS)
    own = replace(service.windows, **windows)
    return replace(service, windows=own, buffer_before=before, buffer_after=after)


def _checked_buffer(name: str, minutes: int | None) -> int:
    if minutes is None or not 0 <= minutes <= LONGEST_BUFFER:
        raise InvalidRule(name, -1 if minutes is None else minutes, 0, LONGEST_BUFFER)
    return minutes


def _checked_window(name: str, minutes: int | None) -> int | None:
    if minutes is not None and not 0 <= minutes <= LONGEST_WINDOW:
        raise InvalidRule(name, minutes, 0, LONGEST_WINDOW)
    return minutes
