"""Paid and no bot after five minutes: told once, with what to do about it, and over when the bot comes up."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from services.master_bot.storage import clients, deployments
from services.master_bot.storage.deployments import End
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.refund import refund_order
from services.master_bot.use_cases.watch_setup import SetupWatch
from services.shared.postgres.pool import transaction
from tests.support.money import OPERATOR, Money

ALARMS = ("operator_not_set_up", "operator_set_up_after_all")


@pytest.fixture
def sold(money: Money) -> Order:
    order = money.paid_order()
    money.settle(order.payment_id)
    return order


def watched(money: Money, minutes: float) -> list[str]:
    """The alarms after a look, so many minutes later than now."""
    money.clock.later = timedelta(minutes=minutes)
    while SetupWatch(money.context).run_once():
        pass
    return [kind for kind in money.messages() if kind in ALARMS]


def end_deployment(money: Money, state: str) -> None:
    now: datetime = money.clock()
    with transaction(money.context.pool) as tx:
        deployment = deployments.claim(tx, "worker", now=now, lease=timedelta(minutes=1))
        assert deployment is not None
        deployments.finish(tx, deployment.id, "worker", End(state, "no image" if state == "failed" else None), now=now)
        states = {"succeeded": "running", "failed": "ill"}
        clients.change(tx, deployment.client_id, actual_state=states[state])


def test_nothing_is_said_in_the_first_five_minutes_nor_of_a_bot_that_came_up(money: Money, sold: Order) -> None:
    early = watched(money, 4.9)
    end_deployment(money, "succeeded")

    assert (early, watched(money, 60)) == ([], [])


@pytest.mark.parametrize("failed", [False, True])
def test_alarm_comes_once_and_closes_itself(money: Money, sold: Order, failed: bool) -> None:
    if failed:
        end_deployment(money, "failed")
    first, second = watched(money, 5.1), watched(money, 30)
    if failed:
        with transaction(money.context.pool) as tx:
            deployments.enqueue(tx, "client_001", "deploy", requested_by="api:olga", now=money.clock())
    end_deployment(money, "succeeded")
    over, later = watched(money, 31), watched(money, 600)

    assert (first, second) == (["operator_not_set_up"], ["operator_not_set_up"])
    assert over == later == list(ALARMS)
    [told] = money.rows("SELECT chat_id, facts FROM outbox WHERE kind = 'operator_not_set_up'")
    facts = told["facts"]
    assert (told["chat_id"], facts["client_id"], facts["order_id"], facts["paid"]) == (
        OPERATOR,
        "client_001",
        str(sold.id),
        True,
    )
    assert money.rows("SELECT closed_at IS NULL AS open FROM alarms") == [{"open": False}]


def test_alarm_ends_with_a_refund_and_says_no_more(money: Money, sold: Order) -> None:
    watched(money, 6)

    refund_order(money.context, sold.id, who="api:olga")

    assert watched(money, 7) == ["operator_not_set_up"]
    assert money.rows("SELECT closed_at IS NULL AS open FROM alarms") == [{"open": False}]


def test_bot_that_falls_ill_later_is_not_its_business(money: Money, sold: Order) -> None:
    end_deployment(money, "succeeded")
    money.rows("UPDATE clients SET actual_state = 'ill' RETURNING id")

    assert watched(money, 60) == []
