"""``python -m services.webhook.migrate``: brings the schema ``webhook`` up to date, as its owner."""

from __future__ import annotations

from pathlib import Path

import psycopg

from services.shared.postgres.migrations import MigrationError, migrate, read_migrations
from services.shared.postgres.pool import connect
from services.shared.runtime.environment import Environment
from services.shared.runtime.program import run_program
from services.shared.runtime.secret import Secret

SCHEMA = "webhook"
MIGRATIONS = Path(__file__).parent / "storage" / "migrations"


def migrate_inbox(owner_url: Secret) -> list[str]:
    """Apply what is missing and give its names. Raises ``MigrationError`` or ``psycopg.Error``."""
    with connect(owner_url) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS webhook")
        return migrate(connection, SCHEMA, read_migrations(MIGRATIONS))


def main() -> int:
    url = Environment.load().secret_url("DATABASE_URL", schemes=("postgresql", "postgres"))
    try:
        applied = migrate_inbox(url)
    except (MigrationError, psycopg.Error) as error:
        print(f"error: {SCHEMA}: {' '.join(str(error).split())}")  # noqa: T201 - the program's whole output
        return 1
    print(f"{SCHEMA}: {', '.join(applied) or 'up to date'}")  # noqa: T201 - the program's whole output
    return 0


if __name__ == "__main__":
    run_program(main)
