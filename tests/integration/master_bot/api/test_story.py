"""Order, payment, client, deployment: the whole of a sale through the API."""

from __future__ import annotations

from tests.support.master_api import Body, Call
from tests.support.money import ONE_SALE, Money


def test_sale_through_the_api(call: Call, money: Money, new_order: Body) -> None:
    order = call("POST", "/orders", new_order()).get_json()
    payment_id = money.order_row_of(order["order_id"])["payment_id"]
    money.shop.pay(payment_id)

    outcome = call("POST", "/payments", {"payment_id": payment_id, "event": "payment.succeeded"})

    client = call("GET", "/clients/client_001").get_json()
    deployments = call("GET", "/clients/client_001/deployments").get_json()["items"]
    settled = call("GET", f"/orders/{order['order_id']}").get_json()
    assert (outcome.status_code, outcome.get_json()) == (200, {"outcome": "settled"})
    assert (client["desired_state"], client["subscription"]["plan"]) == ("running", "monthly")
    assert [row["action"] for row in deployments] == ["deploy"]
    assert (settled["state"], settled["client_id"], settled["confirmation_url"]) == ("settled", "client_001", None)
    assert money.counts() == ONE_SALE


def test_order_has_the_shape_that_was_agreed(call: Call, new_order: Body) -> None:
    response = call("POST", "/orders", new_order())

    order = response.get_json()
    assert response.status_code == 201
    assert set(order) == {
        "order_id",
        "state",
        "plan",
        "amount",
        "currency",
        "credit",
        "promo_code",
        "extra_days",
        "automatic",
        "method",
        "invoice_number",
        "bank_invoice_offered",
        "confirmation_url",
        "pay_url",
        "client_id",
        "bot_username",
        "owner_telegram_id",
        "business_name",
        "created_at",
        "settled_at",
    }
    assert (order["state"], order["amount"], order["currency"]) == ("pending", "990.00", "RUB")
    assert order["confirmation_url"].startswith("http://127.0.0.1")


def test_plans_say_price_period_and_limits(call: Call) -> None:
    plans = call("GET", "/plans").get_json()["items"]

    assert [(plan["code"], plan["price"], plan["months"], plan["days"]) for plan in plans] == [
        ("trial", "0.00", 0, 14),
        ("monthly", "990.00", 1, 0),
        ("quarterly", "2670.00", 3, 0),
        ("yearly", "9500.00", 12, 0),
    ]


def test_event_of_a_report_does_not_matter(call: Call, money: Money, new_order: Body) -> None:
    order = call("POST", "/orders", new_order()).get_json()
    payment_id = money.order_row_of(order["order_id"])["payment_id"]

    outcome = call("POST", "/payments", {"payment_id": payment_id, "event": "payment.succeeded"}).get_json()

    assert outcome == {"outcome": "not_paid"}


def test_owner_sees_the_own_orders_page_by_page(call: Call, new_order: Body) -> None:
    placed = [call("POST", "/orders", new_order()).get_json()["order_id"] for _ in range(3)]
    call("POST", "/orders", new_order(owner_telegram_id=4242))

    first = call("GET", "/orders?owner_telegram_id=5500000042&limit=2").get_json()
    second = call("GET", f"/orders?owner_telegram_id=5500000042&limit=2&cursor={first['next_cursor']}").get_json()

    found = [order["order_id"] for order in first["items"] + second["items"]]
    assert (found, second["next_cursor"]) == (placed[::-1], None)


def test_canceled_order_frees_its_bot(call: Call, new_order: Body) -> None:
    body = new_order()
    order = call("POST", "/orders", body).get_json()

    canceled = call("POST", f"/orders/{order['order_id']}/cancel").get_json()

    again = call("POST", "/orders", {**body, "owner_telegram_id": 4242})
    assert (canceled["state"], again.status_code) == ("canceled", 201)


def test_settled_order_is_not_canceled(call: Call, new_order: Body) -> None:
    order = call("POST", "/orders", new_order(plan="trial")).get_json()

    response = call("POST", f"/orders/{order['order_id']}/cancel")

    assert (response.status_code, response.get_json()["type"]) == (409, "/problems/not-possible-now")


def test_quarantined_payment_is_listed_and_closed(call: Call, money: Money) -> None:
    foreign = money.shop.foreign_payment("990.00")
    call("POST", "/payments", {"payment_id": foreign["id"], "event": "payment.succeeded"})
    row = call("GET", "/quarantine?state=open").get_json()["items"][0]

    closed = call("POST", f"/quarantine/{row['id']}/resolve", {"resolution": "refunded by hand"}).get_json()

    assert (row["payment_id"], row["reason"], row["state"]) == (foreign["id"], "unknown_order", "open")
    assert (closed["state"], closed["resolution"]) == ("resolved", "refunded by hand")
    assert call("GET", "/quarantine?state=open").get_json()["items"] == []
    assert call("GET", "/audit").get_json()["items"][0]["action"] == "quarantine.resolve"
