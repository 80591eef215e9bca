"""A platform database for a test: bootstrapped and migrated once, then copied for each test."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from deploy.bootstrap import RolePasswords, bootstrap_postgres
from scripts.servers.postgres import PostgresServer
from services.shared.runtime.secret import Secret

TEMPLATE = "zapis_template"
PASSWORDS = RolePasswords(
    booking_user=Secret("owner-made-up"), zapis_master=Secret("master-made-up"), zapis_webhook=Secret("webhook-made-up")
)


@dataclass(frozen=True, slots=True)
class Database:
    """One database of the test's own. Roles belong to the whole cluster, their passwords are the same everywhere."""

    server: PostgresServer
    name: str

    @property
    def owner_url(self) -> Secret:
        return self.server.url("booking_user", PASSWORDS.booking_user, self.name)

    @property
    def master_url(self) -> Secret:
        return self.server.url("zapis_master", PASSWORDS.zapis_master, self.name)

    @property
    def webhook_url(self) -> Secret:
        return self.server.url("zapis_webhook", PASSWORDS.zapis_webhook, self.name)

    @property
    def superuser_url(self) -> Secret:
        return self.server.url("postgres", self.server.password, self.name)

    def role_url(self, role: str, password: Secret) -> Secret:
        return self.server.url(role, password, self.name)


def bootstrap(server: PostgresServer, name: str) -> Database:
    with psycopg.connect(server.superuser_url.reveal(), autocommit=True, row_factory=dict_row) as superuser:
        bootstrap_postgres(superuser, PASSWORDS, database=name)
    return Database(server, name)


def copy(template: Database) -> Database:
    """A new database like ``template``, to which nobody may be connected. Privileges on the database come along."""
    made = Database(template.server, f"zapis_test_{secrets.token_hex(6)}")
    words = {
        "new": sql.Identifier(made.name),
        "old": sql.Identifier(template.name),
    }
    with psycopg.connect(template.server.superuser_url.reveal(), autocommit=True) as superuser:
        superuser.execute(sql.SQL("CREATE DATABASE {new} TEMPLATE {old} OWNER booking_user").format(**words))
        superuser.execute(sql.SQL("REVOKE CONNECT, TEMPORARY ON DATABASE {new} FROM PUBLIC").format(**words))
        superuser.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {new} TO zapis_master, zapis_webhook, zapis_clients").format(**words)
        )
    return made


_SHAPE = """
SELECT md5(string_agg(n.nspname || '.' || c.relname || c.relkind::text || c.relnatts, ','
                      ORDER BY n.nspname, c.relname))
    || (SELECT md5(string_agg(plans::text, ',' ORDER BY code, version)) FROM platform.plans)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT LIKE 'pg_%' AND n.nspname <> 'information_schema'
"""
_EMPTY = """
DO $$ DECLARE found record; BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    FOR found IN SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'client\\_%' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', found.name);
    END LOOP;
    FOR found IN SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
                 WHERE schemaname IN ('platform', 'webhook') AND tablename NOT IN ('schema_migrations', 'plans') LOOP
        EXECUTE 'DELETE FROM ' || found.name;
    END LOOP;
    FOR found IN SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences LOOP
        EXECUTE 'ALTER SEQUENCE ' || found.name || ' RESTART';
    END LOOP;
END $$
"""


def shape(database: Database) -> str | None:
    """A digest of the tables and plans; None when they cannot even be looked at."""
    try:
        with psycopg.connect(database.superuser_url.reveal(), autocommit=True) as inside:
            row = inside.execute(_SHAPE).fetchone()
    except psycopg.Error:
        return None
    return None if row is None else str(row[0])


def empty(database: Database) -> None:
    """Rows and clients' schemas away, connections closed, numbers from the start: much cheaper than a new copy."""
    with psycopg.connect(database.superuser_url.reveal(), autocommit=True) as inside:
        inside.execute("SET session_replication_role = replica")  # rows go in any order
        inside.execute(_EMPTY)


def drop(database: Database) -> None:
    with psycopg.connect(database.server.superuser_url.reveal(), autocommit=True) as superuser:
        superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database.name)))
