"""Plain SQL files, forward only, applied to one SQLite file in one transaction and stamped there."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "migrations" / "sqlite"
_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
_STAMPS = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version     integer PRIMARY KEY,
    name        text NOT NULL,
    checksum    text NOT NULL,
    applied_at  text NOT NULL DEFAULT CURRENT_TIMESTAMP
)
"""


class MigrationError(Exception):
    """The file and this program do not fit together; the message says why."""


def migrate_file(path: Path, folder: Path = FOLDER) -> list[str]:
    """Make the file if need be, bring it up to date, and give the names of the migrations that were applied.

    Two programs that start on one file wait for each other.
    """
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        applied = _apply(connection, folder)
        connection.execute("COMMIT")
    return applied


def _apply(connection: sqlite3.Connection, folder: Path) -> list[str]:
    connection.execute(_STAMPS)
    stamped = dict(connection.execute("SELECT version, checksum FROM schema_migrations"))
    applied = []
    for version, path in _files(folder).items():
        text = path.read_text(encoding="utf-8")
        checksum = hashlib.sha256(text.encode()).hexdigest()
        if version not in stamped:
            for statement in statements(text):
                connection.execute(statement)
            connection.execute(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES (?, ?, ?)",
                (version, path.name, checksum),
            )
            applied.append(path.name)
        elif stamped.pop(version) != checksum:
            raise MigrationError(f"{path.name} was changed after it had been applied; add a new file instead")
    if stamped:
        raise MigrationError(f"the file is newer than this program: it is at {max(stamped):04d}; use a newer version")
    return applied


def _files(folder: Path) -> dict[int, Path]:
    found = {int(match[1]): path for path in sorted(folder.glob("*.sql")) if (match := _NAME.fullmatch(path.name))}
    if list(found) != list(range(1, len(found) + 1)):
        raise MigrationError(f"the files in {folder.name}/ must be numbered 0001, 0002, … without gaps")
    return found


def statements(text: str) -> Iterator[str]:
    """The file cut into single statements; those of a trigger stay inside it. One ends with its line."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip() and not all(line.startswith("--") for line in statement.strip().splitlines()):
        yield statement
