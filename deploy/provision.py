"""What a client owns on the shared servers: a schema and a role in PostgreSQL, a user in Redis. All safe to repeat."""

from __future__ import annotations

import psycopg
import redis
from psycopg import sql
from psycopg.rows import DictRow

from deploy.errors import DeployFailed
from services.shared.runtime.secret import Secret
from services.shared.telegram.redis_commands import CLIENT_COMMANDS

CLIENTS = "zapis_clients"
"""All clients' roles are in it. What they share is granted to it once: a list of a thousand grantees breaks the row."""

CONNECTION_LIMIT = 8
SCAN_COUNT = 1000
_SETTINGS = {
    "statement_timeout": "15s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
}

_SCHEMA = (
    "CREATE SCHEMA IF NOT EXISTS {client}",
    "REVOKE ALL ON SCHEMA {client} FROM PUBLIC",
    "GRANT USAGE ON SCHEMA {client} TO {client}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {client} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {client}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {client} GRANT USAGE, SELECT ON SEQUENCES TO {client}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {client} TO {client}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {client} TO {client}",
    "GRANT {group} TO {client} WITH INHERIT TRUE, SET FALSE",
)


def provision_database(owner: psycopg.Connection[DictRow], client_id: str, password: Secret) -> None:
    """Make role and schema of ``client_id``, the role able to log in, and to use the data of that schema only.

    ``owner`` is a connection of ``booking_user``, to whom the schema and its tables belong.
    """
    client = sql.Identifier(client_id)
    with owner.transaction():
        # Two workers must not make the same role at once: CREATE ROLE knows no IF NOT EXISTS.
        owner.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"provision:{client_id}",))
        known = owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (client_id,)).fetchone()
        words = sql.SQL("{} ROLE {} LOGIN NOINHERIT CONNECTION LIMIT {} PASSWORD {}").format(
            sql.SQL("ALTER" if known else "CREATE"),
            client,
            sql.Literal(CONNECTION_LIMIT),
            sql.Literal(password.reveal()),
        )
        owner.execute(words)
        for statement in _SCHEMA:
            owner.execute(sql.SQL(statement).format(client=client, group=sql.Identifier(CLIENTS)))
        for name, value in {"search_path": client_id, **_SETTINGS}.items():
            owner.execute(sql.SQL("ALTER ROLE {} SET {} = {}").format(client, sql.Identifier(name), sql.Literal(value)))


def lock_database(owner: psycopg.Connection[DictRow], client_id: str) -> None:
    """The role may no longer log in, and its present sessions end: a suspended client reaches nothing."""
    if owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (client_id,)).fetchone() is None:
        return
    owner.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(client_id)))
    owner.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s AND pid <> pg_backend_pid()",
        (client_id,),
    )


def remove_database(owner: psycopg.Connection[DictRow], client_id: str) -> None:
    """Schema and role of ``client_id`` with all that is in them: both or none. Who is still connected is thrown out.

    Raises:
        DeployFailed: the role owns something outside of this database.
    """
    lock_database(owner, client_id)
    client = sql.Identifier(client_id)
    with owner.transaction():
        owner.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"provision:{client_id}",))
        owner.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(client))
        if owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (client_id,)).fetchone() is None:
            return
        owner.execute(sql.SQL("DROP OWNED BY {}").format(client))
        try:
            owner.execute(sql.SQL("DROP ROLE {}").format(client))
        except psycopg.errors.DependentObjectsStillExist as error:
            raise DeployFailed(f"the role {client_id} is still used: {error.diag.message_detail}") from None


def provision_redis(admin: redis.Redis, client_id: str, password: Secret) -> None:
    """Make the Redis user of ``client_id``, limited to its own keys and to the commands that a bot uses."""
    admin.acl_setuser(
        client_id,
        enabled=True,
        passwords=[f"+{password.reveal()}"],
        keys=[f"{client_id}:*"],
        channels=[],
        commands=["-@all", *(f"+{command}" for command in CLIENT_COMMANDS)],
        reset=True,
    )
    save_users(admin)


def lock_redis(admin: redis.Redis, client_id: str) -> None:
    """Turn the user off and end its connections."""
    if client_id in (admin.acl_users() or []):
        admin.acl_setuser(client_id, enabled=False)
        admin.client_kill_filter(user=client_id)
        save_users(admin)


def remove_redis(admin: redis.Redis, client_id: str) -> int:
    """The user and all keys of ``client_id``; how many keys there were."""
    lock_redis(admin, client_id)
    found = 0
    for key in admin.scan_iter(match=f"{client_id}:*", count=SCAN_COUNT):
        found += admin.unlink(key)
    admin.acl_deluser(client_id)
    save_users(admin)
    return found


def save_users(admin: redis.Redis) -> None:
    """Write the users down, where the server has a file for them; the registry can make them again anyway."""
    try:
        admin.acl_save()
    except redis.ResponseError as refused:
        if "not configured to use an ACL file" not in str(refused):
            raise
