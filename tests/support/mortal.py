"""Processes that die at one of their commits, without a process: what they were doing is cut off there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from services.shared.postgres.pool import Pool


class Killed(BaseException):
    """The process has gone: nothing that catches errors may catch it."""


@dataclass(frozen=True, slots=True)
class DyingConnection:
    """Its transaction ends with the process, before the commit."""

    connection: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self.connection.transaction():
            yield
            raise Killed


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

    @contextmanager
    def connection(self) -> Iterator[Any]:
        dies = self.fuse.burns_down()
        with self.pool.connection() as connection:
            yield DyingConnection(connection) if dies and not self.fuse.after_commit else connection
        if dies:
            raise Killed
