"""The people who book."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.errors import InvalidPhone
from services.booking_bot.domain.errors_setup import InvalidLanguage
from services.booking_bot.domain.settings import LANGUAGES
from services.booking_bot.domain.texts import named, tidied

LONGEST_NAME = 100
_PHONE_MARKS = re.compile(r"[\s().\-–—]")
_PHONE = re.compile(r"\+?[0-9]{7,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Customer:
    """``user_id`` is the Telegram id, None for somebody whom the shop entered by hand.

    ``language`` is None until it is known; then the business's own language holds. ``name_given``: the name is what the
    customer said, not what Telegram shows. ``phone_left_out``: he was asked for the number, and went on without it.
    """

    id: int
    name: str
    user_id: int | None = None
    username: str | None = None
    phone: str | None = None
    language: str | None = None
    name_given: bool = False
    access: Access = Access.ALLOWED
    phone_left_out: bool = False


def checked_name(text: str) -> str:
    """The name with its blanks tidied. Raises ``InvalidName`` when nothing is left or more than 100 characters are."""
    return named(text, LONGEST_NAME)


def telegram_name(shown: str) -> str:
    """What Telegram shows, cut to fit rather than refused; may be empty."""
    return tidied(shown)[:LONGEST_NAME].strip()


def checked_phone(text: str) -> str:
    """A number as digits, with a plus where one was given: "+7 (916) 123-45-67" → "+79161234567".

    Raises:
        InvalidPhone: when something else than 7 to 15 digits is left.
    """
    phone = _PHONE_MARKS.sub("", text)
    if _PHONE.fullmatch(phone) is None:
        raise InvalidPhone(text[:40])
    return phone


def number_in(typed: str) -> str | None:
    """The number that all of it is; None for what is a name."""
    try:
        return checked_phone(typed)
    except InvalidPhone:
        return None


def checked_language(language: str) -> str:
    """Raises ``InvalidLanguage`` for one that the bot does not speak."""
    if language not in LANGUAGES:
        raise InvalidLanguage(language)
    return language


def spoken_language(telegram_code: str | None) -> str | None:
    """The bot's language for the code that Telegram sends ("en-GB" → "en"), None when it does not speak it."""
    code = (telegram_code or "").partition("-")[0].lower()
    return code if code in LANGUAGES else None
