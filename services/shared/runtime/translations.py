"""Texts in Russian and English. English stands in the code; the Russian comes from a catalogue (``.po``).

Catalogues are read at start, with their plural rules, so that there is no compiling step to forget:
``<service>/locales/<language>/LC_MESSAGES/messages.po``.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"
# Whom Russian serves better than English.
_READ_RUSSIAN = frozenset({"ru", "uk", "be", "kk", "ky", "uz", "tg", "tk", "hy", "az", "ka", "mo"})


def language_of(language_code: str | None) -> str:
    """``ru`` or ``en``, from what Telegram says of a person's app; Russian when it says nothing."""
    if not language_code:
        return "ru"
    return "ru" if language_code.lower().partition("-")[0] in _READ_RUSSIAN else SOURCE


@dataclass(frozen=True, slots=True)
class Texts:
    """One language: ``texts("Hello, {name}!", name=…)``, and ``texts.plural`` where a number decides."""

    language: str
    _catalogue: gettext.NullTranslations

    def __call__(self, message: str, **facts: object) -> str:
        found = self._catalogue.gettext(message)
        return found.format(**facts) if facts else found

    def plural(self, one: str, many: str, number: int, **facts: object) -> str:
        """``texts.plural("{n} visit", "{n} visits", 3)`` → «3 визита»; the number is ``n`` in the message."""
        return self._catalogue.ngettext(one, many, number).format(n=number, **facts)


class Translations(Mapping[str, Texts]):
    """The languages of one service: ``translations["ru"]``; an unknown language is answered in English."""

    def __init__(self, folder: Path) -> None:
        catalogues = {path.parents[1].name: _read(path) for path in folder.glob("*/LC_MESSAGES/messages.po")}
        self._texts = {language: Texts(language, catalogue) for language, catalogue in catalogues.items()}
        self._texts.setdefault(SOURCE, Texts(SOURCE, gettext.NullTranslations()))

    def __getitem__(self, language: str) -> Texts:
        return self._texts.get(language, self._texts[SOURCE])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _read(path: Path) -> gettext.GNUTranslations:
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=path.parents[1].name))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
