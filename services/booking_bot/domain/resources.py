"""Chairs and rooms that visits share: a visit takes one of each that its service asks for."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.errors_setup import InvalidUnits
from services.booking_bot.domain.texts import named

LONGEST_NAME = 40
MOST_UNITS = 20


@dataclass(frozen=True, slots=True)
class Resource:
    """``units``: how many there are of it."""

    id: int
    name: str
    units: int = 1


def checked_name(text: str) -> str:
    """The name with its blanks tidied. Raises ``InvalidName`` when nothing is left or more than 40 characters are."""
    return named(text, LONGEST_NAME)


def checked_units(units: int) -> int:
    """Raises ``InvalidUnits`` outside 1 … 20."""
    if not 1 <= units <= MOST_UNITS:
        raise InvalidUnits(units, MOST_UNITS)
    return units
