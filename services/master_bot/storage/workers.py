"""Which background programs live: each says so every few seconds."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.shared.postgres.pool import Transaction

ALIVE_FOR = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Worker:
    name: str
    host: str
    pid: int
    seen_at: datetime

    def lives(self, now: datetime) -> bool:
        return now - self.seen_at < ALIVE_FOR


def report(tx: Transaction, name: str, *, now: datetime) -> None:
    tx.execute(
        "INSERT INTO workers (name, host, pid, seen_at) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (name) DO UPDATE SET host = excluded.host, pid = excluded.pid, seen_at = excluded.seen_at",
        (name, socket.gethostname(), os.getpid(), now),
    )


def leave(tx: Transaction, name: str) -> None:
    """Said at an orderly end, so that nobody has to wait to learn it."""
    tx.execute("DELETE FROM workers WHERE name = %s AND pid = %s", (name, os.getpid()))


def known(tx: Transaction) -> dict[str, Worker]:
    rows = tx.execute("SELECT name, host, pid, seen_at FROM workers").fetchall()
    return {row["name"]: Worker(**row) for row in rows}
