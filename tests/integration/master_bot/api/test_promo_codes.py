from __future__ import annotations

from typing import Any

import pytest

from tests.support.master_api import Body, Call

SPRING = {"code": "spring", "kind": "percent", "value": "20"}


def test_code_is_made_listed_used_and_ended(call: Call, new_order: Body) -> None:
    made = call("POST", "/promo-codes", {**SPRING, "uses_limit": 5, "expires_at": "2099-01-01T00:00:00Z"})
    call("POST", "/promo-codes", {**SPRING, "code": "autumn"})
    order = call("POST", "/orders", new_order(promo_code="Spring")).get_json()
    first = call("GET", "/promo-codes?limit=1").get_json()
    second = call("GET", f"/promo-codes?limit=1&cursor={first['next_cursor']}").get_json()
    ended = call("POST", "/promo-codes/spring/end")

    late = call("POST", "/orders", new_order(promo_code="Spring", owner_telegram_id=4242))

    assert made.status_code == 201
    assert (order["amount"], order["promo_code"]) == ("792.00", "SPRING")
    assert [row["code"] for row in first["items"] + second["items"]] == ["AUTUMN", "SPRING"]
    assert (second["items"][0]["uses"], second["items"][0]["uses_limit"]) == (1, 5)
    assert ended.get_json()["ended_at"] is not None
    assert (late.status_code, late.get_json()) == (
        422,
        {
            "type": "/problems/promo-code",
            "title": "promo code",
            "status": 422,
            "detail": "promo_code: SPRING is not valid any more",
            "reason": "ended",
        },
    )
    audited = [entry["action"] for entry in call("GET", "/audit").get_json()["items"]]
    assert audited == ["promo_code.end", "promo_code.make", "promo_code.make"]


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "a"},
        {"code": "two words"},
        {"value": "0"},
        {"value": "-5"},
        {"value": "100.01"},
        {"kind": "days", "value": "1.5"},
        {"kind": "days", "value": "367"},
        {"kind": "sum", "value": "10.001"},
        {"kind": "referral"},
        {"uses_limit": 0},
        {"owner_limit": 0},
        {"expires_at": "2020-01-01T00:00:00Z"},
        {"expires_at": "2099-01-01T00:00:00"},
    ],
)
def test_wrong_code_is_422_with_one_line(call: Call, changes: dict[str, Any]) -> None:
    response = call("POST", "/promo-codes", {**SPRING, **changes})

    assert (response.status_code, response.get_json()["type"]) == (422, "/problems/validation")
    assert "\n" not in response.get_json()["detail"]


def test_name_is_taken_once_and_what_is_not_there_is_not_ended(call: Call) -> None:
    call("POST", "/promo-codes", SPRING)

    again, missing = call("POST", "/promo-codes", SPRING), call("POST", "/promo-codes/winter/end")

    assert (again.status_code, missing.status_code) == (409, 404)


def test_owner_with_a_bot_gets_one_code_to_bring_others_by(call: Call, new_order: Body) -> None:
    refused = call("POST", "/referral-codes", {"owner_telegram_id": 4242})
    call("POST", "/orders", new_order(plan="trial", owner_telegram_id=4242))

    first, second = (call("POST", "/referral-codes", {"owner_telegram_id": 4242}).get_json() for _ in range(2))

    assert refused.status_code == 409
    assert (first["code"], first["kind"], first["value"]) == (second["code"], "referral", "14.00")
