from __future__ import annotations

import re
from pathlib import Path

from tests.support.catalogues import MessageId, Tags, facts_of, said_in, translated_in

SERVICE = Path(__file__).resolve().parents[3] / "services" / "booking_bot"
KEYWORDS = {"texts": None, "words": None, "label": None, "plural": (1, 2), "marked": None}
_NO_WORDS = re.compile(r"<[^>]*>|\{\w+\}|[^\w]|_")


def has_words(message: MessageId) -> bool:
    """Whether anything is left of it without tags and facts."""
    return bool(_NO_WORDS.sub("", message if isinstance(message, str) else message[0]))


def test_everything_said_has_its_russian() -> None:
    said = {message for message in said_in(SERVICE, KEYWORDS) if has_words(message)}
    translated = translated_in(SERVICE)

    assert said - translated.keys() == set()
    assert translated.keys() - said == set()


def test_translations_keep_facts_and_tags() -> None:
    for message_id, entry in translated_in(SERVICE).items():
        source = message_id if isinstance(message_id, str) else message_id[1]
        for text in [entry.string] if isinstance(entry.string, str) else list(entry.string or ()):
            tags = Tags(text)
            assert facts_of(text) == facts_of(source), source
            assert (tags.open, tags.wrong) == ([], None), source
            assert text.strip(), source
