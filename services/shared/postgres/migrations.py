"""Plain SQL files, forward only, applied to one schema under an advisory lock and stamped there.

A file is named ``0001_what_it_does.sql``. ``{schema}`` in it is not replaced: the search path is set instead, so that
the same files serve every client's schema.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
_STAMPS = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version     integer PRIMARY KEY,
    name        text NOT NULL,
    checksum    text NOT NULL,
    applied_at  timestamptz NOT NULL DEFAULT now()
)
"""


class MigrationError(Exception):
    """The files and what the schema says was applied do not agree; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Migration:
    version: int
    name: str
    statements: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.statements.encode()).hexdigest()


def read_migrations(folder: Path) -> list[Migration]:
    """The files of ``folder`` in order; a gap or a double number is an error."""
    found = [
        Migration(int(match[1]), path.name, path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.sql"))
        if (match := _NAME.fullmatch(path.name))
    ]
    if [migration.version for migration in found] != list(range(1, len(found) + 1)):
        raise MigrationError(f"the files in {folder.name}/ must be numbered 0001, 0002, … without gaps")
    return found


def migrate(connection: psycopg.Connection[DictRow], schema: str, migrations: Sequence[Migration]) -> list[str]:
    """Bring ``schema`` (which must exist) up to date and give the names of the files that were applied.

    All in one transaction: a file that fails leaves the schema as it was. Two programs that migrate the same schema
    wait for each other. ``lock_timeout`` keeps a busy table from being blocked by a waiting migration.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"migrate:{schema}",))
        connection.execute(sql.SQL("SET LOCAL search_path = {}, public").format(sql.Identifier(schema)))
        connection.execute("SET LOCAL lock_timeout = '3s'")
        connection.execute(_STAMPS)
        applied = {
            row["version"]: row for row in connection.execute("SELECT version, name, checksum FROM schema_migrations")
        }
        _check_history(schema, migrations, applied)
        pending = [migration for migration in migrations if migration.version not in applied]
        for migration in pending:
            connection.execute(migration.statements.encode())
            connection.execute(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES (%s, %s, %s)",
                (migration.version, migration.name, migration.checksum),
            )
    return [migration.name for migration in pending]


def _check_history(schema: str, migrations: Sequence[Migration], applied: dict[int, DictRow]) -> None:
    known = {migration.version: migration for migration in migrations}
    for version, row in applied.items():
        if version not in known:
            raise MigrationError(f"{schema} is newer than this program: it has {row['name']}; use a newer version")
        if row["checksum"] != known[version].checksum:
            raise MigrationError(
                f"{schema}: {row['name']} was changed after it had been applied; add a new file instead"
            )
