"""A message to everyone who runs the platform, written down with what it tells of."""

from __future__ import annotations

from typing import Any

from services.master_bot.storage import outbox
from services.master_bot.storage.outbox import Message
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import Transaction


def tell_operators(tx: Transaction, context: Context, kind: str, key: str, **facts: Any) -> None:
    """Once for each ``key`` and operator; ``kind`` as in ``views.messages``."""
    for operator in context.operators:
        message = Message(f"{key}:{operator}", "master_bot", operator, kind, {"locale": "ru", **facts})
        outbox.add(tx, message, now=context.clock())
