"""What the owner's own texts can run into; as in ``errors``."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.errors import WrongAnswer


@dataclass(eq=False)
class InvalidText(WrongAnswer):
    """A text has something to see in it, and ``longest`` characters at most."""

    longest: int


@dataclass(eq=False)
class UnknownPlaceholder(WrongAnswer):
    """``placeholder`` (with its braces) is none of the ``allowed`` ones."""

    placeholder: str
    allowed: tuple[str, ...]


@dataclass(eq=False)
class UnclosedBrace(WrongAnswer):
    """The text has a brace without the other one; ``near``: what stands there."""

    near: str
    allowed: tuple[str, ...]
