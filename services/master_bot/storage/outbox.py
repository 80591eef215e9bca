"""Messages to owners and operators, written down with what they tell of and sent afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.shared.postgres.pool import Transaction

OWN_BOT = "own_bot"


@dataclass(frozen=True, slots=True)
class Message:
    """``dedupe_key``: said once, however often it is added.

    ``sender``: ``sales_bot``, ``master_bot``, or ``own_bot`` for that of ``client_id``.
    """

    dedupe_key: str
    sender: str
    chat_id: int
    kind: str
    facts: Mapping[str, Any]
    client_id: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that is being sent."""

    id: int
    sender: str
    chat_id: int
    kind: str
    facts: dict[str, Any]
    attempts: int
    client_id: str | None


def add(tx: Transaction, message: Message, *, now: datetime) -> None:
    tx.execute(
        "INSERT INTO outbox (dedupe_key, sender, chat_id, kind, facts, client_id, next_try_at, created_at)"
        " VALUES (%(key)s, %(sender)s, %(chat_id)s, %(kind)s, %(facts)s, %(client_id)s, %(now)s, %(now)s)"
        " ON CONFLICT (dedupe_key) DO NOTHING",
        {
            "key": message.dedupe_key,
            "sender": message.sender,
            "chat_id": message.chat_id,
            "kind": message.kind,
            "facts": Jsonb(dict(message.facts)),
            "client_id": message.client_id,
            "now": now,
        },
    )


def added_at(tx: Transaction, dedupe_key: str) -> datetime | None:
    """When a message was written down; None: never."""
    row = tx.execute("SELECT created_at FROM outbox WHERE dedupe_key = %s", (dedupe_key,)).fetchone()
    return None if row is None else row["created_at"]


def claim(tx: Transaction, *, now: datetime, lease: timedelta) -> Outgoing | None:
    """Mark the message that is longest due as being sent; one whose sender has died is due again."""
    with tx.cursor(row_factory=class_row(Outgoing)) as cursor:
        return cursor.execute(
            "UPDATE outbox SET state = 'sending', attempts = attempts + 1, lease_until = %(until)s WHERE id = ("
            " SELECT id FROM outbox WHERE (state = 'due' AND next_try_at <= %(now)s)"
            " OR (state = 'sending' AND lease_until < %(now)s)"
            " ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)"
            " RETURNING id, sender, chat_id, kind, facts, attempts, client_id",
            {"now": now, "until": now + lease},
        ).fetchone()


def finish(tx: Transaction, outgoing: Outgoing, state: str, *, error: str | None, now: datetime) -> None:
    """``sent`` or ``undeliverable``."""
    tx.execute(
        "UPDATE outbox SET state = %s, last_error = %s, sent_at = %s WHERE id = %s AND attempts = %s",
        (state, error, now, outgoing.id, outgoing.attempts),
    )


def retry_later(tx: Transaction, outgoing: Outgoing, *, error: str, at: datetime) -> None:
    tx.execute(
        "UPDATE outbox SET state = 'due', last_error = %s, next_try_at = %s WHERE id = %s AND attempts = %s",
        (error, at, outgoing.id, outgoing.attempts),
    )
