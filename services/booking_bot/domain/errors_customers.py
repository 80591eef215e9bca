"""What the owner's list of customers can run into; as in ``errors``."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.errors import DomainError, WrongAnswer


@dataclass(eq=False)
class CustomerNotFound(DomainError):
    """There is no such customer any more: merged with another, or forgotten."""

    customer_id: int


@dataclass(eq=False)
class UsernameUnknown(WrongAnswer):
    """No customer has this @username."""

    username: str


@dataclass(eq=False)
class InvalidSum(WrongAnswer):
    """``amount`` (hundredths of the currency) is below zero or above ``highest``."""

    amount: int
    highest: int


@dataclass(eq=False)
class InvalidNote(WrongAnswer):
    """A note has from one to ``longest`` characters."""

    longest: int


@dataclass(eq=False)
class InvalidTag(WrongAnswer):
    """A tag has from one to ``longest`` characters."""

    longest: int


@dataclass(eq=False)
class TooManyTags(WrongAnswer):
    """A customer has ``most`` tags at most."""

    most: int


@dataclass(eq=False)
class InvalidBirthday(WrongAnswer):
    """``text`` is no day of the year, or one that is still to come."""

    text: str


@dataclass(eq=False)
class NotTheSame(DomainError):
    """The two customers have different numbers, or each a Telegram account of his own."""
