"""What a customer's link can run into; as in ``errors``."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.errors import DomainError


@dataclass(eq=False)
class LinkUnknown(DomainError):
    """No such link was made, or another one took its place."""


@dataclass(eq=False)
class LinkUsed(DomainError):
    """Somebody else has opened it."""


@dataclass(eq=False)
class LinkOver(DomainError):
    """The visit is over or cancelled, or thirty days have passed."""


@dataclass(eq=False)
class LinkForCustomer(DomainError):
    """One of the team opened the link that is meant for a customer."""


@dataclass(eq=False)
class InTelegramAlready(DomainError):
    """The customer ``name`` needs no link."""

    name: str
