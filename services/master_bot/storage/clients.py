"""The registry: who our clients are, what should run for them and what does."""

from __future__ import annotations

import secrets as random_words
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import sql
from psycopg.rows import class_row

from services.master_bot.storage.cipher import Cipher
from services.shared.postgres.pool import Transaction
from services.shared.runtime.client_id import client_id_of
from services.shared.runtime.secret import Secret

_COLUMNS = (
    "id, bot_id, bot_username, owner_telegram_id, admin_ids, business_name, timezone, locale, desired_state,"
    " actual_state, image, previous_image, last_error, created_at, removal_began_at, backup, deleted_at"
)


@dataclass(frozen=True, slots=True)
class NewClient:
    """What has to be known of a client; its owner becomes its first admin."""

    bot_id: int
    bot_username: str
    bot_token: Secret
    owner_telegram_id: int
    business_name: str
    timezone: str
    locale: str


@dataclass(frozen=True, slots=True)
class Client:
    """A row of the registry, without its secrets."""

    id: str
    bot_id: int
    bot_username: str
    owner_telegram_id: int
    admin_ids: list[int]
    business_name: str
    timezone: str
    locale: str
    desired_state: str
    actual_state: str
    image: str | None
    previous_image: str | None
    last_error: str | None
    created_at: datetime
    removal_began_at: datetime | None
    backup: str | None
    deleted_at: datetime | None

    @property
    def gone(self) -> bool:
        """Its data are being taken away, or were: nothing brings it back, and nothing is to be asked for it."""
        return self.removal_began_at is not None or self.deleted_at is not None


@dataclass(frozen=True, slots=True)
class ClientSecrets:
    bot_token: Secret
    database_password: Secret
    redis_password: Secret


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """Which clients a list shows; ``search`` looks at id, bot's name and business's name."""

    state: str | None = None
    owner: int | None = None
    search: str | None = None


def create(tx: Transaction, cipher: Cipher, new: NewClient, *, now: datetime, client_id: str | None = None) -> Client:
    """Give the client its id, the next one in order unless it is named, and its passwords.

    Raises:
        psycopg.errors.UniqueViolation: the bot, or the named id, belongs to a client already.
    """
    # One at a time: ids are given in order, and a rolled-back sale leaves no gap.
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('zapis:client-ids', 0))")
    row = {
        "id": client_id or _next_id(tx),
        "bot_id": new.bot_id,
        "bot_username": new.bot_username,
        "bot_token": cipher.encrypt(new.bot_token),
        "owner": new.owner_telegram_id,
        "admin_ids": [new.owner_telegram_id],
        "business_name": new.business_name,
        "timezone": new.timezone,
        "locale": new.locale,
        "database_password": cipher.encrypt(_password()),
        "redis_password": cipher.encrypt(_password()),
        "now": now,
    }
    tx.execute(
        "INSERT INTO clients (id, bot_id, bot_username, bot_token, owner_telegram_id, admin_ids, business_name,"
        " timezone, locale, database_password, redis_password, desired_state, created_at)"
        " VALUES (%(id)s, %(bot_id)s, %(bot_username)s, %(bot_token)s, %(owner)s, %(admin_ids)s, %(business_name)s,"
        " %(timezone)s, %(locale)s, %(database_password)s, %(redis_password)s, 'running', %(now)s)",
        row,
    )
    return required(tx, str(row["id"]))


def _next_id(tx: Transaction) -> str:
    row = tx.execute("SELECT coalesce(max(substr(id, 8)::integer), 0) + 1 AS number FROM clients").fetchone()
    assert row is not None
    return client_id_of(row["number"])


def _password() -> Secret:
    return Secret(random_words.token_urlsafe(24))


def get(tx: Transaction, client_id: str) -> Client | None:
    with tx.cursor(row_factory=class_row(Client)) as cursor:
        return cursor.execute(f"SELECT {_COLUMNS} FROM clients WHERE id = %s", (client_id,)).fetchone()  # noqa: S608


def required(tx: Transaction, client_id: str) -> Client:
    """The client that must be there; LookupError otherwise."""
    client = get(tx, client_id)
    if client is None:
        raise LookupError(f"{client_id} is not in the registry")
    return client


def lock(tx: Transaction, client_id: str) -> Client:
    """The client, nobody else's to change until the transaction ends.

    Whoever changes a client and its deployments locks the client first: one order for all, no deadlock.
    """
    tx.execute("SELECT 1 FROM clients WHERE id = %s FOR NO KEY UPDATE", (client_id,))
    return required(tx, client_id)


def by_bot(tx: Transaction, bot_id: int) -> Client | None:
    """Whose bot this is; a deleted client has given its bot back."""
    with tx.cursor(row_factory=class_row(Client)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM clients WHERE bot_id = %s AND deleted_at IS NULL",  # noqa: S608
            (bot_id,),
        ).fetchone()


def secrets(tx: Transaction, cipher: Cipher, client_id: str) -> ClientSecrets:
    row = tx.execute(
        "SELECT bot_token, database_password, redis_password FROM clients WHERE id = %s", (client_id,)
    ).fetchone()
    if row is None:
        raise LookupError(f"{client_id} is not in the registry")
    return ClientSecrets(**{name: cipher.decrypt(value) for name, value in row.items()})


def bot_token(tx: Transaction, cipher: Cipher, client_id: str) -> Secret | None:
    """None: the client was deleted, and its token forgotten."""
    row = tx.execute("SELECT bot_token FROM clients WHERE id = %s AND deleted_at IS NULL", (client_id,)).fetchone()
    return None if row is None else cipher.decrypt(row["bot_token"])


def applied_limits(tx: Transaction, client_id: str) -> dict[str, Any] | None:
    """What the plan allowed when the bot was last started; None: not known."""
    row = tx.execute("SELECT applied_limits FROM clients WHERE id = %s", (client_id,)).fetchone()
    return None if row is None else row["applied_limits"]


def page(tx: Transaction, *, after: str | None, limit: int, only: ClientFilter) -> list[Client]:
    """Clients in the order of their numbers, after the id ``after``."""
    with tx.cursor(row_factory=class_row(Client)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM clients WHERE deleted_at IS NULL"  # noqa: S608
            " AND (%(after)s::text IS NULL OR substr(id, 8)::integer > substr(%(after)s, 8)::integer)"
            " AND (%(state)s::text IS NULL OR actual_state = %(state)s)"
            " AND (%(owner)s::bigint IS NULL OR owner_telegram_id = %(owner)s)"
            " AND (%(search)s::text IS NULL OR strpos(lower(id || ' ' || bot_username || ' ' || business_name),"
            " lower(%(search)s)) > 0)"
            " ORDER BY substr(id, 8)::integer LIMIT %(limit)s",
            {"after": after, "limit": limit, "state": only.state, "owner": only.owner, "search": only.search},
        ).fetchall()


def looked_after(tx: Transaction) -> list[Client]:
    """Those whose bot should be running now, and those that should be down, or gone, and were not said to be."""
    with tx.cursor(row_factory=class_row(Client)) as cursor:
        return cursor.execute(
            f"SELECT {_COLUMNS} FROM clients WHERE deleted_at IS NULL"  # noqa: S608
            " AND (desired_state = 'running'"
            " OR (desired_state IN ('stopped', 'suspended') AND actual_state NOT IN (desired_state, 'absent'))"
            " OR desired_state = 'deleted')"
            " ORDER BY substr(id, 8)::integer"
        ).fetchall()


def begin_removal(tx: Transaction, client_id: str, backup: str, *, now: datetime) -> None:
    """From here on there is no way back but ``backup``."""
    tx.execute(
        "UPDATE clients SET removal_began_at = coalesce(removal_began_at, %s), backup = %s WHERE id = %s",
        (now, backup, client_id),
    )


def forget(tx: Transaction, client_id: str, *, now: datetime) -> None:
    """The row stays, without secrets; its bot is free to be bought anew."""
    tx.execute(
        "UPDATE clients SET deleted_at = %s, bot_token = '', database_password = '', redis_password = '',"
        " actual_state = 'absent', image = NULL, previous_image = NULL, applied_limits = NULL, last_error = NULL"
        " WHERE id = %s",
        (now, client_id),
    )


def change(tx: Transaction, client_id: str, **columns: object) -> None:
    """Set columns of the registry, by name; the names are ours, never a caller's text."""
    unknown = columns.keys() - _CHANGEABLE
    if unknown:
        raise ValueError(f"not changeable: {', '.join(sorted(unknown))}")
    assignments = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in columns
    )
    tx.execute(
        sql.SQL("UPDATE clients SET {} WHERE id = %(client_id)s").format(assignments),
        {**columns, "client_id": client_id},
    )


_CHANGEABLE = frozenset(
    {
        "actual_state",
        "admin_ids",
        "applied_limits",
        "bot_id",
        "bot_token",
        "bot_username",
        "business_name",
        "deleted_at",
        "desired_state",
        "image",
        "last_error",
        "locale",
        "previous_image",
        "timezone",
    }
)
