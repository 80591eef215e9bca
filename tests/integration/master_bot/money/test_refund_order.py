"""All of an order's money goes back, and what it has brought goes with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.master_bot.domain.periods import add_months
from services.master_bot.storage import refunds
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.note_refunds import finish_refund
from services.master_bot.use_cases.refund import refund_order
from services.master_bot.use_cases.refusals import NotPossibleNow
from services.shared.postgres.pool import transaction
from services.shared.runtime.clock import utc_now
from tests.support.money import Money


@pytest.fixture
def sold(money: Money) -> Order:
    order = money.paid_order()
    money.settle(order.payment_id)
    return order


def subscription(money: Money) -> dict[str, Any]:
    return money.rows("SELECT state, paid_until FROM subscriptions")[0]


def test_refunded_order_ends_its_period_and_stops_the_bot(money: Money, sold: Order) -> None:
    refunded = [refund_order(money.context, sold.id, who="api:olga").state for _ in range(2)]

    assert refunded == ["refunded", "refunded"]
    assert money.shop.payment(sold.payment_id or "")["refunded_amount"]["value"] == "990.00"
    assert subscription(money)["state"] == "suspended"
    assert subscription(money)["paid_until"] <= utc_now()
    assert money.rows("SELECT desired_state FROM clients") == [{"desired_state": "suspended"}]
    assert money.settle(sold.payment_id) == "already"


def test_refunded_renewal_leaves_what_was_paid_before(money: Money, sold: Order) -> None:
    before = subscription(money)
    renewal = money.paid_order(client_id="client_001", plan="quarterly")
    money.settle(renewal.payment_id)
    in_between = subscription(money)["paid_until"]

    refund_order(money.context, renewal.id, who="api:olga")

    assert in_between == add_months(before["paid_until"], 3)
    assert subscription(money) == before
    assert money.rows("SELECT desired_state FROM clients") == [{"desired_state": "running"}]


def test_refund_that_two_have_seen_at_once_takes_its_period_once(money: Money, sold: Order) -> None:
    renewal = money.paid_order(client_id="client_001")
    money.settle(renewal.payment_id)
    before = subscription(money)["paid_until"]
    money.shop.do(lambda world: world.behave(refunds="pending"))
    refund_order(money.context, renewal.id, who="api:olga")
    money.shop.do(lambda world: world.behave(refunds="succeeded"))
    payment = money.context.yookassa.payment(renewal.payment_id or "")
    with transaction(money.context.pool) as tx:
        refund = refunds.open_of(tx, payment.id)
    assert refund is not None
    seen = money.context.yookassa.refund(refund.refund_id or "")

    for _ in range(2):
        with transaction(money.context.pool) as tx:
            finish_refund(tx, money.context, refund, seen, payment)

    assert subscription(money)["paid_until"] > before - timedelta(days=40)
    assert money.messages().count("payment_refunded") == 1


def test_refund_by_hand_has_the_same_effect_and_its_notification_may_be_lost(money: Money, sold: Order) -> None:
    money.shop.refund(sold.payment_id or "")

    money.reconcile(timedelta(minutes=1))

    assert (money.order_row(sold)["state"], subscription(money)["state"]) == ("refunded", "suspended")
    assert "operator_refunded" in money.messages()


def test_only_what_was_paid_is_given_back(money: Money) -> None:
    free, open_order = money.order(plan="trial"), money.order()

    for order in (free, open_order):
        with pytest.raises(NotPossibleNow, match="no payment to give back"):
            refund_order(money.context, order.id, who="api:olga")
