from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from services.shared.master_api.client import MasterApi
from services.shared.master_api.errors import FieldError, MasterApiAway, MasterApiRefused
from services.shared.master_api.models import NewClient, OrderRequest, Plan, Subscription
from services.shared.master_api.shop import Consent, Shop
from services.shared.runtime.secret import Secret
from tests.support.master_stand_in import TOKEN, Answer, MasterStandIn, master_stand_in, problem

BOT_TOKEN = Secret("123456789:AAF-the-token-of-a-bot-0123456789abc")
ORDER = {
    "order_id": "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
    "state": "pending",
    "plan": "month",
    "amount": "990.00",
    "currency": "RUB",
    "bot_username": "salon_bot",
    "owner_telegram_id": 501,
    "business_name": "Салон",
    "created_at": "2026-11-24T10:00:00Z",
    "confirmation_url": "https://pay.example/1",
}
DEPLOYMENT = {
    "deployment_id": 7,
    "client_id": "client_042",
    "action": "deploy",
    "state": "running",
    "error": None,
    "log_tail": None,
    "created_at": "2026-11-24T10:00:00Z",
    "started_at": "2026-11-24T10:00:01Z",
    "finished_at": None,
    "steps": [{"attempt": 1, "name": "render", "state": "done", "detail": "", "at": "2026-11-24T10:00:02Z"}],
}


@pytest.fixture
def master() -> Iterator[MasterStandIn]:
    with master_stand_in() as stand_in:
        yield stand_in


def test_plans_are_read_into_types(master: MasterStandIn) -> None:
    plan = {
        "code": "month",
        "title": {"ru": "Месяц", "en": "Month"},
        "description": {"ru": "", "en": ""},
        "price": "990.00",
        "currency": "RUB",
        "months": 1,
        "days": 0,
        "is_trial": False,
        "limits": {"specialists": 3},
        "of_a_later_version": True,
    }
    master.says(Answer(body={"items": [plan], "next_cursor": None}))

    plans = master.api.plans()

    assert plans == (
        Plan(
            code="month",
            title={"ru": "Месяц", "en": "Month"},
            description={"ru": "", "en": ""},
            price=Decimal("990.00"),
            currency="RUB",
            months=1,
            days=0,
            is_trial=False,
            limits={"specialists": 3},
        ),
    )


def test_shop_is_read_into_types(master: MasterStandIn) -> None:
    consent = {"version": "2026-11", "text": {"ru": "Я согласен", "en": "I agree"}}
    master.says(Answer(body={"autopay": True, "consent": consent, "email_required": False}))

    shop = master.api.shop()

    assert shop == Shop(True, Consent("2026-11", {"ru": "Я согласен", "en": "I agree"}), email_required=False)
    assert (master.asked[0].method, master.asked[0].path) == ("GET", "/api/v1/shop")


def test_order_is_sent_with_its_key_and_token(master: MasterStandIn) -> None:
    master.says(Answer(201, ORDER))

    order = master.api.place_order(
        OrderRequest(plan="month", owner_telegram_id=501, business_name="Салон", bot_token=BOT_TOKEN), "order:501:1"
    )

    asked = master.asked[0]
    assert (order.amount, order.created_at) == (Decimal("990.00"), datetime(2026, 11, 24, 10, tzinfo=UTC))
    assert (asked.method, asked.path) == ("POST", "/api/v1/orders")
    assert asked.headers["Idempotency-Key"] == "order:501:1"
    assert asked.headers["Authorization"] == f"Bearer {TOKEN.reveal()}"
    assert asked.body == {
        "plan": "month",
        "owner_telegram_id": 501,
        "business_name": "Салон",
        "bot_token": BOT_TOKEN.reveal(),
        "locale": "ru",
        "timezone": "Europe/Moscow",
    }


def test_client_carries_its_subscription(master: MasterStandIn) -> None:
    client = {
        "client_id": "client_042",
        "bot_username": "salon_bot",
        "business_name": "Салон",
        "owner_telegram_id": 501,
        "timezone": "Europe/Moscow",
        "locale": "ru",
        "desired_state": "running",
        "actual_state": "running",
        "image": None,
        "last_error": None,
        "subscription": {"plan": "month", "state": "active", "paid_until": "2026-12-24T10:00:00+00:00"},
        "created_at": "2026-11-24T10:00:00Z",
    }
    master.says(Answer(body={"items": [client], "next_cursor": "abc"}))

    page = master.api.clients(owner_telegram_id=501, limit=8)

    assert master.asked[0].path == "/api/v1/clients?limit=8&owner_telegram_id=501"
    assert page.next_cursor == "abc"
    assert page.items[0].subscription == Subscription("month", "active", datetime(2026, 12, 24, 10, tzinfo=UTC))


def test_new_client_leaves_out_what_is_not_given(master: MasterStandIn) -> None:
    master.says(problem("bot-token-in-use", 409, "client_041 has this bot already"))

    with pytest.raises(MasterApiRefused):
        master.api.create_client(NewClient(BOT_TOKEN, (501,), client_id="client_043"))

    assert master.asked[0].body == {"bot_token": BOT_TOKEN.reveal(), "admin_ids": [501], "client_id": "client_043"}


@pytest.mark.parametrize("action", ["deploy", "stop", "restart", "suspend", "resume", "rollback"])
def test_deployment_is_asked_for(master: MasterStandIn, action: str) -> None:
    master.says(Answer(202, DEPLOYMENT))

    deployment = getattr(master.api, action)("client_042")

    assert master.asked[0].path == f"/api/v1/clients/client_042/{action}"
    assert (deployment.deployment_id, deployment.finished) == (7, False)
    assert [(step.name, step.state) for step in deployment.steps] == [("render", "done")]


def test_payment_report_gives_the_outcome(master: MasterStandIn) -> None:
    master.says(Answer(body={"outcome": "already"}))

    outcome = master.api.report_payment("2d8f", "payment.succeeded")

    assert outcome == "already"
    assert master.asked[0].body == {"payment_id": "2d8f", "event": "payment.succeeded"}


def test_problem_becomes_an_error_with_its_facts(master: MasterStandIn) -> None:
    answer = problem("validation", 422, "the order is not complete\nsecond line")
    answer.body.update(errors=[{"field": "plan", "message": "is missing"}, "odd"], reason="half\nof it")
    master.says(answer)

    with pytest.raises(MasterApiRefused) as caught:
        master.api.order("1")

    assert str(caught.value) == "the order is not complete second line"
    assert (caught.value.kind, caught.value.problem.status, caught.value.temporary) == ("validation", 422, False)
    assert (caught.value.problem.errors, caught.value.problem.reason) == (
        (FieldError("plan", "is missing"),),
        "half of it",
    )


@pytest.mark.parametrize(
    ("answer", "temporary"),
    [
        (problem("database-away", 503), True),
        (problem("too-many-requests", 429), True),
        (problem("still-running", 409, **{"Retry-After": "2"}), True),
        (problem("bot-token-in-use", 409), False),
        (problem("unauthorized", 401), False),
    ],
)
def test_problem_says_whether_trying_again_helps(master: MasterStandIn, answer: Answer, temporary: bool) -> None:
    master.says(answer)

    with pytest.raises(MasterApiRefused) as caught:
        master.api.order("1")

    assert caught.value.temporary is temporary


@pytest.mark.parametrize(
    "answer",
    [
        Answer(502, b"<html>Bad Gateway</html>"),
        Answer(500, {"message": "no problem document"}),
        Answer(200, b"<html>somebody else's page</html>"),
        Answer(200, {"order_id": "1"}),
        Answer(302, {}, {"Location": "http://127.0.0.1:1/"}),
    ],
)
def test_answer_that_nobody_understands_counts_as_away(master: MasterStandIn, answer: Answer) -> None:
    master.says(answer)

    with pytest.raises(MasterApiAway, match=r"^the master API at 127\.0\.0\.1:\d+ "):
        master.api.order("1")


def test_silence_ends_at_the_time_limit(master: MasterStandIn) -> None:
    master.says(Answer(hang=30))

    with pytest.raises(MasterApiAway, match="did not answer in time"):
        MasterApi(master.url, TOKEN, timeout=0.1).order("1")


def test_nobody_there_is_said_without_secrets() -> None:
    api = MasterApi("http://user:password@127.0.0.1:9", TOKEN, timeout=1)

    with pytest.raises(MasterApiAway) as caught:
        api.plans()

    assert str(caught.value) == "the master API at 127.0.0.1:9 cannot be reached"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_proxy_of_the_environment_is_not_used(master: MasterStandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    master.says(Answer(201, ORDER))

    assert master.api.order("1").state == "pending"


@pytest.mark.parametrize("typed", ["..", "../clients", "a/b?c=1#d", "", "."])
def test_odd_id_stays_one_piece_of_the_address(master: MasterStandIn, typed: str) -> None:
    master.says(problem("not-found", 404, "there is no such order"))

    with pytest.raises(MasterApiRefused):
        master.api.order(typed)

    assert master.asked[0].path.startswith("/api/v1/orders/")
    assert master.asked[0].path.count("/") == 4


def test_ill_platform_still_tells_its_health(master: MasterStandIn) -> None:
    master.says(Answer(503, {"status": "ill", "postgres": "away"}))

    assert master.api.health() == {"status": "ill", "postgres": "away"}
