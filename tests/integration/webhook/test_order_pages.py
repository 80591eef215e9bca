"""The link to pay and the way back from YooKassa: what buyers read, and what they can do to us by reading it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.shared.master_api.public import OrderLook
from services.shared.postgres.pool import Pool
from services.shared.runtime.secret import Secret
from services.webhook.app import Dependencies, create_app
from services.webhook.order_pages import HEADERS, MOST_RELOADS
from services.webhook.senders import Senders, read_networks
from tests.support.database import Database
from tests.support.inbox import PAYMENT_ID, SettableClock, inbox_rows
from tests.support.master_stand_in import Answer, MasterStandIn, problem

ORDER = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
PAY_HERE = "https://yoomoney.ru/checkout/payments/v2/contract?orderId=2d8f"
NOBODY = Senders(read_networks("185.71.76.0/27"))
UNKNOWN = problem("not-found", 404, "there is no such order")


@pytest.fixture
def visitor(pool: Pool, clock: SettableClock, master: MasterStandIn) -> FlaskClient:
    """A browser somewhere in the world."""
    orders = OrderLook(master.url, 1.0)
    return create_app(Dependencies(pool, NOBODY, Secret("path"), clock, orders=orders)).test_client()


def order(state: str = "payable", **changes: Any) -> Answer:
    body = {
        "state": state,
        "confirmation_url": PAY_HERE if state == "payable" else None,
        "payment_id": PAYMENT_ID,
        "amount": "990.00",
        "currency": "RUB",
        "locale": "ru",
        "bot_username": "salon_bot",
    }
    return Answer(body={**body, **changes})


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_link_leads_to_yookassa_and_changes_nothing(
    visitor: FlaskClient, master: MasterStandIn, database: Database, method: str
) -> None:
    master.says(order())

    answers = [visitor.open(f"/pay/{ORDER}", method=method) for _ in range(3)]

    assert [(answer.status_code, answer.location) for answer in answers] == [(302, PAY_HERE)] * 3
    assert HEADERS.items() <= dict(answers[0].headers).items()
    assert inbox_rows(database.webhook_url) == []
    assert [(asked.method, asked.path, "Authorization" in asked.headers) for asked in master.asked] == [
        ("GET", f"/api/v1/pay/{ORDER}", False)
    ] * 3


@pytest.mark.parametrize(
    ("state", "status", "words", "reloads"),
    [
        ("preparing", 200, "Готовим оплату", True),
        ("paid", 200, "Заказ оплачен", True),
        ("ready", 200, "https://t.me/salon_bot", False),
        ("checking", 200, "не платите ещё раз", False),
        ("expired", 410, "Возьмите, пожалуйста, новую в боте", False),
        ("refunded", 200, "возвращены", False),
        ("by_bank", 200, "Этот заказ оплачивается по счёту", False),
        ("a word of tomorrow", 410, "Возьмите, пожалуйста, новую", False),
    ],
)
def test_link_that_cannot_be_paid_says_why(
    visitor: FlaskClient, master: MasterStandIn, state: str, status: int, words: str, reloads: bool
) -> None:
    master.says(order(state))

    answer = visitor.get(f"/pay/{ORDER}")

    assert (answer.status_code, words in answer.text, "Refresh" in answer.headers) == (status, True, reloads)
    assert HEADERS.items() <= dict(answer.headers).items()


def test_order_that_was_free_is_not_called_paid(visitor: FlaskClient, master: MasterStandIn) -> None:
    master.says(order("paid", amount="0.00"), order("ready", amount="0.00"))

    pages = [visitor.get(f"/{page}/{ORDER}").text for page in ("pay", "return")]

    said = ("За этот заказ платить не нужно", "<h1>Бот работает</h1>")
    assert [words in page and "плачен" not in page for words, page in zip(said, pages, strict=True)] == [True, True]


def test_page_speaks_the_buyers_language(visitor: FlaskClient, master: MasterStandIn) -> None:
    master.says(order("paid", locale="en"), UNKNOWN)

    known = visitor.get(f"/pay/{ORDER}", headers={"Accept-Language": "ru"})
    unknown = visitor.get(f"/pay/{ORDER}", headers={"Accept-Language": "en-GB"})

    assert "This order is paid" in known.text
    assert "There is no such order" in unknown.text


def test_coming_back_leaves_one_hint_however_often_the_page_reloads(
    visitor: FlaskClient, master: MasterStandIn, database: Database, clock: SettableClock
) -> None:
    master.says(order())

    pages = [visitor.get(f"/return/{ORDER}?n={n}", headers={"X-Forwarded-For": "8.8.8.8"}) for n in range(3)]

    [row] = inbox_rows(database.webhook_url)
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert (row["event"], row["object_id"], row["state"], row["hits"]) == ("return.visited", PAYMENT_ID, "new", 3)
    assert pages[0].headers["Refresh"] == f"4; url=/return/{ORDER}?n=1"
    assert f'href="/pay/{ORDER}"' in pages[0].text


def test_looks_caused_by_one_buyer_have_a_rest_between_them(
    visitor: FlaskClient, master: MasterStandIn, database: Database, clock: SettableClock, pool: Pool
) -> None:
    master.says(order())
    visitor.get(f"/return/{ORDER}")
    with pool.connection() as tx:
        tx.execute("UPDATE webhook.inbox SET state = 'done', outcome = 'not_paid', done_at = %s", (clock(),))
    states = []
    for seconds in (4, 2):
        clock.forward(seconds=seconds)
        visitor.get(f"/return/{ORDER}")
        states.append(inbox_rows(database.webhook_url)[0]["state"])

    assert states == ["done", "new"]


@pytest.mark.parametrize("state", ["paid", "ready", "checking", "refunded"])
def test_coming_back_to_what_is_known_leaves_no_hint(
    visitor: FlaskClient, master: MasterStandIn, database: Database, state: str
) -> None:
    master.says(order(state))

    answer = visitor.get(f"/return/{ORDER}")

    assert (answer.status_code, inbox_rows(database.webhook_url)) == (200, [])


def test_prefetcher_of_the_way_back_leaves_no_hint(
    visitor: FlaskClient, master: MasterStandIn, database: Database
) -> None:
    master.says(order())

    assert visitor.head(f"/return/{ORDER}").status_code == 200
    assert inbox_rows(database.webhook_url) == []


@pytest.mark.parametrize("n", [str(MOST_RELOADS), "x", "-1", "1" * 50, "٣"])
def test_page_does_not_reload_for_ever(visitor: FlaskClient, master: MasterStandIn, n: str) -> None:
    master.says(order("paid"))

    assert "Refresh" not in visitor.get(f"/return/{ORDER}", query_string={"n": n}).headers


@pytest.mark.parametrize("page", ["pay", "return"])
@pytest.mark.parametrize("text", ["1", "client_001", "..%2f..%2fstats", "%00", "x" * 4000, "%D1%85%FF"])
def test_what_is_no_order_is_404_and_nobody_is_asked(
    visitor: FlaskClient, master: MasterStandIn, page: str, text: str
) -> None:
    answer = visitor.get(f"/{page}/{text}")

    assert (answer.status_code, master.asked) == (404, [])


@pytest.mark.parametrize("page", ["pay", "return"])
def test_unknown_order_is_404(visitor: FlaskClient, master: MasterStandIn, database: Database, page: str) -> None:
    master.says(UNKNOWN)

    answer = visitor.get(f"/{page}/{ORDER}")

    assert (answer.status_code, "Такого заказа нет" in answer.text) == (404, True)
    assert HEADERS.items() <= dict(answer.headers).items()
    assert inbox_rows(database.webhook_url) == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_pages_are_only_read(visitor: FlaskClient, method: str) -> None:
    assert visitor.open(f"/pay/{ORDER}", method=method).status_code == 405


def test_address_that_is_no_address_is_not_followed(visitor: FlaskClient, master: MasterStandIn) -> None:
    master.says(order(confirmation_url="javascript:alert(1)"))

    answer = visitor.get(f"/pay/{ORDER}")

    assert (answer.status_code, answer.location) == (410, None)


@pytest.mark.parametrize(
    "answer", [Answer(hang=5), Answer(502, b"<html>"), problem("database-away", 503), Answer(200, [])]
)
def test_master_that_does_not_answer_is_said_soon(visitor: FlaskClient, master: MasterStandIn, answer: Answer) -> None:
    master.says(answer)
    started = time.monotonic()

    page = visitor.get(f"/pay/{ORDER}")

    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert "платёж не потерян" in page.text
    assert time.monotonic() - started < 2


def test_master_that_hangs_is_left_alone_and_notifications_are_kept(
    visitor: FlaskClient, master: MasterStandIn
) -> None:
    master.says(Answer(hang=5))
    started = time.monotonic()

    statuses = [visitor.get(f"/return/{ORDER}").status_code for _ in range(20)]

    assert statuses == [503] * 20
    assert len(master.asked) == 1
    assert time.monotonic() - started < 3


def test_database_away_does_not_hide_the_order(dead_pool: Pool, clock: SettableClock, master: MasterStandIn) -> None:
    master.says(order("payable"))
    dependencies = Dependencies(dead_pool, NOBODY, None, clock, 0.2, OrderLook(master.url, 1.0))

    answer = create_app(dependencies).test_client().get(f"/return/{ORDER}")

    assert (answer.status_code, "Ждём оплату" in answer.text) == (200, True)
