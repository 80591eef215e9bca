"""Bots as processes of this machine, for computers without an engine.

Each is a process in a session of its own, so that it outlives the worker; ``<run dir>/<client>.json`` holds its pid and
the moment the kernel started it, by which a restarted worker knows it again and never signals a stranger that was given
the same pid. Processes of one user are not isolated from each other by the system.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from deploy.errors import DeployFailed, EngineAway
from deploy.specs import STOP_SECONDS, Launch, Running
from services.shared.runtime.logs import redact
from services.shared.runtime.secret import Secret

MIGRATE_SECONDS = 120
LOG_BYTES = 5_000_000
_KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "SSL_CERT_FILE")


@dataclass(frozen=True, slots=True)
class _Process:
    pid: int
    started: str


@dataclass(frozen=True, slots=True)
class _Record:
    pid: int
    started: str
    target: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ProcessRunner:
    """``root``: where the packages ``services`` lie. ``run_dir``: pid files and logs."""

    root: Path
    clients_dir: Path
    run_dir: Path
    version: str
    stop_seconds: float = STOP_SECONDS

    def target(self) -> str:
        return self.version

    def has(self, target: str) -> bool:
        """There is only the program that lies here."""
        return target == self.version

    def running(self, client_id: str) -> Running | None:
        record = self._record(client_id)
        if record is None or process_started(record.pid) != record.started:
            return None
        return Running(record.target, record.fingerprint)

    def living(self) -> frozenset[str]:
        names = (path.stem for path in self.run_dir.glob("client_*.json"))
        return frozenset(name for name in names if self.running(name) is not None)

    def migrate(self, target: str, client_ids: Sequence[str], database_url: Secret) -> str:  # noqa: ARG002 - one version
        command = [sys.executable, "-m", "services.booking_bot.migrate", *client_ids]
        environment = self._environment() | {"DATABASE_URL": database_url.reveal()}
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                command,
                env=environment,
                cwd=self.run_dir,
                capture_output=True,
                text=True,
                timeout=MIGRATE_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EngineAway(f"the migration did not end within {MIGRATE_SECONDS} s") from None
        said = redact((done.stdout + done.stderr).strip())
        if done.returncode:
            raise DeployFailed("the database schema could not be brought up to date", said)
        return said.splitlines()[-1] if said else ""

    def start(self, launch: Launch) -> None:
        log = self._log(launch.client_id)
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "services.booking_bot"],
                env=self._environment(),
                cwd=self.clients_dir / launch.client_id,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        process.returncode = 0  # it outlives this object, and this program, on purpose: nobody is to warn of that
        started = process_started(process.pid)
        if started is None:
            raise DeployFailed("the bot ended at its start", "\n".join(self.logs(launch.client_id, 20)))
        self._write(launch.client_id, _Record(process.pid, started, launch.target, launch.fingerprint))

    def stop(self, client_id: str) -> None:
        for bot in self._bots(client_id):
            _signal(bot, signal.SIGTERM)
            if not _wait_for_end(bot, self.stop_seconds):
                _signal(bot, signal.SIGKILL)
                _wait_for_end(bot, 5)
        self._file(client_id).unlink(missing_ok=True)

    def forget(self, client_id: str) -> None:
        self.stop(client_id)
        log = self._log(client_id)
        for path in (log, log.with_suffix(".log.1")):
            path.unlink(missing_ok=True)

    def stop_all(self) -> None:
        """End every bot that this folder knows of: all are asked first, then waited for."""
        names = [path.stem for path in self.run_dir.glob("client_*.json")]
        for name in names:
            for bot in self._bots(name):
                _signal(bot, signal.SIGTERM)
        for name in names:
            self.stop(name)

    def logs(self, client_id: str, lines: int) -> list[str]:
        path = self._log(client_id)
        if not path.exists():
            return []
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 256 * 1024))
            text = file.read().decode(errors="replace")
        return [redact(line) for line in text.splitlines()[-lines:]]

    def _bots(self, client_id: str) -> list[_Process]:
        """The recorded bot, and one that was started by a worker that died before it could write that down."""
        found = set(working_in(self.clients_dir / client_id))
        record = self._record(client_id)
        if record is not None and process_started(record.pid) == record.started:
            found.add(_Process(record.pid, record.started))
        return sorted(found, key=lambda bot: bot.pid)

    def _environment(self) -> dict[str, str]:
        """Nothing of the platform's own settings reaches a bot."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return kept | {"PYTHONPATH": str(self.root), "PYTHONUNBUFFERED": "1"}

    def _file(self, client_id: str) -> Path:
        return self.run_dir / f"{client_id}.json"

    def _log(self, client_id: str) -> Path:
        return self.run_dir / f"{client_id}.log"

    def _record(self, client_id: str) -> _Record | None:
        try:
            return _Record(**json.loads(self._file(client_id).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, client_id: str, record: _Record) -> None:
        part = self._file(client_id).with_suffix(".part")
        part.write_text(json.dumps(asdict(record)), encoding="utf-8")
        part.replace(self._file(client_id))


def process_started(pid: int) -> str | None:
    """When the kernel started the process, as a word that only this process has; None when it does not live."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # our own dead child would stay a zombie
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.joinpath("self").exists():
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]
    done = subprocess.run(  # noqa: S603
        ["/bin/ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, timeout=5, check=False
    )
    return done.stdout.strip() or None


def working_in(folder: Path) -> list[_Process]:
    """The booking bots whose working directory is ``folder`` (Linux; elsewhere none is found)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() != folder or b"services.booking_bot" not in (entry / "cmdline").read_bytes():
                continue
        except OSError:
            continue
        started = process_started(int(entry.name))
        if started is not None:
            found.append(_Process(int(entry.name), started))
    return found


def _signal(process: _Process, number: signal.Signals) -> None:
    if process_started(process.pid) == process.started:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, number)


def _wait_for_end(process: _Process, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process_started(process.pid) != process.started:
            return True
        time.sleep(0.05)
    return False
