from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_address

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql
from werkzeug.test import TestResponse

from services.shared.postgres.pool import Pool, connect
from services.shared.runtime.secret import Secret
from services.webhook.app import Dependencies, create_app
from services.webhook.routes import LARGEST_BODY
from services.webhook.senders import Senders, read_networks
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

EVERYBODY = Senders(read_networks("0.0.0.0/0"))
PATH_SECRET = Secret("long-unguessable-path")
HINT = notification()


def deliver(webhook: FlaskClient, body: bytes = HINT, *, sender: str = YOOKASSA) -> TestResponse:
    """A delivery by way of our proxy."""
    return webhook.post(
        "/yookassa/webhook",
        data=body,
        headers={"X-Forwarded-For": sender, "Content-Type": "application/json"},
        environ_base={"REMOTE_ADDR": "10.0.0.1"},
    )


def finish(pool: Pool, clock: SettableClock, outcome: str) -> None:
    """What the relay does with the row that is due."""
    with pool.connection() as tx:
        claimed = inbox.claim(tx, now=clock(), lease=timedelta(minutes=2))
        assert claimed is not None
        assert inbox.finish(tx, claimed, outcome=outcome, now=clock())


@contextmanager
def database_away(database: Database) -> Iterator[None]:
    """Nobody finds the database by its name, and everyone who was connected is thrown out."""
    name, elsewhere = sql.Identifier(database.name), sql.Identifier(f"{database.name}_away")
    with connect(database.server.superuser_url, autocommit=True) as superuser:
        superuser.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database.name,))
        superuser.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(name, elsewhere))
        try:
            yield
        finally:
            superuser.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(elsewhere, name))


def test_notification_is_kept_as_it_came(webhook: FlaskClient, database: Database, clock: SettableClock) -> None:
    body = notification(amount={"value": "990.00", "currency": "RUB"})

    answer = deliver(webhook, body)

    [row] = inbox_rows(database.webhook_url)
    assert (answer.status_code, answer.json) == (200, {"state": "new"})
    assert (row["dedupe_key"], row["event"], row["object_id"]) == (
        f"payment.succeeded:{PAYMENT_ID}",
        "payment.succeeded",
        PAYMENT_ID,
    )
    assert (row["raw_body"], row["remote_ip"], row["hits"], row["state"]) == (body, ip_address(YOOKASSA), 1, "new")
    assert (row["received_at"], row["next_try_at"], row["done_at"]) == (clock(), clock(), None)
    assert row["headers"]["Content-Type"] == "application/json"


def test_repeated_notification_is_one_row(webhook: FlaskClient, database: Database) -> None:
    answers = [deliver(webhook).status_code for _ in range(3)]

    [row] = inbox_rows(database.webhook_url)
    assert answers == [200, 200, 200]
    assert (row["hits"], row["state"]) == (3, "new")


def test_every_news_of_a_payment_is_a_row(webhook: FlaskClient, database: Database) -> None:
    for event in ("payment.succeeded", "payment.waiting_for_capture", "payment.canceled"):
        deliver(webhook, notification(event))
    deliver(webhook, notification("refund.succeeded", REFUND_ID, payment_id=PAYMENT_ID))
    deliver(webhook, notification(object_id=OTHER_PAYMENT_ID))

    assert [row["state"] for row in inbox_rows(database.webhook_url)] == ["new"] * 5


@pytest.mark.parametrize(
    ("outcome", "state"), [("settled", "done"), ("already", "done"), ("quarantined", "done"), ("not_paid", "new")]
)
def test_repeated_news_is_looked_at_again_only_where_nothing_is_final(
    webhook: FlaskClient, database: Database, pool: Pool, clock: SettableClock, outcome: str, state: str
) -> None:
    deliver(webhook)
    finish(pool, clock, outcome)
    clock.forward(hours=1)

    answer = deliver(webhook)

    [row] = inbox_rows(database.webhook_url)
    assert (answer.status_code, row["state"], row["hits"]) == (200, state, 2)


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"[1]", notification("martian.landed"), notification("payout.canceled")]
)
def test_what_nobody_acts_on_is_kept_and_ignored(webhook: FlaskClient, database: Database, body: bytes) -> None:
    answer = deliver(webhook, body)

    [row] = inbox_rows(database.webhook_url)
    assert (answer.status_code, row["state"], row["raw_body"]) == (200, "ignored", body)
    assert row["done_at"] is not None


@pytest.mark.parametrize("sender", ["8.8.8.8", "185.71.76.5, 8.8.8.8", "nonsense", ""])
def test_stranger_is_refused_and_not_kept(webhook: FlaskClient, database: Database, sender: str) -> None:
    answer = deliver(webhook, sender=sender)

    assert answer.status_code == 403
    assert inbox_rows(database.webhook_url) == []


def test_header_of_a_stranger_counts_for_nothing(webhook: FlaskClient, database: Database) -> None:
    answer = webhook.post(
        "/yookassa/webhook",
        data=HINT,
        headers={"X-Forwarded-For": YOOKASSA, "X-Real-IP": YOOKASSA, "Forwarded": f"for={YOOKASSA}"},
        environ_base={"REMOTE_ADDR": "8.8.8.8"},
    )

    assert answer.status_code == 403
    assert inbox_rows(database.webhook_url) == []


@pytest.mark.parametrize(("size", "status"), [(LARGEST_BODY, 200), (LARGEST_BODY + 1, 413), (10_000_000, 413)])
def test_body_has_a_largest_size(webhook: FlaskClient, database: Database, size: int, status: int) -> None:
    answer = deliver(webhook, b"x" * size)

    assert answer.status_code == status
    assert len(inbox_rows(database.webhook_url)) == (status == 200)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/yookassa/webhook/{PATH_SECRET.reveal()}", 200),
        (f"/yookassa/webhook/{PATH_SECRET.reveal()}x", 404),
        (f"/yookassa/webhook/{PATH_SECRET.reveal()[:-1]}", 404),
        (f"/yookassa/webhook/{PATH_SECRET.reveal()}/", 404),
        ("/yookassa/webhook/%D1%85%FF", 404),
        ("/yookassa/webhook/", 404),
        ("/yookassa/webhook", 404),
    ],
)
def test_with_a_path_secret_only_its_address_exists(
    database: Database, pool: Pool, clock: SettableClock, path: str, status: int
) -> None:
    webhook = create_app(Dependencies(pool, EVERYBODY, PATH_SECRET, clock)).test_client()

    answer = webhook.post(path, data=HINT)

    assert answer.status_code == status
    assert len(inbox_rows(database.webhook_url)) == (status == 200)


def test_without_a_path_secret_there_is_only_the_plain_address(pool: Pool, clock: SettableClock) -> None:
    webhook = create_app(Dependencies(pool, EVERYBODY, None, clock)).test_client()

    assert webhook.post("/yookassa/webhook/anything", data=HINT).status_code == 404
    assert webhook.get("/yookassa/webhook").status_code == 405


def test_database_away_is_503_until_it_is_back(pool: Pool, clock: SettableClock, database: Database) -> None:
    webhook = create_app(Dependencies(pool, EVERYBODY, None, clock, database_seconds=0.2)).test_client()
    assert webhook.get("/health").status_code == 200

    with database_away(database):
        answers = [webhook.post("/yookassa/webhook", data=HINT), webhook.get("/health"), webhook.get("/metrics")]
    until_kept = time.monotonic() + 10
    while (back := webhook.post("/yookassa/webhook", data=HINT)).status_code == 503 and time.monotonic() < until_kept:
        pass

    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert answers[0].headers["Retry-After"] == "30"
    assert answers[1].json == {"status": "ill", "database": "away"}
    assert "zapis_webhook_database_up 0.0" in answers[2].text
    assert (back.status_code, len(inbox_rows(database.webhook_url))) == (200, 1)


def test_health_and_metrics_count_what_waits(
    webhook: FlaskClient, pool: Pool, clock: SettableClock, database: Database
) -> None:
    deliver(webhook)
    finish(pool, clock, "settled")
    deliver(webhook, notification(object_id=OTHER_PAYMENT_ID))
    deliver(webhook, notification(object_id=OTHER_PAYMENT_ID))
    clock.forward(seconds=90)

    health, metrics = webhook.get("/health"), webhook.get("/metrics").text.splitlines()

    assert health.json == {"status": "ok", "database": "ok", "waiting": 1, "oldest_waiting_seconds": 90.0}
    assert 'zapis_webhook_inbox_rows{state="new"} 1.0' in metrics
    assert 'zapis_webhook_inbox_rows{state="done"} 1.0' in metrics
    assert 'zapis_webhook_inbox_deliveries{state="new"} 2.0' in metrics
    assert 'zapis_webhook_inbox_oldest_seconds{state="new"} 90.0' in metrics


mutations = st.lists(
    st.one_of(
        st.tuples(st.just("cut"), st.integers(0, 400), st.just(b"")),
        st.tuples(st.just("insert"), st.integers(0, 400), st.binary(max_size=6)),
        st.tuples(st.just("overwrite"), st.integers(0, 400), st.binary(min_size=1, max_size=6)),
        st.tuples(
            st.just("insert"), st.integers(0, 400), st.sampled_from([b"\\u0000", b"\\ud800", b'"', b"{", b"1e999"])
        ),
    ),
    max_size=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutations)
def test_mutated_notification_is_always_kept(webhook: FlaskClient, changes: list[tuple[str, int, bytes]]) -> None:
    body = notification(metadata={"order_id": "1"}, description="Запись")
    for kind, at, piece in changes:
        rest = at if kind == "insert" else at + len(piece)
        body = body[:at] if kind == "cut" else body[:at] + piece + body[rest:]

    assert deliver(webhook, body).status_code == 200


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: st.one_of(st.text(max_size=80), st.integers(), st.none(), st.dictionaries(st.text(), st.text()))
            for name in ("type", "event", "object")
        },
    ),
    st.sampled_from([json.dumps, lambda content: json.dumps(content, ensure_ascii=False)]),
)
def test_any_document_is_kept(
    webhook: FlaskClient, content: dict[str, object], write: Callable[[dict[str, object]], str]
) -> None:
    assert deliver(webhook, write(content).encode("utf-8", "surrogatepass")).status_code == 200
