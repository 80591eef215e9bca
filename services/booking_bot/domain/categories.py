"""Groups of services, for a list that would otherwise be long."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.texts import named

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Category:
    """``position``: its place in the owner's order, which is that of making them."""

    id: int
    name: str
    position: int = 0


def checked_name(text: str) -> str:
    """The name with its blanks tidied. Raises ``InvalidName`` when nothing is left or more than 40 characters are."""
    return named(text, LONGEST_NAME)
