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


def drop(database: Database) -> None:
    with psycopg.connect(database.server.superuser_url.reveal(), autocommit=True) as superuser:
        superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database.name)))
