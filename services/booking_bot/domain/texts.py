"""Texts that people type, made fit to be kept and shown."""

from __future__ import annotations

import re
import unicodedata

from services.booking_bot.domain.errors import InvalidName

# Control characters and halves of surrogate pairs, which no database takes, and marks that turn the direction of what
# is printed after them.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs without a shape, with which people write nothing on purpose."""


def tidied(text: str) -> str:
    """One line without control characters and needless blanks; may be empty."""
    return " ".join(_UNWANTED.sub(" ", text).split())


def named(text: str, longest: int) -> str:
    """``text`` tidied. Raises ``InvalidName`` when nothing is left or more than ``longest`` characters are."""
    name = tidied(text)
    if not 0 < len(name) <= longest:
        raise InvalidName(longest)
    return name


def paragraphs(text: str) -> str:
    """``text`` with its lines: each tidied, at most one empty line in a row; empty when there is nothing to see."""
    lines: list[str] = []
    for line in map(tidied, text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    whole = "\n".join(lines).strip()
    return whole if any(_is_seen(character) for character in whole) else ""


def _is_seen(character: str) -> bool:
    return character not in _BLANKS and unicodedata.category(character)[0] not in "ZC"


def utf16_length(text: str) -> int:
    """As Telegram counts: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2
