"""What the owner says to customers in words of his own: which texts there are, and what each may be filled with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.booking_bot.domain.errors_texts import InvalidText, UnclosedBrace, UnknownPlaceholder
from services.booking_bot.domain.texts import paragraphs, utf16_length

LONGEST = 1000
LONGEST_FILLED = 2000
"""What is filled in may be long, and a message has room for 4,096 characters."""
_PLACE = re.compile(r"\{([^{}\n]*)\}")
_NEAR = 20


class TextKind(StrEnum):
    """In the order of the list."""

    GREETING = "greeting"
    BOOKED = "booked"
    """On the card of a visit that is ahead."""
    REMINDER_FIRST = "reminder_first"
    REMINDER = "reminder"
    MOVED = "moved"
    CANCELLED = "cancelled"
    """By the business, as ``MOVED``."""
    NOTHING_FREE = "nothing_free"
    NOT_WELCOME = "not_welcome"
    """To who is banned."""


class Placeholder(StrEnum):
    NAME = "name"
    """Of the customer who reads it."""
    SERVICE = "service"
    SPECIALIST = "specialist"
    WHEN = "when"
    DAY = "day"
    TIME = "time"
    PRICE = "price"
    BUSINESS = "business"
    ADDRESS = "address"
    PHONE = "phone"

    def spelled(self, language: str) -> str:
        """As an owner types it in a text of this language; both spellings are understood in any."""
        return f"{{{_RUSSIAN[self] if language == 'ru' else self.value}}}"


_RUSSIAN = {
    Placeholder.NAME: "имя",
    Placeholder.SERVICE: "услуга",
    Placeholder.SPECIALIST: "специалист",
    Placeholder.WHEN: "когда",
    Placeholder.DAY: "день",
    Placeholder.TIME: "время",
    Placeholder.PRICE: "цена",
    Placeholder.BUSINESS: "название",
    Placeholder.ADDRESS: "адрес",
    Placeholder.PHONE: "телефон",
}
_SPELLINGS = {spelling: each for each in Placeholder for spelling in (each.value, _RUSSIAN[each])}

_OF_BUSINESS = (Placeholder.BUSINESS, Placeholder.ADDRESS, Placeholder.PHONE)
_OF_READER = (Placeholder.NAME, *_OF_BUSINESS)
_OF_VISIT = (
    Placeholder.NAME,
    Placeholder.SERVICE,
    Placeholder.SPECIALIST,
    Placeholder.WHEN,
    Placeholder.DAY,
    Placeholder.TIME,
    Placeholder.PRICE,
    *_OF_BUSINESS,
)
ALLOWED: Mapping[TextKind, tuple[Placeholder, ...]] = {
    TextKind.GREETING: _OF_READER,
    TextKind.BOOKED: _OF_VISIT,
    TextKind.REMINDER_FIRST: _OF_VISIT,
    TextKind.REMINDER: _OF_VISIT,
    TextKind.MOVED: _OF_VISIT,
    TextKind.CANCELLED: _OF_VISIT,
    TextKind.NOTHING_FREE: _OF_READER,
    TextKind.NOT_WELCOME: _OF_READER,
}

Facts = Mapping[Placeholder, str]
"""What stands for each; one that is missing or empty is not known."""


def checked_text(kind: TextKind, language: str, typed: str) -> str:
    """What the owner typed, as it is kept: plain text with its lines, the placeholders as they were typed.

    Raises:
        InvalidText: there is nothing to see in it, or it is longer than 1,000 characters (UTF-16 units).
        UnknownPlaceholder: one that this text does not have, or that does not exist.
        UnclosedBrace: a brace without the other one.
    """
    text = paragraphs(typed)
    if not 0 < utf16_length(text) <= LONGEST:
        raise InvalidText(LONGEST)
    allowed = tuple(each.spelled(language) for each in ALLOWED[kind])
    for match in _PLACE.finditer(text):
        if _meant(match) not in ALLOWED[kind]:
            raise UnknownPlaceholder(match[0], allowed)
    rest = _PLACE.sub(lambda match: " " * len(match[0]), text)
    alone = re.search(r"[{}]", rest)
    if alone is not None:
        raise UnclosedBrace(text[alone.start() :].split("\n")[0][:_NEAR], allowed)
    return text


def used_in(text: str) -> list[Placeholder]:
    """Each once, in the order of the text."""
    meant = (_meant(match) for match in _PLACE.finditer(text))
    return list(dict.fromkeys(each for each in meant if each is not None))


def filled(text: str, facts: Facts) -> str:
    """``text`` with the facts put in, for one reader; plain text.

    A line with a placeholder of which nothing is known is left out, so the result may be empty.
    """
    known = "\n".join(_filled_lines(text, facts)).strip()
    if utf16_length(known) <= LONGEST_FILLED:
        return known
    cut = known.encode("utf-16-le")[: 2 * (LONGEST_FILLED - 1)].decode("utf-16-le", errors="ignore")
    return f"{cut}…"


def _filled_lines(text: str, facts: Facts) -> Iterator[str]:
    for line in text.split("\n"):
        meant = [_meant(match) for match in _PLACE.finditer(line)]
        if all(facts.get(each) for each in meant if each is not None):
            yield _PLACE.sub(lambda match: _put_in(match, facts), line)


def _put_in(match: re.Match[str], facts: Facts) -> str:
    meant = _meant(match)
    return match[0] if meant is None else facts[meant]


def _meant(match: re.Match[str]) -> Placeholder | None:
    return _SPELLINGS.get(match[1].strip().casefold())


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """Those of one language, and what is filled into all of them: about the business, and about who reads them."""

    texts: Mapping[TextKind, str] = field(default_factory=dict)
    known: Facts = field(default_factory=dict)

    def unknown_in(self, text: str) -> list[Placeholder]:
        """What the business has not said about itself, though ``text`` would tell it."""
        return [each for each in used_in(text) if each in _OF_BUSINESS and not self.known.get(each)]

    def say(self, kind: TextKind, facts: Facts) -> str:
        """Plain text, empty where the owner has said nothing."""
        text = self.texts.get(kind)
        return "" if text is None else filled(text, {**self.known, **facts})


@dataclass(frozen=True, slots=True)
class StoredText:
    """``text`` is None where the default holds; ``former`` is what stood before that, None for the default."""

    text: str | None = None
    former: str | None = None

    def changed_to(self, text: str | None) -> StoredText:
        """The same text again is no change: what stood before it is kept."""
        return self if text == self.text else StoredText(text, self.text)
