"""The ledger and partial refunds over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.master_api import Call
from tests.support.money import Money, new_token
from tests.support.subscriptions import sold


def entries(call: Call, query: str = "") -> list[dict[str, Any]]:
    """Every page, one entry at a time."""
    found, cursor = [], ""
    while True:
        page = call("GET", f"/ledger?limit=1{query}{cursor}").get_json()
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = f"&cursor={page['next_cursor']}"


def test_ledger_is_read_in_pages_and_between_bounds(call: Call, money: Money) -> None:
    order, other = sold(money), sold(money, bot_token=new_token(), owner_telegram_id=1)
    money.shop.refund(order.payment_id or "", "100.00")
    money.settle(order.payment_id)

    found = entries(call)
    at = [entry["at"].replace("+", "%2B") for entry in found]

    assert [(entry["kind"], entry["payment_id"], entry["gross"]) for entry in found] == [
        ("payment", order.payment_id, "990.00"),
        ("payment", other.payment_id, "990.00"),
        ("refund", order.payment_id, "-100.00"),
    ]
    assert [(entry["fee"], entry["net"], entry["client_id"]) for entry in found[1:]] == [
        ("34.65", "955.35", "client_002"),
        ("0.00", "-100.00", "client_001"),
    ]
    assert entries(call, f"&from={at[1]}") == found[1:]
    assert entries(call, f"&to={at[1]}") == found[:1]
    assert entries(call, f"&from={at[1]}&to={at[2]}") == found[1:2]


@pytest.mark.parametrize("query", ["from=yesterday", "to=2026-03-01T00:00:00", "cursor=WzEsMl0=", "limit=0"])
def test_ledger_with_bounds_that_make_no_sense_is_422(call: Call, query: str) -> None:
    assert call("GET", f"/ledger?{query}").status_code == 422


def test_part_of_an_order_is_given_back(call: Call, money: Money) -> None:
    order = sold(money)

    part = call("POST", f"/orders/{order.id}/refund", {"amount": "100.00"})
    too_much = call("POST", f"/orders/{order.id}/refund", {"amount": "890.01"})
    rest = call("POST", f"/orders/{order.id}/refund", {})

    assert (part.status_code, part.get_json()["state"]) == (200, "settled")
    assert (too_much.status_code, too_much.get_json()["detail"]) == (
        422,
        "amount: at most 890.00 is left of the payment",
    )
    assert (rest.status_code, rest.get_json()["state"]) == (200, "refunded")


@pytest.mark.parametrize("amount", ["0", "-1", "1.001", "NaN", "Infinity", "much", True, {}, "1e12"])
def test_sum_that_is_none_is_422(call: Call, money: Money, amount: object) -> None:
    order = sold(money)

    answers = [
        call("POST", path, {"amount": amount})
        for path in (f"/orders/{order.id}/refund", f"/payments/{order.payment_id}/refund")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert money.rows("SELECT 1 FROM refunds") == []


def test_payment_is_given_back_by_its_id(call: Call, money: Money) -> None:
    order = sold(money)

    answer = call("POST", f"/payments/{order.payment_id}/refund", {"amount": 99.5}).get_json()

    assert answer.pop("paid_until") == until_in_json(money)
    assert answer == {
        "payment_id": order.payment_id,
        "order_id": str(order.id),
        "client_id": "client_001",
        "state": "succeeded",
        "amount": "99.50",
        "error": None,
        "given_back": "99.50",
    }
    assert call("POST", "/payments/none/refund").status_code == 404


def until_in_json(money: Money) -> str:
    [row] = money.rows("SELECT paid_until FROM subscriptions")
    return str(row["paid_until"].isoformat()).replace("+00:00", "Z")
