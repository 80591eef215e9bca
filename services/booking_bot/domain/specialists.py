"""Who does the work: each may do a service in a time and for a price of her own, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from services.booking_bot.domain.errors import InvalidName
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.texts import named, tidied

LONGEST_NAME = 60
LONGEST_ABOUT = 300


class AnyRule(StrEnum):
    """Who of those that are free gets a visit for which the customer named nobody."""

    FIRST = "first"
    """The first in the owner's order."""
    FEWEST = "fewest"
    """Who has the fewest visits on that day."""
    TURN = "turn"
    """Whose last booking was made longest ago."""


@dataclass(frozen=True, slots=True)
class Specialist:
    """``about`` is what customers read under the name. One who is not ``active`` keeps the visits she has.

    ``photo`` is Telegram's file id.
    """

    id: int
    name: str
    about: str = ""
    active: bool = True
    position: int = 0
    photo: str | None = None


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """How a specialist does one service; None is as the service says. ``price`` in hundredths of the currency."""

    offered: bool = True
    minutes: int | None = None
    price: int | None = None

    def applied(self, service: Service) -> Service:
        """The service as this specialist does it. A sum of her own is exact, unless the service's is "from" one."""
        own = service if self.minutes is None else replace(service, minutes=self.minutes)
        if self.price is None:
            return own
        kind = PriceKind.FROM if service.price_kind is PriceKind.FROM else PriceKind.EXACT
        return replace(own, price=self.price, price_kind=kind)


AS_THE_SERVICE_SAYS = OwnTerms()


def checked_name(text: str) -> str:
    """The name with its blanks tidied. Raises ``InvalidName`` when nothing is left or more than 60 characters are."""
    return named(text, LONGEST_NAME)


def checked_about(text: str) -> str:
    """The text with its blanks tidied; "-" is none. Raises ``InvalidName`` above 300 characters."""
    about = tidied(text)
    if len(about) > LONGEST_ABOUT:
        raise InvalidName(LONGEST_ABOUT)
    return "" if about == "-" else about
