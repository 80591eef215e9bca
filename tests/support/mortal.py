"""Processes that die at one of their commits, without a process: what they were doing is cut off there."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from services.shared.postgres.pool import Pool


class Killed(BaseException):
    """The process has gone: nothing that catches errors may catch it."""


def be_cut_off() -> None:
    raise Killed


def kill_myself() -> None:
    """The real thing, for a process that was made for it."""
    os.kill(os.getpid(), signal.SIGKILL)


def in_another_process(work: Callable[[], object]) -> int:
    """Do ``work`` in a copy of this process; gives the signal that ended it, as a negative number, or 0."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@dataclass(frozen=True, slots=True)
class DyingConnection:
    """Its transaction ends with the process, before the commit."""

    connection: Any
    die: Callable[[], None]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self.connection.transaction():
            yield
            self.die()


@dataclass(slots=True)
class Fuse:
    """Burns down with each transaction; ``left`` is None while nobody is to die."""

    left: int | None = None
    after_commit: bool = False

    def light(self, left: int, *, after_commit: bool) -> None:
        self.left, self.after_commit = left, after_commit

    def put_out(self) -> None:
        self.left = None

    def burns_down(self) -> bool:
        if self.left is None:
            return False
        self.left -= 1
        return self.left == 0


@dataclass(slots=True)
class MortalPool:
    """The pool of a process that is killed at one of its transactions, just before or just after the commit."""

    pool: Pool
    fuse: Fuse = field(default_factory=Fuse)
    die: Callable[[], None] = be_cut_off

    @contextmanager
    def connection(self) -> Iterator[Any]:
        dies = self.fuse.burns_down()
        with self.pool.connection() as connection:
            yield DyingConnection(connection, self.die) if dies and not self.fuse.after_commit else connection
        if dies:
            self.die()
