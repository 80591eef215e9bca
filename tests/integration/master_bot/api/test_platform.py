"""Health, metrics, figures and the description of the API."""

from __future__ import annotations

import re
from dataclasses import replace

from flask.testing import FlaskClient
from openapi_core import OpenAPI

from services.master_bot.api.app import create_app
from services.master_bot.api.wsgi import connect_redis
from services.master_bot.storage import workers
from services.shared.postgres.pool import Pool, connect, transaction
from services.shared.runtime.clock import utc_now
from services.shared.runtime.secret import Secret
from tests.support.database import Database
from tests.support.master_api import API_TOKEN, Body, Call
from tests.support.money import Money, new_token


def test_health_names_what_is_away(call: Call) -> None:
    response = call("GET", "/health", token="none")

    health = response.get_json()
    assert response.status_code == 200
    assert health | {"version": ""} == {
        "status": "ill",
        "version": "",
        "postgresql": "ok",
        "redis": "ok",
        "queue": "ok",
        "worker_deployments": "away",
        "worker_housekeeping": "away",
    }


def test_health_is_ok_when_everything_lives(call: Call, money: Money) -> None:
    with transaction(money.context.pool) as tx:
        for name in ("deployments", "housekeeping"):
            workers.report(tx, name, now=utc_now())

    assert call("GET", "/health").get_json()["status"] == "ok"


def test_health_says_when_the_queue_is_stuck(call: Call, money: Money, new_order: Body) -> None:
    call("POST", "/orders", new_order(plan="trial"))
    money.rows("UPDATE deployments SET next_try_at = now() - interval '10 minutes' RETURNING id")

    assert call("GET", "/health").get_json()["queue"] == "stuck"


def test_everything_away_is_said_as_problems(money: Money, dead_pool: Pool) -> None:
    nobody = connect_redis(Secret("redis://127.0.0.1:1/0"))
    client = create_app(replace(money.context, pool=dead_pool), API_TOKEN, nobody).test_client()
    headers = {"Authorization": f"Bearer {API_TOKEN.reveal()}"}

    health = client.get("/health")
    plans = client.get("/api/v1/plans", headers=headers)

    assert (health.status_code, health.get_json()["postgresql"], health.get_json()["redis"]) == (503, "away", "away")
    assert (plans.status_code, plans.get_json()["type"]) == (503, "/problems/database-away")
    assert int(plans.headers["Retry-After"]) > 0


def test_request_works_although_the_database_was_restarted(call: Call, database: Database) -> None:
    before = call("GET", "/plans").status_code
    with connect(database.superuser_url, autocommit=True) as superuser:
        cut = superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = 'zapis_master'"
        ).fetchall()

    after = call("GET", "/plans").status_code

    assert (before, len(cut) > 0, after) == (200, True, 200)


def test_metrics_count_rows_by_state(call: Call, new_order: Body) -> None:
    call("POST", "/orders", new_order())

    text = call("GET", "/metrics", token="none").get_data(as_text=True)

    assert 'zapis_orders{state="pending"} 1\n' in text
    assert re.search(r"^zapis_deployment_waiting_seconds \d+\.\d$", text, re.MULTILINE)


def test_stats_count_money_and_fleet(call: Call, money: Money) -> None:
    money.settle(money.paid_order(bot_token=new_token()).payment_id)

    stats = call("GET", "/stats").get_json()

    assert (stats["money.total"], stats["money.payments"], stats["clients.absent"]) == ("990.00", 1, 1)


def test_description_is_valid_and_has_the_routes_that_are_there(call: Call, client: FlaskClient) -> None:
    described = call("GET", "/openapi.json", token="none").get_json()

    OpenAPI.from_dict(described)
    there = {
        (re.sub(r"<(?:[^:<>]+:)?[a-z_]+>", "{}", rule.rule), method.lower())
        for rule in client.application.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1/") and not rule.rule.endswith(("openapi.json", "stats"))
    }
    told = {
        (re.sub(r"\{[a-z_]+\}", "{}", path), method) for path, calls in described["paths"].items() for method in calls
    }
    action = ("/api/v1/clients/{}/{}", "post")
    assert there - told == {action}
    assert {(path.rpartition("/")[0] + "/{}", method) for path, method in told - there} == {action}


def test_description_names_what_a_list_may_be_asked(call: Call) -> None:
    described = call("GET", "/openapi.json", token="none").get_json()

    parameters = described["paths"]["/api/v1/clients"]["get"]["parameters"]
    assert [(found["name"], found["in"]) for found in parameters] == [
        ("state", "query"),
        ("owner_telegram_id", "query"),
        ("search", "query"),
        ("limit", "query"),
        ("cursor", "query"),
    ]
