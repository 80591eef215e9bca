from __future__ import annotations

import json
import logging
import sys

import pytest

from services.shared.runtime.logs import JsonFormatter, TextFormatter, redact

MADE_UP_TOKEN = "123456789:" + "A" * 35


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"getMe for {MADE_UP_TOKEN} failed", "getMe for 123456789:[REDACTED] failed"),
        ("postgresql://user:hidden-word@host/db", "postgresql://user:[REDACTED]@host/db"),
        ("redis://:hidden-word@host:6379/0", "redis://:[REDACTED]@host:6379/0"),
        ("Authorization: Basic aGlkZGVuLXdvcmQ=", "Authorization: Basic [REDACTED]"),
        ("order of Anna.P+1@mail.пример.рф: email=anna@example.com", "order of [e-mail]: email=[e-mail]"),
        ("the bot @salon_bot is up, 990 ₽ @ 10:30", "the bot @salon_bot is up, 990 ₽ @ 10:30"),
        ("a visit at 10:30, see http://host:8000/health", "a visit at 10:30, see http://host:8000/health"),
    ],
)
def test_secrets_are_struck_out(text: str, shown: str) -> None:
    assert redact(text) == shown


def record(message: str, **facts: object) -> logging.LogRecord:
    entry = logging.LogRecord("bot", logging.WARNING, "file.py", 1, message, (), None)
    entry.__dict__.update(facts)
    return entry


def test_json_line_holds_the_facts_and_the_error() -> None:
    try:
        raise ValueError(MADE_UP_TOKEN)
    except ValueError:
        entry = record("it failed", client_id="client_001")
        entry.exc_info = sys.exc_info()

    line = json.loads(JsonFormatter().format(entry))

    assert {name: line[name] for name in ("level", "logger", "message", "client_id")} == {
        "level": "warning",
        "logger": "bot",
        "message": "it failed",
        "client_id": "client_001",
    }
    assert "ValueError: 123456789:[REDACTED]" in line["error"]


def test_text_line_holds_the_facts() -> None:
    line = TextFormatter().format(record("it failed", client_id="client_001"))

    assert line.endswith("WARNING bot: it failed client_id=client_001")
