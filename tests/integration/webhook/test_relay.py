from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest

from services.shared.postgres.pool import Pool, transaction
from services.webhook.notifications import read_notification
from services.webhook.relay import Relay
from services.webhook.storage import inbox
from tests.support.database import Database
from tests.support.inbox import (
    OTHER_PAYMENT_ID,
    PAYMENT_ID,
    REFUND_ID,
    YOOKASSA,
    SettableClock,
    inbox_rows,
    notification,
)
from tests.support.master_stand_in import TOKEN, Answer, MasterStandIn, problem

SETTLED = Answer(body={"outcome": "settled"})
ALREADY = Answer(body={"outcome": "already"})


@pytest.fixture
def relay(pool: Pool, master: MasterStandIn, clock: SettableClock) -> Relay:
    return Relay(pool, master.api, clock, chance=lambda: 0.0)


def keep(pool: Pool, clock: SettableClock, body: bytes) -> None:
    with transaction(pool) as tx:
        inbox.store(tx, inbox.Received(read_notification(body), body, {}, ip_address(YOOKASSA)), now=clock())


def reports(master: MasterStandIn) -> list[tuple[str, str]]:
    return [(asked.body["payment_id"], asked.body["event"]) for asked in master.asked]


def test_notification_is_reported_once(
    relay: Relay, pool: Pool, master: MasterStandIn, clock: SettableClock, database: Database
) -> None:
    master.says(SETTLED)
    keep(pool, clock, notification())

    worked = [relay.run_once(), relay.run_once()]

    [row] = inbox_rows(database.webhook_url)
    assert worked == [True, False]
    assert reports(master) == [(PAYMENT_ID, "payment.succeeded")]
    assert (row["state"], row["outcome"], row["done_at"], row["lease_until"]) == ("done", "settled", clock(), None)


def test_refund_reports_its_payment(relay: Relay, pool: Pool, master: MasterStandIn, clock: SettableClock) -> None:
    master.says(ALREADY)
    keep(pool, clock, notification("refund.succeeded", REFUND_ID, payment_id=PAYMENT_ID))

    relay.run_once()

    assert reports(master) == [(PAYMENT_ID, "refund.succeeded")]


def test_oldest_notification_comes_first(relay: Relay, pool: Pool, master: MasterStandIn, clock: SettableClock) -> None:
    master.says(ALREADY)
    for payment_id in (OTHER_PAYMENT_ID, PAYMENT_ID):
        keep(pool, clock, notification(object_id=payment_id))
        clock.forward(seconds=1)

    while relay.run_once():
        pass

    assert [payment_id for payment_id, _ in reports(master)] == [OTHER_PAYMENT_ID, PAYMENT_ID]


@pytest.mark.parametrize(
    "answer",
    [
        problem("database-away", 503, "the database is away"),
        problem("unauthorized", 401),
        problem("still-running", 409),
        Answer(502, b"<html>"),
        Answer(200, b"what?"),
    ],
)
def test_master_that_fails_is_asked_again_with_growing_pauses(
    relay: Relay, pool: Pool, master: MasterStandIn, clock: SettableClock, database: Database, answer: Answer
) -> None:
    master.says(answer, answer, answer, SETTLED)
    keep(pool, clock, notification())
    pauses = []

    while inbox_rows(database.webhook_url)[0]["state"] == "new":
        assert relay.run_once()
        [row] = inbox_rows(database.webhook_url)
        pauses.append((row["next_try_at"] - clock()).total_seconds())
        clock.now = row["next_try_at"]

    assert pauses[:3] == [1.0, 2.0, 4.0]
    assert (row["state"], row["outcome"], row["attempts"]) == ("done", "settled", 4)


def test_row_in_its_pause_does_not_hold_up_others(
    relay: Relay, pool: Pool, master: MasterStandIn, clock: SettableClock
) -> None:
    master.says(problem("database-away", 503), SETTLED)
    keep(pool, clock, notification())
    relay.run_once()
    keep(pool, clock, notification(object_id=OTHER_PAYMENT_ID))

    worked = [relay.run_once(), relay.run_once()]

    assert worked == [True, False]
    assert reports(master)[-1][0] == OTHER_PAYMENT_ID


def test_report_that_makes_no_sense_to_the_master_ends(
    relay: Relay, pool: Pool, master: MasterStandIn, clock: SettableClock, database: Database
) -> None:
    master.says(problem("validation", 422, "payment_id is not one of YooKassa's"))
    keep(pool, clock, notification())

    relay.run_once()

    [row] = inbox_rows(database.webhook_url)
    assert (row["state"], row["outcome"]) == ("done", "refused")
    assert row["last_error"] == "payment_id is not one of YooKassa's"


def test_two_relays_share_the_work(
    relay: Relay, pool: Pool, master: MasterStandIn, clock: SettableClock, database: Database
) -> None:
    master.says(ALREADY)
    for number in range(12):
        keep(pool, clock, notification(object_id=f"payment-{number}"))

    def work() -> None:
        while relay.run_once():
            pass

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(payment_id for payment_id, _ in reports(master)) == sorted(f"payment-{n}" for n in range(12))
    assert {row["state"] for row in inbox_rows(database.webhook_url)} == {"done"}


def test_relay_that_lost_its_lease_changes_nothing(pool: Pool, clock: SettableClock, database: Database) -> None:
    keep(pool, clock, notification())
    lease = timedelta(minutes=2)
    with transaction(pool) as tx:
        first = inbox.claim(tx, now=clock(), lease=lease)
    clock.forward(minutes=3)
    with transaction(pool) as tx:
        second = inbox.claim(tx, now=clock(), lease=lease)
    assert first is not None
    assert second is not None

    with transaction(pool) as tx:
        late = [
            inbox.finish(tx, first, outcome="settled", now=clock()),
            inbox.retry_later(tx, first, error="", at=clock()),
        ]

    [row] = inbox_rows(database.webhook_url)
    assert late == [False, False]
    assert (row["state"], row["attempts"]) == ("working", 2)


@contextmanager
def relay_process(database: Database, master: MasterStandIn, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database.webhook_url.reveal(),
        "MASTER_API_URL": master.url,
        "MASTER_API_TOKEN": TOKEN.reveal(),
        "ENV_FILE": str(folder / "none"),
    }
    with (folder / "relay.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "services.webhook.relay"], env=environment, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until_asked(master: MasterStandIn, seconds: float = 20) -> float:
    """How long it took, in seconds."""
    started = time.monotonic()
    while not master.asked:
        assert time.monotonic() - started < seconds, "the relay did not report"
        time.sleep(0.01)
    return time.monotonic() - started


def test_killed_relay_leaves_a_report_that_the_next_one_repeats(
    relay: Relay, pool: Pool, master: MasterStandIn, clock: SettableClock, database: Database, tmp_path: Path
) -> None:
    master.says(Answer(hang=30), ALREADY)
    keep(pool, clock, notification())

    with relay_process(database, master, tmp_path) as process:
        wait_until_asked(master)
        process.kill()
    [abandoned] = inbox_rows(database.webhook_url)
    clock.now = abandoned["lease_until"] - timedelta(seconds=1)
    too_early = relay.run_once()
    clock.now = abandoned["lease_until"]
    worked = relay.run_once()

    [row] = inbox_rows(database.webhook_url)
    assert (abandoned["state"], too_early, worked) == ("working", False, True)
    assert (row["state"], row["outcome"], row["attempts"]) == ("done", "already", 2)


def test_relay_program_wakes_at_once_and_ends_on_a_signal(
    pool: Pool, master: MasterStandIn, clock: SettableClock, database: Database, tmp_path: Path
) -> None:
    master.says(ALREADY)
    with relay_process(database, master, tmp_path) as process:
        keep(pool, clock, notification())
        wait_until_asked(master)
        master.asked.clear()

        keep(pool, clock, notification(object_id=OTHER_PAYMENT_ID))
        took = wait_until_asked(master)
        process.terminate()

        assert process.wait(timeout=10) == 0
    assert took < 0.5
