"""A client's backup: its schema as ``pg_restore`` takes it, and what the registry says of it, in a folder of its own.

``<backups>/client_042/2026-11-30T17-20-05Z/`` holds ``data.dump`` and ``backup.json``. The folder gets its name when
all of it is on the disk and was read back: one that has a name is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from deploy.errors import DeployFailed, DeployRefused
from deploy.postgres_programs import PostgresPrograms
from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret

DATA, FACTS = "data.dump", "backup.json"


@dataclass(frozen=True, slots=True)
class Backup:
    """``rows``: how many each table had; empty where the client never had a schema, and then there is no dump."""

    folder: Path
    rows: Mapping[str, int]

    @property
    def remarks(self) -> tuple[str, ...]:
        return (f"{self.folder}: {len(self.rows)} tables, {sum(self.rows.values())} rows",)


@dataclass(frozen=True, slots=True)
class Backups:
    """``folder``: where they are kept, each client's in a folder of its own; nobody but the worker may enter."""

    folder: Path
    programs: PostgresPrograms

    def make(self, client_id: str, facts: Mapping[str, Any], database_url: Secret, at: datetime) -> Backup:
        """Back the client up as it is now. Made again for the same ``at``, it is the one that is there.

        ``facts``: what is worth knowing of the client besides its data; no secrets. The bot may run meanwhile.

        Raises:
            DeployRefused: this machine cannot make one.
            DeployFailed: it was not made, or cannot be read.
        """
        whole = self.folder / client_id / f"{at.astimezone(UTC):%Y-%m-%dT%H-%M-%SZ}"
        if whole.exists():
            return self.read(whole)
        part = whole.with_name(f"{whole.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        for path in (self.folder, whole.parent, part):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with connect(database_url) as owner:
            rows = self._dump(owner, client_id, database_url, part / DATA)
        dump = part / DATA
        _write(part / FACTS, {**facts, "made_at": at.isoformat(), "rows": rows, "sha256": _digest(dump)})
        _to_disk(part)
        part.rename(whole)
        _to_disk(whole.parent)
        return Backup(whole, rows)

    def read(self, folder: Path) -> Backup:
        """One that was made before, as it was made. Raises ``DeployRefused`` when it is not there, or has changed."""
        try:
            facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
            digest, rows = facts["sha256"], dict(facts["rows"])
        except (OSError, ValueError, KeyError):
            raise DeployRefused(f"the backup {folder} is not there any more") from None
        if digest != _digest(folder / DATA):
            raise DeployRefused(f"the backup {folder} is not what it was when it was made")
        return Backup(folder, rows)

    def _dump(
        self, owner: psycopg.Connection[DictRow], client_id: str, database_url: Secret, dump: Path
    ) -> dict[str, int]:
        """Dump and rows of one moment: what the bot writes meanwhile is in neither."""
        owner.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        owner.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        if not has_schema(owner, client_id):
            return {}
        row = owner.execute("SELECT pg_export_snapshot() AS name").fetchone()
        assert row is not None
        rows = _rows(owner, client_id)
        self.programs.dump(database_url, client_id, snapshot=row["name"], to=dump)
        held = self.programs.tables_of(dump)
        if held != rows.keys():
            raise DeployFailed(f"the backup lacks {', '.join(sorted(rows.keys() ^ held))}")
        return rows


def has_schema(owner: psycopg.Connection[DictRow], client_id: str) -> bool:
    return owner.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (client_id,)).fetchone() is not None


def _rows(owner: psycopg.Connection[DictRow], client_id: str) -> dict[str, int]:
    query = "SELECT tablename AS name FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
    counts = {}
    for table in owner.execute(query, (client_id,)).fetchall():
        name = sql.Identifier(client_id, table["name"])
        counted = owner.execute(sql.SQL("SELECT count(*) AS n FROM {}").format(name)).fetchone()
        assert counted is not None
        counts[table["name"]] = counted["n"]
    return counts


def _write(path: Path, facts: Mapping[str, Any]) -> None:
    text = json.dumps(facts, ensure_ascii=False, indent=2, default=str)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def _digest(dump: Path) -> str | None:
    """None: there is no dump."""
    if not dump.exists():
        return None
    with dump.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(folder: Path) -> None:
    """A file's name is its folder's: both have to be there after a power cut."""
    for path in (*(path for path in folder.iterdir() if path.is_file()), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
