"""The inbox: notifications as they came, and how far each got. All statements of ``webhook.inbox`` stand here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from typing import Any

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.shared.postgres.pool import Transaction
from services.webhook.notifications import Notification

CHANNEL = "webhook_inbox"

# A master that found the payment unpaid, or could not make sense of the report, is asked again when the same news comes
# again; where it has settled or set a payment aside, the news is old.
_ASK_AGAIN_AFTER = ["not_paid", "refused"]

_STORE = """
WITH stored AS (
    INSERT INTO webhook.inbox AS known
           (dedupe_key, event, object_id, raw_body, headers, remote_ip, state, next_try_at, received_at, done_at)
    VALUES (%(dedupe_key)s, %(event)s, %(object_id)s, %(body)s, %(headers)s, %(sender)s, %(state)s, %(now)s, %(now)s,
            CASE WHEN %(state)s = 'ignored' THEN %(now)s::timestamptz END)
    ON CONFLICT (dedupe_key) DO UPDATE SET
        hits = known.hits + 1,
        state = CASE WHEN known.state = 'done' AND known.outcome = ANY(%(ask_again)s)
                          AND known.done_at <= %(now)s - %(rest)s::interval THEN 'new' ELSE known.state END,
        next_try_at = CASE WHEN known.state = 'done' THEN %(now)s ELSE known.next_try_at END
    RETURNING state, hits
)
SELECT state, hits, CASE WHEN state = 'new' THEN pg_notify(%(channel)s, '') END FROM stored
"""

_CLAIM = """
UPDATE webhook.inbox SET state = 'working', attempts = attempts + 1, lease_until = %(lease_until)s
WHERE id = (
    SELECT id FROM webhook.inbox
    WHERE state IN ('new', 'working') AND next_try_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
    ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING id, event, raw_body, attempts
"""

_FINISH = """
UPDATE webhook.inbox SET
    state = 'done', outcome = %(outcome)s, last_error = %(error)s, done_at = %(now)s, lease_until = NULL
WHERE id = %(id)s AND state = 'working' AND attempts = %(attempt)s
"""

_RETRY = """
UPDATE webhook.inbox SET state = 'new', next_try_at = %(at)s, last_error = %(error)s, lease_until = NULL
WHERE id = %(id)s AND state = 'working' AND attempts = %(attempt)s
"""

_FIGURES = """
SELECT state, count(*) AS rows, sum(hits)::bigint AS hits, sum(attempts)::bigint AS attempts,
       coalesce(extract(epoch FROM %(now)s - min(received_at)), 0)::float8 AS oldest_seconds
FROM webhook.inbox GROUP BY state
"""


@dataclass(frozen=True, slots=True)
class Received:
    """A request that came from an address we trust."""

    notification: Notification
    body: bytes
    headers: Mapping[str, str]
    sender: IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Stored:
    """``state``: ``new`` (the relay will look at it), ``working``, ``done`` or ``ignored``; ``hits``: deliveries."""

    state: str
    hits: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is ours until the lease ends; ``attempt`` tells our claim from a later one's."""

    id: int
    event: str
    body: bytes
    attempt: int


@dataclass(frozen=True, slots=True)
class Row:
    """A notification as it is kept."""

    id: int
    event: str | None
    object_id: str | None
    hits: int
    state: str
    outcome: str | None
    attempts: int
    last_error: str | None
    remote_ip: IPv4Address | IPv6Address
    received_at: datetime
    next_try_at: datetime
    done_at: datetime | None
    headers: dict[str, Any]
    raw_body: bytes


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one state: rows, deliveries, tries, and the age of the oldest row in seconds."""

    state: str
    rows: int
    hits: int
    attempts: int
    oldest_seconds: float


def store(tx: Transaction, received: Received, *, now: datetime, rest: timedelta = timedelta(0)) -> Stored:
    """Keep a notification; the same news once more only counts up, unless it is worth another look.

    It is not before ``rest`` has passed since the last look.
    """
    notification = received.notification
    row = tx.execute(
        _STORE,
        {
            "dedupe_key": notification.dedupe_key,
            "event": notification.event,
            "object_id": notification.object_id,
            "body": received.body,
            "headers": Jsonb(dict(received.headers)),
            "sender": received.sender,
            "state": "new" if notification.payment_id else "ignored",
            "ask_again": _ASK_AGAIN_AFTER,
            "channel": CHANNEL,
            "now": now,
            "rest": rest,
        },
    ).fetchone()
    assert row is not None
    return Stored(row["state"], row["hits"])


def claim(tx: Transaction, *, now: datetime, lease: timedelta) -> Claimed | None:
    """The row that has waited longest, for us alone until ``now + lease``; None when none is due."""
    row = tx.execute(_CLAIM, {"now": now, "lease_until": now + lease}).fetchone()
    return None if row is None else Claimed(row["id"], row["event"], row["raw_body"], row["attempts"])


def finish(tx: Transaction, claimed: Claimed, *, outcome: str, error: str | None = None, now: datetime) -> bool:
    """Record the end; False when the lease had ended and somebody else has the row."""
    facts = {"id": claimed.id, "attempt": claimed.attempt, "outcome": outcome, "error": error, "now": now}
    return tx.execute(_FINISH, facts).rowcount == 1


def retry_later(tx: Transaction, claimed: Claimed, *, error: str, at: datetime) -> bool:
    """Put the row back until ``at``; False as in ``finish``."""
    return tx.execute(_RETRY, {"id": claimed.id, "attempt": claimed.attempt, "error": error, "at": at}).rowcount == 1


_ROW = (
    "id, event, object_id, hits, state, outcome, attempts, last_error, remote_ip, received_at, next_try_at, done_at,"
    " headers, raw_body"
)


def get(tx: Transaction, row_id: int) -> Row | None:
    with tx.cursor(row_factory=class_row(Row)) as cursor:
        return cursor.execute(
            f"SELECT {_ROW} FROM webhook.inbox WHERE id = %s",  # noqa: S608 - our own words
            (row_id,),
        ).fetchone()


def latest(tx: Transaction, *, state: str | None, since: datetime | None, limit: int) -> list[Row]:
    """The latest first."""
    with tx.cursor(row_factory=class_row(Row)) as cursor:
        return cursor.execute(
            f"SELECT {_ROW} FROM webhook.inbox WHERE (%(state)s::text IS NULL OR state = %(state)s)"  # noqa: S608
            " AND (%(since)s::timestamptz IS NULL OR received_at >= %(since)s) ORDER BY id DESC LIMIT %(limit)s",
            {"state": state, "since": since, "limit": limit},
        ).fetchall()


def replay(tx: Transaction, row_id: int, *, now: datetime) -> bool:
    """Have the relay report it once more. False while it is being reported anyway."""
    done = tx.execute(
        "UPDATE webhook.inbox SET state = 'new', next_try_at = %s, outcome = NULL, last_error = NULL, done_at = NULL"
        " WHERE id = %s AND state <> 'working'",
        (now, row_id),
    )
    tx.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
    return done.rowcount == 1


def figures(tx: Transaction, *, now: datetime) -> list[Figures]:
    """What the table holds, by state."""
    return [Figures(**row) for row in tx.execute(_FIGURES, {"now": now})]
