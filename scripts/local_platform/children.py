"""The demo's processes: started together, brought up again when one dies, ended together."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.servers.process import ServerProcess, last_lines, start_server

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
_KEPT_FROM_OUTSIDE = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE", "DOCKER_HOST")


@dataclass(frozen=True, slots=True)
class Program:
    """A module of the platform and the settings it is to see; nothing else of our own environment reaches it."""

    name: str
    module: str
    settings: Mapping[str, str]
    arguments: Sequence[str] = ()


def clean_environment(settings: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_FROM_OUTSIDE if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | dict(settings)


@dataclass(slots=True)
class Child:
    program: Program
    log: Path
    process: ServerProcess
    started_at: float
    deaths: int = 0

    @property
    def pid(self) -> int:
        return self.process.process.pid


@dataclass(slots=True)
class Children:
    """Runs programs with ``folder`` as their working directory and ``folder/logs`` for what they print."""

    folder: Path
    _children: dict[str, Child] = field(default_factory=dict)

    def start(self, program: Program) -> Child:
        log = self.folder / "logs" / f"{program.name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        deaths = self._children[program.name].deaths if program.name in self._children else 0
        command = [sys.executable, "-m", program.module, *program.arguments]
        process = start_server(command, log=log, env=clean_environment(program.settings), cwd=self.folder)
        child = self._children[program.name] = Child(program, log, process, time.monotonic(), deaths)
        return child

    def restart(self, name: str) -> None:
        """End it and start it again; a name that was never started is passed over."""
        if name in self._children:
            child = self._children[name]
            child.process.stop()
            self.start(child.program)

    def __getitem__(self, name: str) -> Child:
        return self._children[name]

    def forget(self, *names: str) -> None:
        """Leave these alone from now on: they have done their work."""
        for name in names:
            del self._children[name]

    def revive(self) -> None:
        """Start again whatever has died, after a pause that grows with its deaths (at most 10 s)."""
        for child in list(self._children.values()):
            if child.process.running or time.monotonic() - child.started_at < min(2**child.deaths, 10) / 2:
                continue
            logger.warning("%s ended (%s), starting it again", child.program.name, last_lines(child.log, 1))
            child.deaths += 1
            self.start(child.program)

    def dead(self) -> list[str]:
        """One line for each program that is not running, with the last thing it said."""
        return [
            f"{name}: {last_lines(child.log, 3)}" for name, child in self._children.items() if not child.process.running
        ]

    def stop(self, seconds: float = 15) -> None:
        """Ask all to end at once, wait for all, insist where needed."""
        for child in self._children.values():
            if child.process.running:
                child.process.process.terminate()
        deadline = time.monotonic() + seconds
        for child in self._children.values():
            child.process.stop(max(0.1, deadline - time.monotonic()))
        self._children.clear()
