"""Logging for people (``text``) and for machines (``json``), with secrets and e-mails struck out."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

_PATTERNS = (
    (re.compile(r"\b(\d{5,20}):[A-Za-z0-9_-]{20,}"), r"\1:[REDACTED]"),  # a bot token keeps its public half
    (re.compile(r"(?<=://)([^:/@\s]*):[^@\s]+@"), r"\1:[REDACTED]@"),  # user:password@host
    (re.compile(r"[\w.!#$%&'*+?^`{|}~-]+@[\w-]+(\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?i)\b(basic|bearer) [A-Za-z0-9+/=._~-]{8,}"), r"\1 [REDACTED]"),
)
_USUAL = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def redact(text: str) -> str:
    """The text with bot tokens, passwords in addresses, authorization headers and e-mails struck out."""
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


class TextFormatter(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        facts = " ".join(f"{name}={value}" for name, value in _facts(record).items())
        return redact(f"{super().format(record)} {facts}".rstrip())


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return redact(json.dumps(entry, ensure_ascii=False, default=str))


def _facts(record: logging.LogRecord) -> dict[str, object]:
    """What the caller handed over as ``extra``."""
    return {name: value for name, value in record.__dict__.items() if name not in _USUAL}


def configure_logging(log_format: str = "text", level: int = logging.INFO) -> None:
    """Send every logger to stderr. ``log_format`` is ``text`` or ``json``."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("urllib3", "docker", "aiogram.event", "psycopg.pool"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
