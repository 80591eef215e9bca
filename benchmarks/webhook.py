"""YooKassa's notifications at a steady rate, and how much of a bare view's throughput is left.

The webhook service runs as in production: gunicorn with two sync workers, a PostgreSQL whose commits reach the disk.
``RATE`` notifications a second for ``ROUNDS`` rounds of ``ROUND_SECONDS``, each sent at its time whether those before
it were answered or not; latency counts from that time. After an answer the row is looked for by another connection.
Throughput is measured in turns with a view that does nothing but commit one insert, in the same run.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.rows import dict_row

from benchmarks.bare_view import TABLE
from benchmarks.report import Bound, Result
from deploy.bootstrap import RolePasswords, bootstrap_postgres
from scripts.servers.postgres import new_postgres
from scripts.servers.process import free_port
from services.shared.postgres.pool import connect
from services.shared.runtime.secret import Secret
from services.webhook.migrate import migrate_inbox

RATE = 50
ROUND_SECONDS = 10
ROUNDS = 6
TURN_SECONDS = 3.0
CLIENTS = 8
MADE_UP = Secret("benchmark-made-up")
P99_BOUND_MS, LEAST_SHARE = 50.0, 70.0


def measure(step: Callable[[str], None], rounds: int | None = None) -> Result:
    with _database() as url, _server("services.webhook", url) as ours, _server("benchmarks.bare_view", url) as bare:
        keep, plain = Target(ours, "/yookassa/webhook"), Target(bare, "/")
        for target in (keep, plain):
            target.throughput(1.0)  # both are warm
        step(f"{RATE} notifications a second")
        steady = _Steady(keep, url).run((rounds or ROUNDS) * ROUND_SECONDS)
        shares, speeds = [], []
        for turn in range(rounds or ROUNDS):
            step(f"throughput, turn {turn + 1}")
            bare_speed, our_speed = plain.throughput(TURN_SECONDS), keep.throughput(TURN_SECONDS)
            shares.append(100 * our_speed / bare_speed)
            speeds.append((our_speed, bare_speed))
    share = sorted(shares)[len(shares) // 2]
    figures = {
        **steady.figures,
        "throughput of the webhook, 1/s": sorted(ours for ours, _ in speeds)[len(speeds) // 2],
        "throughput of a bare view, 1/s": sorted(bare for _, bare in speeds)[len(speeds) // 2],
        "share of the bare view's throughput, %": share,
    }
    return Result({name: round(value, 2) for name, value in figures.items()}, [*steady.bounds, _share(share)])


def _share(share: float) -> Bound:
    return Bound("throughput lost against a bare view, %", round(100 - share, 2), 100 - LEAST_SHARE)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that takes notifications."""

    port: int
    path: str

    def send(self, payment_id: str) -> int:
        """A notification of this payment; the status of the answer. A connection of its own, as from a proxy."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", self.path, _notification(payment_id), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()

    def throughput(self, seconds: float) -> float:
        """Answers a second while ``CLIENTS`` ask one after the other."""
        until = time.monotonic() + seconds

        def ask(_: int) -> int:
            answered = 0
            while time.monotonic() < until:
                if self.send(str(uuid.uuid4())) != http.client.OK:
                    raise RuntimeError("a notification was not taken")
                answered += 1
            return answered

        with ThreadPoolExecutor(CLIENTS) as clients:
            return sum(clients.map(ask, range(CLIENTS))) / seconds


class _Steady:
    """A load that does not wait for anybody."""

    def __init__(self, target: Target, url: Secret) -> None:
        self._target = target
        self._looking = connect(url, autocommit=True)
        self._lock = threading.Lock()
        self._took: list[float] = []
        self._failed = 0
        self._unseen = 0

    def run(self, seconds: int) -> Result:
        ids = [str(uuid.uuid4()) for _ in range(seconds * RATE)]
        begun = time.monotonic()
        with ThreadPoolExecutor(32) as clients:
            for number, payment_id in enumerate(ids):
                due = begun + number / RATE
                time.sleep(max(0.0, due - time.monotonic()))
                clients.submit(self._send, payment_id, due)
        lost = len(ids) - self._kept(ids)
        self._looking.close()
        took = sorted(self._took)
        figures = {f"{name}, ms": 1000 * took[int(len(took) * part)] for name, part in (("median", 0.5), ("p99", 0.99))}
        bounds = [
            Bound("p99, ms", round(figures["p99, ms"], 2), P99_BOUND_MS),
            Bound("not answered with 200", self._failed, 0),
            Bound("answered with 200 before it was committed", self._unseen, 0),
            Bound("lost", lost, 0),
        ]
        return Result({"notifications": len(ids), **figures, "longest, ms": 1000 * took[-1]}, bounds)

    def _send(self, payment_id: str, due: float) -> None:
        try:
            status = self._target.send(payment_id)
        except OSError:
            status = 0
        took = time.monotonic() - due
        with self._lock:
            self._took.append(took)
            self._failed += status != http.client.OK
            self._unseen += status == http.client.OK and not self._kept([payment_id])

    def _kept(self, ids: list[str]) -> int:
        query = "SELECT count(*) AS n FROM webhook.inbox WHERE dedupe_key = ANY(%s)"
        row = self._looking.execute(query, ([f"payment.succeeded:{one}" for one in ids],)).fetchone()
        return 0 if row is None else int(row["n"])


def _notification(payment_id: str) -> bytes:
    """About as long as YooKassa's are."""
    money = {"value": "990.00", "currency": "RUB"}
    payment = {
        "id": payment_id,
        "status": "succeeded",
        "paid": True,
        "amount": money,
        "income_amount": {"value": "955.35", "currency": "RUB"},
        "created_at": "2026-03-01T12:00:00.000Z",
        "captured_at": "2026-03-01T12:01:00.000Z",
        "description": "Zapis monthly: @salon_bot",
        "metadata": {"order_id": payment_id},
        "payment_method": {"type": "bank_card", "id": payment_id, "saved": False, "title": "Bank card *4444"},
        "recipient": {"account_id": "100500", "gateway_id": "100700"},
        "refundable": True,
        "refunded_amount": {"value": "0.00", "currency": "RUB"},
        "test": False,
    }
    return json.dumps({"type": "notification", "event": "payment.succeeded", "object": payment}).encode()


@contextmanager
def _database() -> Iterator[Secret]:
    """The address of a database with an inbox, for the webhook service's role."""
    with tempfile.TemporaryDirectory(prefix="zapis-bench-") as folder:
        server = new_postgres(Path(folder) / "postgres", free_port())
        server.start()
        try:
            passwords = RolePasswords(booking_user=MADE_UP, zapis_master=MADE_UP, zapis_webhook=MADE_UP)
            with psycopg.connect(server.superuser_url.reveal(), autocommit=True, row_factory=dict_row) as superuser:
                bootstrap_postgres(superuser, passwords, database="zapis")
            owner_url = server.url("booking_user", MADE_UP, "zapis")
            migrate_inbox(owner_url)
            with connect(owner_url, autocommit=True) as owner:
                owner.execute(TABLE)
            yield server.url("zapis_webhook", MADE_UP, "zapis")
        finally:
            server.stop()


@contextmanager
def _server(module: str, url: Secret) -> Iterator[int]:
    """The port on which the program listens."""
    port = free_port()
    settings = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DATABASE_URL": url.reveal(),
        "WEBHOOK_PORT": str(port),
        "WEBHOOK_ALLOWED_IPS": "127.0.0.0/8",
    }
    process = subprocess.Popen([sys.executable, "-m", module], env=settings)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/nothing")
            connection.getresponse()
        except OSError:
            if time.monotonic() > deadline:
                raise RuntimeError("a server does not answer") from None
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
