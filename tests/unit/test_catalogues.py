from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.catalogues import Tags, facts_of, said_in, translated_in

SERVICES = Path(__file__).resolve().parents[2] / "services"
TALKING = ["sales_bot", "master_bot", "webhook"]
# The words of reply buttons are constants: they are said by name, and compared with what comes back.
BY_NAME = {"🤖 My bots", "⬅️ Back", "✨ Create the bot for me", "🔑 I have a token"}


@pytest.mark.parametrize("service", TALKING)
def test_everything_said_has_its_russian(service: str) -> None:
    said, translated = said_in(SERVICES / service), translated_in(SERVICES / service)

    assert said - translated.keys() == set()
    assert translated.keys() - said - BY_NAME == set()


@pytest.mark.parametrize("service", TALKING)
def test_translations_keep_facts_and_tags(service: str) -> None:
    for message_id, entry in translated_in(SERVICES / service).items():
        source = message_id if isinstance(message_id, str) else message_id[1]
        strings = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
        for text in strings:
            tags = Tags(text)
            assert facts_of(text) == facts_of(source), source
            assert (tags.open, tags.wrong) == ([], None), source
            assert text.strip(), source
