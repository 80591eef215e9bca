"""The registry and what is done with clients' bots, through the API."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from services.master_bot.storage import log_requests
from services.shared.postgres.pool import transaction
from services.shared.runtime.clock import utc_now
from tests.support.master_api import Body, Call
from tests.support.money import Money, new_token


def register(call: Call, **changes: Any) -> Any:
    return call("POST", "/clients", {"bot_token": new_token().reveal(), "admin_ids": [4242], **changes})


def test_registered_client_waits_for_its_first_deployment(call: Call) -> None:
    response = register(call, client_id="client_043", business_name="Барбершоп", locale="en", plan="yearly")

    client = response.get_json()
    assert response.status_code == 201
    assert (client["client_id"], client["business_name"], client["owner_telegram_id"], client["locale"]) == (
        "client_043",
        "Барбершоп",
        4242,
        "en",
    )
    assert (client["desired_state"], client["actual_state"]) == ("stopped", "absent")
    assert client["subscription"]["plan"] == "yearly"


def test_registered_clients_are_numbered_in_order(call: Call) -> None:
    register(call, client_id="client_043")

    following = register(call).get_json()

    assert following["client_id"] == "client_044"


def test_same_id_or_same_bot_is_not_registered_twice(call: Call) -> None:
    token = new_token().reveal()
    register(call, client_id="client_043", bot_token=token)

    same_id = register(call, client_id="client_043")
    same_bot = register(call, bot_token=token)

    assert (same_id.status_code, same_id.get_json()["detail"]) == (409, "client_043 is registered already")
    assert (same_bot.status_code, same_bot.get_json()["type"]) == (409, "/problems/bot-token-in-use")


def test_bot_that_is_being_bought_is_not_registered(call: Call, new_order: Body) -> None:
    body = new_order()
    call("POST", "/orders", body)

    response = register(call, bot_token=body["bot_token"])

    assert (response.status_code, response.get_json()["type"]) == (409, "/problems/bot-token-in-use")


def test_clients_are_listed_page_by_page_and_searched(call: Call) -> None:
    for name in ("Ландыш", "Роза", "Лилия"):
        register(call, business_name=name)

    first = call("GET", "/clients?limit=2").get_json()
    second = call("GET", f"/clients?limit=2&cursor={first['next_cursor']}").get_json()
    found = call("GET", "/clients?search=роз").get_json()["items"]

    assert [row["client_id"] for row in first["items"] + second["items"]] == ["client_001", "client_002", "client_003"]
    assert [row["client_id"] for row in found] == ["client_002"]


def test_changed_client_of_a_running_bot_is_deployed_anew(call: Call) -> None:
    register(call)
    call("POST", "/clients/client_001/deploy")

    changed = call("PATCH", "/clients/client_001", {"business_name": "Роза", "admin_ids": [4242, 4343]}).get_json()

    assert changed["business_name"] == "Роза"
    assert len(call("GET", "/clients/client_001/deployments").get_json()["items"]) == 1


def test_client_does_not_get_another_clients_bot(call: Call) -> None:
    token = new_token().reveal()
    register(call, bot_token=token)
    register(call)

    response = call("PATCH", "/clients/client_002", {"bot_token": token})

    assert (response.status_code, response.get_json()["type"]) == (409, "/problems/bot-token-in-use")


@pytest.mark.parametrize("action", ["deploy", "stop", "restart", "suspend", "resume"])
def test_action_is_queued_once(call: Call, action: str) -> None:
    register(call)

    first, second = (call("POST", f"/clients/client_001/{action}") for _ in range(2))

    assert (first.status_code, first.get_json()["action"], first.get_json()["state"]) == (202, action, "queued")
    assert second.get_json()["deployment_id"] == first.get_json()["deployment_id"]


def test_rollback_without_an_earlier_version_is_refused(call: Call) -> None:
    register(call)

    response = call("POST", "/clients/client_001/rollback")

    assert (response.status_code, response.get_json()["type"]) == (409, "/problems/not-possible-now")


@pytest.mark.parametrize("path", ["/clients/client_404", "/clients/nonsense", "/deployments/404", "/orders/nonsense"])
def test_what_is_not_there_is_not_found(call: Call, path: str) -> None:
    response = call("GET", path)

    assert (response.status_code, response.get_json()["type"]) == (404, "/problems/not-found")


def test_subscription_is_prolonged_by_days(call: Call) -> None:
    client = register(call, plan="monthly").get_json()

    changed = call("POST", "/clients/client_001/subscription", {"days": 10}).get_json()

    before, after = client["subscription"]["paid_until"], changed["subscription"]["paid_until"]
    assert after > before
    assert call("GET", "/audit").get_json()["items"][0]["facts"] == {"days": 10}


def test_autopay_is_switched_off_and_its_consent_can_be_read(call: Call) -> None:
    register(call, plan="monthly")

    off, missing = call("POST", "/clients/client_001/autopay/off"), call("POST", "/clients/client_404/autopay/off")
    consent = call("GET", "/consents/autopay").get_json()

    assert (off.status_code, off.get_json()["subscription"]["autopay"]) == (200, False)
    assert missing.status_code == 404
    assert (bool(consent["version"]), sorted(consent["text"])) == (True, ["en", "ru"])


def test_subscription_of_a_client_without_one_is_refused(call: Call) -> None:
    register(call)

    assert call("POST", "/clients/client_001/subscription", {"days": 10}).status_code == 409


def test_logs_are_what_the_deploy_worker_answers(call: Call, money: Money) -> None:
    register(call)
    asked = threading.Event()

    def answer() -> None:
        while not asked.is_set():
            with transaction(money.context.pool) as tx:
                found = log_requests.next_open(tx, now=utc_now() + timedelta(seconds=1))
                if found is not None:
                    log_requests.answer(tx, found.id, ["one", "two"][-found.lines_wanted :], now=utc_now())
                    asked.set()

    worker = threading.Thread(target=answer)
    worker.start()
    response = call("GET", "/clients/client_001/logs?lines=1")
    asked.set()
    worker.join()

    assert response.get_json() == {"lines": ["two"]}
