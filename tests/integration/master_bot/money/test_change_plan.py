"""Another plan in the middle of what is paid: what is left counts, to the kopeck and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from services.master_bot.domain.periods import add_months
from services.master_bot.storage import clients, plans
from services.master_bot.storage.plans import Plan
from services.master_bot.use_cases.extend_subscription import give_time
from services.master_bot.use_cases.issue_invoice import switch_to_bank
from services.master_bot.use_cases.refusals import NotPossibleNow
from services.shared.postgres.pool import transaction
from tests.support.money import Money
from tests.support.paper import SELLER
from tests.support.subscriptions import let_deployments_succeed, paid_until, sold

A_MINUTE = timedelta(minutes=1)


def put_on_sale(money: Money, code: str, price: str, specialists: int) -> None:
    plan = Plan(
        code=code,
        version=1,
        title={"ru": code, "en": code},
        description={"ru": code, "en": code},
        price=Decimal(price),
        currency="RUB",
        months=0,
        days=30,
        limits={"specialists": specialists},
        is_trial=False,
        position=9,
        grace_days=3,
        read_only_days=14,
        kept_days=30,
    )
    with transaction(money.context.pool) as tx:
        plans.seed(tx, plan)


@pytest.fixture
def two_plans(money: Money) -> None:
    put_on_sale(money, "solo", "300.00", 1)
    put_on_sale(money, "team", "1500.00", 10)


@pytest.mark.usefixtures("two_plans")
def test_upgrade_costs_the_difference_and_begins_at_once(money: Money) -> None:
    sold(money, plan="solo")
    money.clock.later = timedelta(days=10) + A_MINUTE

    order = money.paid_order(client_id="client_001", plan="team")
    outcome = money.settle(order.payment_id)

    assert (order.amount, order.credit, outcome) == (Decimal("1310.00"), Decimal("190.00"), "settled")
    assert timedelta(days=30) - A_MINUTE < paid_until(money) - money.clock() <= timedelta(days=30)
    assert let_deployments_succeed(money) == ["client_001 restart"]
    periods = money.rows("SELECT plan_code, worth, carried FROM subscription_periods ORDER BY id")
    assert [tuple(row.values()) for row in periods] == [
        ("solo", Decimal("300.00"), Decimal("190.00")),
        ("team", Decimal("1500.00"), Decimal("0.00")),
    ]


@pytest.mark.usefixtures("two_plans")
def test_downgrade_costs_nothing_and_lasts_longer(money: Money) -> None:
    sold(money, plan="team")
    money.clock.later = timedelta(days=15) - A_MINUTE

    order = money.order(client_id="client_001", plan="solo")

    assert (order.state, order.amount, order.credit) == ("settled", Decimal("0.00"), Decimal("750.00"))
    assert timedelta(days=75) - A_MINUTE < paid_until(money) - money.clock() <= timedelta(days=75)


@pytest.mark.usefixtures("two_plans")
def test_what_is_left_counts_once(money: Money) -> None:
    sold(money, plan="solo")
    money.clock.later = timedelta(days=10) + A_MINUTE
    upgrade = money.paid_order(client_id="client_001", plan="team")
    renewal = money.paid_order(client_id="client_001", plan="solo")
    money.settle(renewal.payment_id)
    until = paid_until(money)

    outcome = money.settle(upgrade.payment_id)

    assert (outcome, paid_until(money)) == ("quarantined", until)
    assert money.rows("SELECT reason FROM quarantine")[0]["reason"] == "credit_gone"
    assert money.order(client_id="client_001", plan="team").credit == Decimal("490.00")


@pytest.mark.usefixtures("two_plans")
def test_credit_that_is_gone_makes_one_other_order(money: Money) -> None:
    sold(money, plan="solo")
    counted = money.order(client_id="client_001", plan="team")
    with transaction(money.context.pool) as tx:
        clients.lock(tx, "client_001")
        give_time(tx, "client_001", timedelta(days=3), reason="operator", now=money.clock())

    again = [money.order(client_id="client_001", plan="team").id for _ in range(3)]

    assert (set(again) == {again[0]}, again[0] == counted.id) == (True, False)
    assert money.order_row(counted)["state"] == "canceled"


@pytest.mark.usefixtures("two_plans")
def test_presents_are_kept_through_a_change(money: Money) -> None:
    sold(money, plan="solo")
    money.rows(
        "INSERT INTO subscription_periods"
        " (client_id, reason, plan_code, plan_version, begins, until, worth, created_at)"
        " SELECT client_id, 'operator', plan_code, plan_version, paid_until, paid_until + interval '10 days', 0, now()"
        " FROM subscriptions RETURNING id"
    )
    money.rows("UPDATE subscriptions SET paid_until = paid_until + interval '10 days' RETURNING client_id")

    order = money.paid_order(client_id="client_001", plan="team")
    money.settle(order.payment_id)

    assert timedelta(days=40) - A_MINUTE < paid_until(money) - money.clock() <= timedelta(days=40)


def test_another_time_of_the_same_follows_what_is_paid(money: Money) -> None:
    sold(money)
    begun = paid_until(money)

    order = money.paid_order(client_id="client_001", plan="yearly")
    money.settle(order.payment_id)

    assert (order.credit_of_until, order.amount) == (None, Decimal("9500.00"))
    assert paid_until(money) == add_months(begun, 12)


@pytest.mark.usefixtures("two_plans")
def test_change_of_plan_is_not_paid_by_bank_invoice(money: Money) -> None:
    money.context = replace(money.context, shop=replace(money.context.shop, seller=SELLER))
    sold(money, plan="solo")
    money.clock.later = timedelta(days=10)
    by_card = money.order(client_id="client_001", plan="team")

    for act in (
        lambda: money.order(client_id="client_001", plan="team", method="bank"),
        lambda: switch_to_bank(money.context, by_card.id),
    ):
        with pytest.raises(NotPossibleNow, match="a change of plan is not paid by bank invoice"):
            act()

    assert money.order_row(by_card)["state"] == "pending"
