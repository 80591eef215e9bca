"""What the demo keeps between two starts: passwords, made-up tokens and ports, in a file that only its owner reads."""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet

from scripts.servers.process import ServerError
from services.shared.runtime.secret import Secret

# What is asked for first; a taken port gives way to the next free one.
PREFERRED_PORTS = {
    "page": 8080,
    "master_api": 8000,
    "webhook": 8001,
    "telegram": 8081,
    "yookassa": 8090,
    "postgres": 5442,
    "redis": 6392,
}
_TRIES = 200


@dataclass(slots=True)
class DemoState:
    folder: Path
    secrets: dict[str, str] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> DemoState:
        """Read ``state.json`` of ``folder``, or begin anew."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "state.json"
        if not path.exists():
            return cls(folder)
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return cls(folder, dict(kept["secrets"]), dict(kept["ports"]))
        except (ValueError, KeyError, TypeError):
            raise ServerError(f"{path} cannot be read: make demo-clean begins anew") from None

    def save(self) -> None:
        path = self.folder / "state.json"
        part = path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_text(json.dumps({"secrets": self.secrets, "ports": self.ports}, indent=1), encoding="utf-8")
        part.replace(path)

    def secret(self, name: str) -> Secret:
        """A random password that stays the same."""
        return self._kept(name, lambda: secrets.token_urlsafe(24))

    def bot_token(self, name: str, bot_id: int) -> Secret:
        """A token of the right shape that no real bot has."""
        return self._kept(name, lambda: f"{bot_id}:{secrets.token_urlsafe(27)[:35]}")

    def encryption_key(self) -> Secret:
        return self._kept("encryption_key", lambda: Fernet.generate_key().decode())

    def _kept(self, name: str, make: Callable[[], str]) -> Secret:
        if name not in self.secrets:
            self.secrets[name] = make()
        return Secret(self.secrets[name])

    def choose_ports(self) -> list[str]:
        """Give every server a free port; the answer has one line for each that could not have the usual one."""
        remarks, given = [], set[int]()
        for name, preferred in PREFERRED_PORTS.items():
            wanted = self.ports.get(name, preferred)
            port = _next_free(wanted, given)
            given.add(port)
            if port != wanted:
                remarks.append(f"port {wanted} is taken, {name} uses {port}")
            self.ports[name] = port
        self.save()
        return remarks


def _next_free(first: int, given: set[int]) -> int:
    for port in range(first, min(first + _TRIES, 65536)):
        if port in given:
            continue
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise ServerError(f"no free port from {first} on: stop what listens there")
