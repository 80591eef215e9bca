"""A part of the money goes back, by an operator or in YooKassa's cabinet, and takes its share of the time with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.extend_subscription import credit_of
from services.master_bot.use_cases.refund import RefundWorker, refund_order
from services.master_bot.use_cases.refund_settled import refund_by_payment
from services.master_bot.use_cases.refusals import Invalid, NotFound, NotPossibleNow
from services.master_bot.use_cases.resolve_quarantine import resolve_quarantine
from services.shared.postgres.pool import transaction
from tests.integration.master_bot.money.test_change_plan import put_on_sale
from tests.support.money import Money
from tests.support.subscriptions import let_deployments_succeed, monitor, paid_until, sold, standing

Give = Callable[[Money, Order, str], None]


def by_operator(money: Money, order: Order, amount: str) -> None:
    refund_order(money.context, order.id, amount=Decimal(amount), who="api:olga")


def in_the_cabinet(money: Money, order: Order, amount: str) -> None:
    money.shop.refund(order.payment_id or "", amount)
    money.settle(order.payment_id)


both_ways = pytest.mark.parametrize("give", [by_operator, in_the_cabinet])


def share(until: datetime, begins: datetime, part: int, of: int) -> timedelta:
    return timedelta(seconds=(until - begins) // timedelta(seconds=1) * part // of)


def period(money: Money) -> dict[str, Any]:
    return money.rows("SELECT begins, until, worth::text, carried::text FROM subscription_periods ORDER BY id")[0]


@both_ways
def test_part_shortens_what_is_paid_and_both_are_told_until_when(money: Money, give: Give) -> None:
    order = sold(money)
    before = period(money)

    give(money, order, "99.00")

    until = before["until"] - share(before["until"], before["begins"], 1, 10)
    assert paid_until(money) == until
    assert period(money) == {**before, "until": until, "worth": "891.00"}
    assert (money.order_row(order)["state"], standing(money)) == ("settled", "active")
    assert let_deployments_succeed(money) == []
    told = money.rows(
        "SELECT kind, facts->>'until' AS until FROM outbox WHERE dedupe_key LIKE 'refunded:%%' ORDER BY kind"
    )
    assert [(row["kind"], datetime.fromisoformat(row["until"])) for row in told] == [
        ("operator_refunded", until),
        ("payment_refunded_in_part", until),
    ]


def test_part_by_hand_while_one_of_ours_is_under_way_is_noted_beside_it(money: Money) -> None:
    order = sold(money)
    money.shop.do(lambda world: world.behave(refunds="pending"))
    by_operator(money, order, "500.00")
    money.shop.do(lambda world: world.behave(refunds="succeeded"))

    in_the_cabinet(money, order, "100.00")

    rows = money.rows("SELECT amount::text, state, requested_by FROM refunds ORDER BY amount")
    assert [tuple(row.values()) for row in rows] == [
        ("100.00", "succeeded", "cabinet"),
        ("500.00", "pending", "api:olga"),
    ]
    assert period(money)["worth"] == "890.00"


@both_ways
def test_parts_that_add_up_to_the_whole_end_as_a_whole_refund(money: Money, give: Give) -> None:
    order = sold(money)
    before = period(money)

    for amount in ("300.00", "300.00", "390.00"):
        give(money, order, amount)

    assert period(money) == {**before, "until": before["begins"], "worth": "0.00"}
    assert (money.order_row(order)["state"], standing(money)) == ("refunded", "suspended")
    assert let_deployments_succeed(money) == ["client_001 suspend"]
    assert money.rows("SELECT sum(gross) AS left FROM ledger") == [{"left": Decimal("0.00")}]


def test_part_and_then_all_that_is_left(money: Money) -> None:
    order = sold(money)
    by_operator(money, order, "100.00")

    after = refund_order(money.context, order.id, who="api:olga")

    assert after.state == "refunded"
    assert [row["amount"] for row in money.rows("SELECT amount FROM refunds ORDER BY created_at")] == [
        Decimal("100.00"),
        Decimal("890.00"),
    ]


def test_part_of_used_time_ends_the_subscription_now_and_not_before(money: Money) -> None:
    order = sold(money)
    money.clock.later = timedelta(days=25)
    now = money.clock()

    by_operator(money, order, "500.00")

    assert now <= paid_until(money) <= money.clock()
    assert standing(money) == "active"
    monitor(money, timedelta(days=25, minutes=1))
    assert standing(money) == "grace"
    before = paid_until(money)
    by_operator(money, order, "100.00")
    assert (paid_until(money), standing(money)) == (before, "grace")


def test_part_of_the_first_period_lets_the_renewal_begin_earlier(money: Money) -> None:
    first = sold(money)
    renewal = money.paid_order(client_id="client_001")
    money.settle(renewal.payment_id)
    before, until = period(money), paid_until(money)

    by_operator(money, first, "99.00")

    shorter = share(before["until"], before["begins"], 1, 10)
    assert paid_until(money) == until - shorter
    following = money.rows("SELECT begins, until FROM subscription_periods ORDER BY id")[1]
    assert following == {"begins": before["until"] - shorter, "until": until - shorter}
    assert money.rows("SELECT billing_day FROM subscriptions") == [{"billing_day": None}]


def test_credit_for_another_plan_is_less_by_what_went_back(money: Money) -> None:
    put_on_sale(money, "solo", "300.00", 1)
    order = sold(money, plan="solo")
    money.clock.later = timedelta(days=10)

    by_operator(money, order, "100.00")

    with transaction(money.context.pool) as tx:
        left = credit_of(tx, "client_001", money.clock())
    assert left <= Decimal("100.00")  # of the 200 that 20 days were worth
    assert left >= Decimal("90.00")


def test_change_of_plan_that_was_counted_before_a_part_went_back_waits_for_a_human(money: Money) -> None:
    put_on_sale(money, "solo", "300.00", 1)
    put_on_sale(money, "team", "1500.00", 10)
    order = sold(money, plan="solo")
    change = money.paid_order(client_id="client_001", plan="team")

    by_operator(money, order, "100.00")

    assert money.settle(change.payment_id) == "quarantined"
    assert money.rows("SELECT reason FROM quarantine") == [{"reason": "credit_gone"}]


def test_refund_of_a_plan_that_was_changed_takes_what_was_carried_over(money: Money) -> None:
    put_on_sale(money, "solo", "300.00", 1)
    put_on_sale(money, "team", "1500.00", 10)
    order = sold(money, plan="solo")
    money.clock.later = timedelta(days=10) + timedelta(minutes=1)
    change = money.paid_order(client_id="client_001", plan="team")
    money.settle(change.payment_id)
    before = paid_until(money)

    refund_order(money.context, order.id, who="api:olga")

    assert change.credit == Decimal("190.00")
    length = timedelta(seconds=30 * 24 * 3600 * 190 // 1500)
    assert before - paid_until(money) == length
    assert standing(money) == "active"
    periods = money.rows("SELECT worth::text, carried::text FROM subscription_periods ORDER BY id")
    assert periods == [{"worth": "0.00", "carried": "0.00"}, {"worth": "1310.00", "carried": "0.00"}]
    assert (money.order_row(order)["state"], money.order_row(change)["state"]) == ("refunded", "settled")


@pytest.mark.parametrize("amount", ["990.01", "890.01", "5000"])
def test_more_than_is_left_is_refused_and_changes_nothing(money: Money, amount: str) -> None:
    order = sold(money)
    by_operator(money, order, "100.00")

    with pytest.raises(Invalid, match=r"at most 890\.00 is left"):
        by_operator(money, order, amount)

    assert money.rows("SELECT count(*) AS n FROM refunds") == [{"n": 1}]


def test_same_part_asked_for_while_it_is_under_way_is_given_once_and_another_one_waits(money: Money) -> None:
    order = sold(money)
    money.shop.do(lambda world: world.behave(refunds="pending"))

    for _ in range(2):
        by_operator(money, order, "100.00")
    for amount in (Decimal("50.00"), None):
        with pytest.raises(NotPossibleNow, match=r"100\.00 of it is on its way back"):
            refund_order(money.context, order.id, amount=amount, who="api:olga")

    assert money.rows("SELECT amount::text, state FROM refunds") == [{"amount": "100.00", "state": "pending"}]
    money.shop.do(lambda world: world.behave(refunds="succeeded"))


def test_second_part_of_the_same_sum_whose_answer_was_lost_for_a_day_is_not_taken_for_the_first(money: Money) -> None:
    order = sold(money)
    by_operator(money, order, "100.00")
    money.shop.fault("reset", on="create_refund")
    by_operator(money, order, "100.00")
    money.clock.later = timedelta(hours=24)

    assert RefundWorker(money.context).run_once()

    states = money.rows("SELECT state FROM refunds ORDER BY created_at")
    assert [row["state"] for row in states] == ["succeeded", "refused"]
    assert money.shop.payment(order.payment_id or "")["refunded_amount"]["value"] == "100.00"


def test_payment_that_was_let_count_is_refunded_by_its_own_id(money: Money) -> None:
    order = sold(money)

    done = refund_by_payment(money.context, order.payment_id or "", amount=Decimal("99.00"), who="api:olga")

    assert (done.client_id, done.given_back, done.paid_until) == ("client_001", Decimal("99.00"), paid_until(money))
    assert done.last is not None
    assert (done.last.state, done.last.requested_by) == ("succeeded", "api:olga")


def test_payment_in_quarantine_goes_back_whole_or_not_at_all(money: Money) -> None:
    order = sold(money)
    second = money.shop.foreign_payment("990.00", {"order_id": str(order.id)})["id"]
    money.settle(second)

    with pytest.raises(NotPossibleNow, match="goes back whole"):
        refund_by_payment(money.context, second, amount=Decimal("1.00"), who="api:olga")
    done = refund_by_payment(money.context, second, amount=None, who="api:olga")

    assert (done.given_back, done.client_id) == (Decimal("990.00"), None)
    assert money.rows("SELECT state, resolution FROM quarantine") == [{"state": "resolved", "resolution": "refund"}]
    with pytest.raises(NotFound):
        refund_by_payment(money.context, "no-such-payment", amount=None, who="api:olga")


def test_order_whose_own_payment_was_never_made_is_refunded_by_the_one_that_counted(money: Money) -> None:
    order = money.order()
    other = money.shop.foreign_payment("990.00", {"order_id": str(order.id)})["id"]
    money.settle(other)
    resolve_quarantine(money.context, 1, "extend", who="api:olga")

    assert refund_order(money.context, order.id, who="api:olga").state == "refunded"
    assert money.shop.payment(other)["refunded_amount"]["value"] == "990.00"
