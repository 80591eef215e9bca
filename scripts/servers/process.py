"""A server as a child process: it dies with its parent, and its end is waited for."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1


class ServerError(Exception):
    """A server could not be started; the message is one line and says what to do."""


@dataclass(frozen=True, slots=True)
class RunAs:
    """As whom a server runs: words to put before the command, or a uid to change to."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None


@dataclass(slots=True)
class ServerProcess:
    process: subprocess.Popen[bytes]
    stop_signal: signal.Signals

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def stop(self, timeout: float = 10) -> None:
        """Ask the server to end, insist after ``timeout`` seconds, and wait for it."""
        if self.running:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()


def start_server(
    command: Sequence[str | Path],
    *,
    log: Path,
    run_as: RunAs | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
) -> ServerProcess:
    """Start ``command`` in a session of its own (Ctrl-C in the terminal is the parent's to handle)."""
    who = run_as or RunAs()
    with log.open("ab") as output:
        process = subprocess.Popen(
            list(map(str, (*who.prefix, *command))),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            start_new_session=True,
            user=who.uid,
            group=who.uid,
            preexec_fn=_die_with_parent(stop_signal),  # noqa: PLW1509 - only calls prctl
        )
    return ServerProcess(process, stop_signal)


def _die_with_parent(number: signal.Signals) -> Callable[[], object] | None:
    """A killed parent takes its servers along (Linux; elsewhere the next start finds and ends them)."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(_PR_SET_PDEATHSIG, int(number))


def free_port(preferred: int | None = None) -> int:
    """``preferred`` when nobody listens there, else one that the system picks. On 127.0.0.1."""
    for port in (preferred, 0):
        if port is None:
            continue
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise ServerError("no free port on 127.0.0.1")


def last_lines(log: Path, count: int = 5) -> str:
    """The end of a log, joined to one line."""
    if not log.exists():
        return ""
    return " | ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])


def process_lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
