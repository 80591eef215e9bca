"""DELETE /clients/{id}: asked for once, called off by resume, and not to be called off once it has begun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.master_api import Body, Call
from tests.support.money import Money
from tests.support.subscriptions import let_deployments_succeed


@pytest.fixture
def sold(call: Call, new_order: Body, money: Money) -> str:
    call("POST", "/orders", new_order(plan="trial"))
    let_deployments_succeed(money)
    return "client_001"


def test_removal_is_queued_once(call: Call, sold: str) -> None:
    first, second = call("DELETE", f"/clients/{sold}"), call("DELETE", f"/clients/{sold}")

    assert (first.status_code, first.get_json()["action"], first.get_json()["state"]) == (202, "remove", "queued")
    assert second.get_json()["deployment_id"] == first.get_json()["deployment_id"]
    assert call("GET", f"/clients/{sold}").get_json()["desired_state"] == "deleted"


def test_only_admin_tokens_may(call: Call, sold: str, token_with: Callable[..., str]) -> None:
    refused = call("DELETE", f"/clients/{sold}", token=token_with("deploy", "money"))

    assert refused.status_code == 403


def test_resume_calls_it_off_and_nothing_else_does(call: Call, sold: str, money: Money) -> None:
    call("DELETE", f"/clients/{sold}")

    stopped, resumed = call("POST", f"/clients/{sold}/stop"), call("POST", f"/clients/{sold}/resume")

    detail = "client_001 is to be removed: resume it first, if it is to stay"
    assert (stopped.status_code, stopped.get_json()["detail"]) == (409, detail)
    assert resumed.status_code == 202
    assert let_deployments_succeed(money) == ["client_001 resume"]


def test_client_that_was_removed_is_not_there_to_be_changed(
    call: Call, sold: str, money: Money, new_order: Body
) -> None:
    call("DELETE", f"/clients/{sold}")
    let_deployments_succeed(money)

    answers = [
        call("DELETE", f"/clients/{sold}"),
        call("PATCH", f"/clients/{sold}", {"business_name": "Роза"}),
        call("POST", f"/clients/{sold}/resume"),
        call("POST", f"/clients/{sold}/subscription", {"days": 5}),
        call("POST", "/orders", new_order(bot_token=None, client_id=sold)),
        call("DELETE", "/clients/client_777"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 409, 409, 404, 404]
    assert call("GET", "/clients").get_json()["items"] == []
    assert let_deployments_succeed(money) == []
