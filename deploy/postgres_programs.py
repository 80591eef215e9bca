"""pg_dump and pg_restore: found, held against the server's version, run with time limits and no secret in the words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from deploy.errors import DeployFailed, DeployRefused, EngineAway
from services.shared.postgres.pool import connect
from services.shared.runtime.logs import redact
from services.shared.runtime.secret import Secret

DUMP_SECONDS = 900
LOOK_SECONDS = 60
LOCK_SECONDS = 10
_KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR")
_SETTINGS = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
_TABLE_DATA = re.compile(r"^\d+; \d+ \d+ TABLE DATA \S+ (\S+) \S+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PostgresPrograms:
    """``folder``: where they lie; None: where PATH finds them."""

    folder: Path | None = None

    def check(self, database_url: Secret) -> str:
        """Raises ``DeployRefused`` when they are missing, or older than the server: it would refuse them."""
        with connect(database_url) as connection:
            server = connection.info.server_version // 10000
        for name in ("pg_dump", "pg_restore"):
            said = self._run(name, ["--version"], {}, LOOK_SECONDS)
            found = re.search(r"\) (\d+)", said)
            if found is None or int(found[1]) < server:
                raise DeployRefused(
                    f"{said.strip()} is older than the server ({server}): no backup can be made where the deploy worker"
                    f" runs; install postgresql-client-{server} there, or name its folder in PG_BIN_DIR"
                )
        return f"pg_dump for PostgreSQL {server}"

    def dump(self, database_url: Secret, schema: str, *, snapshot: str, to: Path) -> None:
        """``schema`` as it is in ``snapshot``, in pg_dump's custom format; nobody else may read the file."""
        words = ["--format=custom", f"--schema={schema}", f"--snapshot={snapshot}", f"--file={to}"]
        words += [f"--lock-wait-timeout={LOCK_SECONDS}s", "--no-password"]
        self._run("pg_dump", words, _environment(database_url), DUMP_SECONDS)

    def tables_of(self, dump: Path) -> set[str]:
        """The tables whose rows a dump holds, by its list of contents."""
        return set(_TABLE_DATA.findall(self._run("pg_restore", ["--list", str(dump)], {}, LOOK_SECONDS)))

    def _run(self, name: str, words: list[str], settings: dict[str, str], seconds: int) -> str:
        path = shutil.which(name, path=None if self.folder is None else str(self.folder))
        if path is None:
            where = "PATH" if self.folder is None else f"PG_BIN_DIR={self.folder}"
            raise DeployRefused(f"there is no {name} in {where} of the deploy worker: no backup can be made")
        environment = {kept: os.environ[kept] for kept in _KEPT if kept in os.environ} | settings
        try:
            done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, with words of ours
                [path, *words],
                env=environment,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
                umask=0o077,
            )
        except subprocess.TimeoutExpired:
            raise DeployFailed(f"{name} did not end within {seconds} s") from None
        if done.returncode:
            said = redact(" ".join(done.stderr.split()))[:300] or "no reason given"
            raise (EngineAway if "could not connect" in said or "connection to server" in said else DeployFailed)(
                f"{name} failed: {said}"
            )
        return done.stdout


def _environment(database_url: Secret) -> dict[str, str]:
    """The address in the child's environment: its command line is everybody's to read."""
    parts = conninfo_to_dict(database_url.reveal())
    return {name: str(parts[part]) for part, name in _SETTINGS.items() if parts.get(part) is not None} | {
        "PGCONNECT_TIMEOUT": "5"
    }
