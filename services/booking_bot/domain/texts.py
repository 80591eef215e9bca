"""Texts that people type, made fit to be kept and shown."""

from __future__ import annotations

import re

from services.booking_bot.domain.errors import InvalidName

# Control characters and halves of surrogate pairs, which no database takes, and marks that turn the direction of what
# is printed after them.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def tidied(text: str) -> str:
    """One line without control characters and needless blanks; may be empty."""
    return " ".join(_UNWANTED.sub(" ", text).split())


def named(text: str, longest: int) -> str:
    """``text`` tidied. Raises ``InvalidName`` when nothing is left or more than ``longest`` characters are."""
    name = tidied(text)
    if not 0 < len(name) <= longest:
        raise InvalidName(longest)
    return name
