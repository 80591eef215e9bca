"""Refund, extension and comparison over HTTP, and what whoever has an order's link may see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.support.master_api import Call
from tests.support.money import Money


def seen(client: FlaskClient, order_id: object) -> dict[str, Any]:
    """Asked without a token."""
    answer = client.get(f"/api/v1/pay/{order_id}")
    assert answer.status_code == 200
    return dict(answer.get_json())


@pytest.mark.parametrize("way", ["refund", "extend"])
def test_second_payment_is_decided_over_the_api(call: Call, money: Money, way: str) -> None:
    order = money.paid_order()
    money.settle(order.payment_id)
    second = money.shop.foreign_payment("990.00", {"order_id": str(order.id)})["id"]
    money.settle(second)
    [row] = call("GET", "/quarantine?state=open").get_json()["items"]

    decided = [call("POST", f"/quarantine/{row['id']}/resolve", {"resolution": way}) for _ in range(2)]
    other = call("POST", f"/quarantine/{row['id']}/resolve", {"resolution": "something else"})

    assert [answer.get_json()["resolution"] for answer in decided] == [way, way]
    assert call("GET", f"/quarantine/{row['id']}").get_json()["state"] == "resolved"
    assert (other.status_code, other.get_json()["type"]) == (409, "/problems/not-possible-now")
    assert money.counts()["payments"] == (2 if way == "extend" else 1)
    assert call("GET", "/quarantine/4711").status_code == 404


def test_order_is_refunded_over_the_api(call: Call, money: Money) -> None:
    order = money.paid_order()
    early = call("POST", f"/orders/{order.id}/refund")
    money.settle(order.payment_id)

    answer = call("POST", f"/orders/{order.id}/refund")

    assert (early.status_code, answer.status_code, answer.get_json()["state"]) == (409, 200, "refunded")
    assert call("POST", f"/orders/{uuid4()}/refund").status_code == 404


def test_comparison_settles_what_is_new_and_a_dry_run_only_looks(call: Call, money: Money) -> None:
    order = money.paid_order()

    dry = call("POST", "/payments/reconcile", {"dry_run": True}).get_json()
    untouched = money.order_row(order)["state"]
    done = call("POST", "/payments/reconcile", {}).get_json()

    assert {
        "payment_id": order.payment_id,
        "amount": "990.00",
        "order_id": str(order.id),
        "outcome": "not_looked_at",
    } in dry["new_here"]
    assert untouched == "pending"
    assert [new["outcome"] for new in done["new_here"] if new["payment_id"] == order.payment_id] == ["settled"]
    audited = [row["action"] for row in call("GET", "/audit").get_json()["items"]]
    assert audited.count("payments.reconcile") == 2


@pytest.mark.parametrize(
    "body",
    [
        {"from": "2026-03-02T00:00:00Z", "to": "2026-03-01T00:00:00Z"},
        {"from": "2020-01-01T00:00:00Z"},
        {"from": "2026-03-01T00:00:00"},
        {"from": "yesterday"},
        {"since": "2026-03-01T00:00:00Z"},
    ],
)
def test_comparison_with_bounds_that_make_no_sense_is_422(call: Call, body: dict[str, str]) -> None:
    assert call("POST", "/payments/reconcile", body).status_code == 422


def test_comparison_says_when_yookassa_is_away(call: Call, money: Money) -> None:
    money.shop.fault("error_500", on="list_payments")

    answer = call("POST", "/payments/reconcile", {})

    assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/yookassa-away")


def test_settling_by_hand_is_audited(call: Call, money: Money) -> None:
    order = money.paid_order()

    for event in ("operator", "payment.succeeded"):
        call("POST", "/payments", {"payment_id": order.payment_id, "event": event})

    audited = [row for row in call("GET", "/audit").get_json()["items"] if row["action"] == "payment.settle"]
    assert [(row["target"], row["facts"]) for row in audited] == [(order.payment_id, {"outcome": "settled"})]


def test_link_of_an_order_shows_its_way_and_nothing_about_its_owner(
    call: Call, client: FlaskClient, money: Money
) -> None:
    order = money.order()
    states = [seen(client, order.id)]
    money.shop.pay(order.payment_id or "")
    money.settle(order.payment_id)
    states.append(seen(client, order.id))
    money.rows("UPDATE clients SET actual_state = 'running' RETURNING id")
    states.append(seen(client, order.id))
    call("POST", f"/orders/{order.id}/refund")
    states.append(seen(client, order.id))

    assert [state["state"] for state in states] == ["payable", "paid", "ready", "refunded"]
    assert [state["confirmation_url"] for state in states] == [order.confirmation_url, None, None, None]
    assert set(states[0]) == {
        "state",
        "confirmation_url",
        "payment_id",
        "amount",
        "currency",
        "locale",
        "bot_username",
    }


def test_link_of_an_order_that_cannot_be_paid_says_so(call: Call, client: FlaskClient, money: Money) -> None:
    old, wrong, canceled = money.order(), money.paid_order(), money.order()
    money.shop.fault("wrong_amount", on="get_payment", payment_id=wrong.payment_id)
    money.settle(wrong.payment_id)
    call("POST", f"/orders/{canceled.id}/cancel")
    money.shop.fault("error_500", on="create_payment")
    preparing = money.order()
    states = [seen(client, order.id)["state"] for order in (wrong, canceled, preparing)]
    money.clock.later = timedelta(minutes=61)

    assert [*states, seen(client, old.id)["state"]] == ["checking", "expired", "preparing", "expired"]


@pytest.mark.parametrize("order_id", [uuid4(), "1", "..", "%00", "x" * 500])
def test_unknown_link_is_404(client: FlaskClient, order_id: object) -> None:
    assert client.get(f"/api/v1/pay/{order_id}").status_code == 404
