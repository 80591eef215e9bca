"""What a superuser does once for the platform: roles, the database, the control plane's schemas, Redis users.

Safe to repeat: it brings everything to the same end. PostgreSQL 16 or newer; Redis 7, Valkey 8 or newer.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
import redis
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.rows import DictRow, dict_row

from deploy.provision import CLIENTS, save_users
from services.shared.runtime.secret import Secret
from services.shared.telegram.redis_commands import CLIENT_COMMANDS

OWNER = "booking_user"
CONTROL_PLANE = {"zapis_master": "platform", "zapis_webhook": "webhook"}
"""Role of a service → the one schema that it sees."""

_FROM_NOW_ON = "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema}"

BOTS_KEYS = ("zapis_sales:*", "zapis_master:*")


@dataclass(frozen=True, slots=True)
class RolePasswords:
    booking_user: Secret
    zapis_master: Secret
    zapis_webhook: Secret


@dataclass(frozen=True, slots=True)
class RedisPasswords:
    zapis_admin: Secret
    zapis_bots: Secret


def bootstrap_postgres(
    superuser: psycopg.Connection[DictRow], passwords: RolePasswords, database: str = "booking_saas"
) -> None:
    """Make roles, ``database`` and its schemas. ``superuser`` is an autocommit connection to any database."""
    for role, password in (
        (OWNER, passwords.booking_user),
        ("zapis_master", passwords.zapis_master),
        ("zapis_webhook", passwords.zapis_webhook),
    ):
        _ensure_role(superuser, role, password)
    # The owner makes the clients' roles; the grant to itself lets it make schemas and default privileges for them.
    superuser.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(sql.Identifier(OWNER)))
    superuser.execute(sql.SQL("ALTER ROLE {} SET createrole_self_grant = 'set, inherit'").format(sql.Identifier(OWNER)))
    # The deploy worker reads the control plane with it; schemas of clients are named where they are meant.
    superuser.execute(sql.SQL("ALTER ROLE {} SET search_path = platform, public").format(sql.Identifier(OWNER)))
    _ensure_clients_group(superuser)
    _ensure_database(superuser, database)
    address = make_conninfo(superuser.info.dsn, dbname=database, password=superuser.info.password)
    with psycopg.connect(address, autocommit=True, row_factory=dict_row, connect_timeout=5) as inside:
        _prepare_database(inside, database)


def _ensure_role(superuser: psycopg.Connection[DictRow], role: str, password: Secret) -> None:
    known = superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
    verb = "ALTER" if known else "CREATE"
    superuser.execute(
        sql.SQL(f"{verb} ROLE {{}} LOGIN NOSUPERUSER NOCREATEDB PASSWORD {{}}").format(
            sql.Identifier(role), sql.Literal(password.reveal())
        )
    )


def _ensure_clients_group(superuser: psycopg.Connection[DictRow]) -> None:
    group, owner = sql.Identifier(CLIENTS), sql.Identifier(OWNER)
    if superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (CLIENTS,)).fetchone() is None:
        superuser.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(group))
    # The owner may let roles in, but is no member itself.
    superuser.execute(sql.SQL("GRANT {} TO {} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE").format(group, owner))


def _ensure_database(superuser: psycopg.Connection[DictRow], database: str) -> None:
    if superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone() is None:
        superuser.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(database), sql.Identifier(OWNER))
        )


def _prepare_database(inside: psycopg.Connection[DictRow], database: str) -> None:
    name, owner = sql.Identifier(database), sql.Identifier(OWNER)
    inside.execute("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public")
    inside.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    # The server's other databases too: a client's role could otherwise fill the disk from there.
    for other in (name, sql.Identifier("postgres"), sql.Identifier("template1")):
        inside.execute(sql.SQL("REVOKE CONNECT, TEMPORARY ON DATABASE {} FROM PUBLIC").format(other))
    inside.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(CLIENTS)))
    _forbid_large_objects(inside)
    for role, schema in CONTROL_PLANE.items():
        words = {"database": name, "owner": owner, "role": sql.Identifier(role), "schema": sql.Identifier(schema)}
        for statement in (
            "CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {owner}",
            "GRANT CONNECT ON DATABASE {database} TO {role}",
            "GRANT USAGE ON SCHEMA {schema} TO {role}",
            f"{_FROM_NOW_ON} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {{role}}",
            f"{_FROM_NOW_ON} GRANT USAGE, SELECT ON SEQUENCES TO {{role}}",
            "ALTER ROLE {role} SET search_path = {schema}",
        ):
            inside.execute(sql.SQL(statement).format(**words))


def _forbid_large_objects(inside: psycopg.Connection[DictRow]) -> None:
    """Any role may otherwise fill the disk with them, outside its schema and its backups."""
    functions = inside.execute(
        "SELECT p.oid::regprocedure::text AS name FROM pg_proc p"
        " WHERE p.pronamespace = 'pg_catalog'::regnamespace"
        " AND p.proname IN ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_import', 'lo_put', 'lowrite', 'lo_open')"
    ).fetchall()
    for function in functions:
        inside.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(sql.SQL(function["name"])))


def bootstrap_redis(admin: redis.Redis, passwords: RedisPasswords) -> None:
    """Make the platform's users, turn ``default`` off and save, where the server has an aclfile."""
    everything = {"keys": ["*"], "channels": ["*"], "commands": ["+@all"]}
    _set_user(admin, "zapis_admin", passwords.zapis_admin, **everything)
    own = {
        "keys": list(BOTS_KEYS),
        "channels": [],
        "commands": ["-@all", *(f"+{command}" for command in CLIENT_COMMANDS)],
    }
    _set_user(admin, "zapis_bots", passwords.zapis_bots, **own)
    admin.acl_setuser("default", enabled=False)
    save_users(admin)


def _set_user(
    admin: redis.Redis, name: str, password: Secret, *, keys: list[str], channels: list[str], commands: list[str]
) -> None:
    admin.acl_setuser(
        name,
        enabled=True,
        passwords=[f"+{password.reveal()}"],
        keys=keys,
        channels=channels,
        commands=commands,
        reset=True,
    )
