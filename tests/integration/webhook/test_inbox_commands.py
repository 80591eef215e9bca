"""inbox ls, show, replay: what an operator sees of the notifications, and how one is reported once more."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_address

import pytest

from services.shared.postgres.pool import Pool, transaction
from services.shared.runtime.clock import utc_now
from services.webhook.__main__ import main
from services.webhook.notifications import read_notification
from services.webhook.storage import inbox
from tests.support.database import Database
from tests.support.inbox import OTHER_PAYMENT_ID, PAYMENT_ID, YOOKASSA, SettableClock, inbox_rows, notification

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``run("ls", "--state", "new")``: exit status, output, errors."""
    monkeypatch.setenv("DATABASE_URL", database.webhook_url.reveal())
    monkeypatch.setenv("ENV_FILE", "/nonexistent")

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["webhook", "inbox", *words])
        try:
            status = main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def kept(pool: Pool, clock: SettableClock) -> list[int]:
    """A notification that was settled, one that waits, one that nobody understands; their numbers."""
    for body in (notification(), notification("payment.canceled", OTHER_PAYMENT_ID), b"\xff{"):
        with transaction(pool) as tx:
            inbox.store(tx, inbox.Received(read_notification(body), body, {}, ip_address(YOOKASSA)), now=clock())
        clock.forward(hours=1)
    with transaction(pool) as tx:
        claimed = inbox.claim(tx, now=clock(), lease=timedelta(minutes=1))
        assert claimed is not None
        inbox.finish(tx, claimed, outcome="not_paid", now=clock())
        return [row["id"] for row in tx.execute("SELECT id FROM webhook.inbox ORDER BY id").fetchall()]


def test_list_shows_the_newest_first_and_can_be_narrowed(run: Run, kept: list[int]) -> None:
    status, out, _ = run("ls")
    narrowed = run("ls", "--state", "new")[1]
    later = run("ls", "--since", "2026-03-02T12:30")[1]

    lines = out.splitlines()
    assert (status, [int(line.split()[0]) for line in lines]) == (0, kept[::-1])
    assert f"done:not_paid       ×1  payment.succeeded {PAYMENT_ID}" in lines[-1]
    assert "ignored" in lines[0]
    assert [int(line.split()[0]) for line in narrowed.splitlines()] == [kept[1]]
    assert len(later.splitlines()) == 2


def test_show_gives_json_whatever_came(run: Run, kept: list[int]) -> None:
    first, last = (json.loads(run("show", str(number))[1]) for number in (kept[0], kept[2]))

    assert (first["object_id"], first["outcome"], first["remote_ip"]) == (PAYMENT_ID, "not_paid", YOOKASSA)
    assert json.loads(first["body"])["event"] == "payment.succeeded"
    assert last["body"] == "\\xff{"


def test_replay_has_the_relay_report_it_once_more(run: Run, kept: list[int], database: Database) -> None:
    status, out, err = run("replay", str(kept[0]))

    row = inbox_rows(database.webhook_url)[0]
    assert (status, out, err) == (0, "1 of 1 will be reported once more\n", "")
    assert (row["state"], row["outcome"], row["done_at"]) == ("new", None, None)


def test_who_replayed_it_is_shown(run: Run, kept: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("olga", "pyotr"):
        monkeypatch.setenv("SUDO_USER", who)
        run("replay", str(kept[0]))

    replayed, other = (json.loads(run("show", str(number))[1])["replays"] for number in kept[:2])

    assert [replay["replayed_by"].partition("@")[0] for replay in replayed] == ["olga", "pyotr"]
    assert replayed[0]["replayed_at"] <= replayed[1]["replayed_at"] <= str(utc_now())
    assert other == []


def test_what_could_not_be_replayed_leaves_no_trace(
    run: Run, kept: list[int], pool: Pool, clock: SettableClock
) -> None:
    with transaction(pool) as tx:
        inbox.claim(tx, now=clock(), lease=timedelta(minutes=1))

    status, _, err = run("replay", str(kept[1]))

    assert (status, err) == (1, f"error: notification {kept[1]} is being reported at this moment\n")
    assert json.loads(run("show", str(kept[1]))[1])["replays"] == []


def test_replay_since_leaves_out_what_names_no_payment(run: Run, kept: list[int]) -> None:
    assert run("replay", "--since", "2026-03-01")[:2] == (0, "2 of 2 will be reported once more\n")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("show", "4711"), 1, "error: there is no notification 4711"),
        (("replay", "4711"), 1, "error: there is no notification 4711"),
        (("replay", "LAST"), 1, "names no payment: there is nothing to report"),
        (("replay",), 2, "error: give either numbers of notifications or --since"),
        (("replay", "1", "--since", "2026-03-01"), 2, "either"),
        (("show", "first"), 2, "expected a whole number"),
        (("ls", "--since", "yesterday"), 2, "expected 2026-03-01"),
        (("ls", "--state", "odd"), 2, "invalid choice"),
        ((), 2, "required"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    run: Run, kept: list[int], words: tuple[str, ...], status: int, says: str
) -> None:
    ended, _, err = run(*(str(kept[2]) if word == "LAST" else word for word in words))

    assert (ended, says in err.splitlines()[-1]) == (status, True)


def test_database_away_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:s3cret@127.0.0.1:1/none")

    assert run("ls") == (1, "", "error: the database does not answer\n")


@pytest.mark.parametrize("words", [("--help",), ("ls", "--help"), ("show", "--help"), ("replay", "--help")])
def test_help_is_there(run: Run, words: tuple[str, ...]) -> None:
    status, out, _ = run(*words)

    assert (status, out.startswith("usage: python -m services.webhook inbox")) == (0, True)
