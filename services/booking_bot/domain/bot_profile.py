"""What people read about the bot before they press Start, in each language, within Telegram's limits."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from services.booking_bot.domain.errors import InvalidName
from services.booking_bot.domain.texts import tidied


class BotProfilePart(StrEnum):
    NAME = "name"
    DESCRIPTION = "description"
    """Seen in the empty chat, before Start."""
    ABOUT = "about"
    """Seen on the bot's page, and beside a link to it."""


LONGEST: Mapping[BotProfilePart, int] = MappingProxyType(
    {BotProfilePart.NAME: 64, BotProfilePart.DESCRIPTION: 512, BotProfilePart.ABOUT: 120}
)
"""Telegram's limits; we count as its apps do, an emoji as two."""

BotProfile = Mapping[BotProfilePart, str]


def checked_part(part: BotProfilePart, text: str) -> str:
    """The text with its blanks tidied; a description keeps its lines. Raises ``InvalidName`` for none or too long."""
    lines = [tidied(line) for line in text.strip().splitlines()]
    tidy = "\n".join(lines) if part is BotProfilePart.DESCRIPTION else " ".join(line for line in lines if line)
    if not tidy or _length(tidy) > LONGEST[part]:
        raise InvalidName(LONGEST[part])
    return tidy


def cut(part: BotProfilePart, text: str) -> str:
    """As much of it as Telegram takes."""
    if _length(text) <= LONGEST[part]:
        return text
    while _length(text) >= LONGEST[part]:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
