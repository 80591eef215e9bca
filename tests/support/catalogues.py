"""What a service says, found in its code, to be held against its Russian catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

MessageId = str | tuple[str, str]
Keywords = Mapping[str, tuple[int, int] | None]
"""The function that says it → the places of its messages; None for the first alone."""
_FACTS = re.compile(r"\{(\w+)\}")


TEXTS: Keywords = {"texts": None, "plural": (1, 2)}


def said_in(folder: Path, keywords: Keywords = TEXTS) -> set[MessageId]:
    """The messages of all ``texts("…")`` and ``texts.plural("…", "…", n)`` below ``folder``."""
    found: set[MessageId] = set()
    for path in folder.rglob("*.py"):
        with path.open("rb") as source:
            for _, message, _, _ in extract("python", source, keywords=keywords):
                found.add(message if isinstance(message, str) else (message[0], message[1]))
    return found


def translated_in(service: Path) -> dict[MessageId, Message]:
    with (service / "locales" / "ru" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        entries = [message for message in read_po(source, locale="ru") if message.id]
    return {entry.id if isinstance(entry.id, str) else (entry.id[0], entry.id[1]): entry for entry in entries}


def facts_of(text: str) -> set[str]:
    """The names in braces."""
    return set(_FACTS.findall(text))


class Tags(HTMLParser):
    """Reads Telegram's HTML; ``open`` is empty and ``wrong`` is None when every tag is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: str | None = None
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong = tag

    def handle_data(self, data: str) -> None:
        self.words += data
