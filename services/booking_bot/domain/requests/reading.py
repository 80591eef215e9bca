"""A text as words, numbers and signs, and which of them have been understood already."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_TEXT = 1000
"""Characters that are read: who writes a letter says what is wanted at its beginning."""


class Kind(StrEnum):
    """The values are the names of the pattern's groups."""

    ISO = "iso"
    """ "2026-12-05"."""
    CLOCK = "clock"
    """ "15:30"."""
    DOTTED = "dotted"
    """ "5.12", "5.12.2026", and "15.30" too."""
    SLASHED = "slashed"
    """ "5/12", "5/12/2026"."""
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"


_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?!\d))"
    r"|(?P<clock>\d{1,2}:\d\d(?!\d))"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}(?:\.(?:\d{4}|\d\d))?(?!\d))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>[-–—@%])"
)
_DIGITS = re.compile(r"\d+")
_SPOKEN = {
    "tonight": "today evening",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "седня": "сегодня",
}


_GREETING = ("добр", "хорош", "good", "nice", "great")
_WISHED = {"утро", "утра", "день", "дня", "вечер", "вечера", "ночи", "morning", "day", "afternoon", "evening", "night"}


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` is in small letters, with е for ё, ``written`` as it stands there; ``numbers`` are those in it."""

    kind: Kind
    text: str
    numbers: tuple[int, ...] = ()
    written: str = ""


@dataclass(slots=True)
class Reading:
    """The tokens of a text in order. A token that was understood is used up, and nobody reads it a second time."""

    tokens: list[Token]
    used: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> Reading:
        return cls(_tokens(text))

    def kind(self, place: int) -> Kind | None:
        """None outside the text, and where the token is used up."""
        return self.tokens[place].kind if 0 <= place < len(self.tokens) and place not in self.used else None

    def text(self, place: int) -> str:
        """ "" outside the text, and where the token is used up."""
        return self.tokens[place].text if self.kind(place) is not None else ""

    def number(self, place: int) -> int | None:
        """A number of one or two digits."""
        if self.kind(place) is not Kind.NUMBER or len(self.tokens[place].text) > 2:
            return None
        return self.tokens[place].numbers[0]

    def use(self, first: int, stop: int) -> None:
        self.used.update(range(first, stop))

    def use_greetings(self) -> None:
        """«Добрый вечер» asks for no evening."""
        for place in range(len(self.tokens)):
            if self.text(place).startswith(_GREETING) and self.text(place + 1) in _WISHED:
                self.use(place, place + 2)

    def words_left(self) -> list[str]:
        """The words that nobody has understood."""
        return [token.text for place, token in enumerate(self.tokens) if self.kind(place) is Kind.WORD]


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", text[:LONGEST_TEXT])):
        kind, written = Kind(match.lastgroup or ""), match[0]
        said = written.lower().replace("ё", "е")
        if kind is Kind.WORD:
            found += [Token(kind, word, written=written) for word in _SPOKEN.get(said, said).split()]
        else:
            found.append(Token(kind, said, tuple(int(digits) for digits in _DIGITS.findall(said)), written))
    return found


def listed(words: str) -> list[str]:
    """The words of a list of words."""
    return words.split()
