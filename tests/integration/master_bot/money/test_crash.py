"""Whatever dies between two commits, the next round ends in one client, one deployment, one payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import place_order
from services.master_bot.use_cases.reconcile import Reconciler
from services.master_bot.use_cases.settle import settle
from services.shared.postgres.pool import Pool
from tests.support.money import NOTHING, ONE_SALE, Money, new_token
from tests.support.mortal import Fuse, Killed, MortalPool


def mortal(money: Money, dies_at: int, *, after_commit: bool) -> Context:
    pool = MortalPool(money.context.pool, Fuse(dies_at, after_commit))
    return replace(money.context, pool=cast("Pool", pool))


def paid(money: Money) -> None:
    """The buyer pays what there is to pay."""
    for row in money.rows("SELECT payment_id FROM orders WHERE state = 'pending'"):
        if money.shop.payment(row["payment_id"])["status"] == "pending":
            money.shop.pay(row["payment_id"])


@pytest.mark.parametrize("after_commit", [False, True])
@pytest.mark.parametrize("dies_at", [1, 2])
def test_order_survives_a_death_at_each_commit_of_placing_it(money: Money, dies_at: int, after_commit: bool) -> None:
    wanted = money.wanted(bot_token=new_token())
    with pytest.raises(Killed):
        place_order(mortal(money, dies_at, after_commit=after_commit), wanted)

    order = place_order(money.context, wanted)
    paid(money)
    money.reconcile(timedelta(minutes=1))

    made = [found for found in money.shop.payments() if found["metadata"].get("order_id") == str(order.id)]
    assert len(made) == 1
    assert {**money.counts(), "quarantine": 0} == ONE_SALE


@pytest.mark.parametrize("after_commit", [False, True])
def test_payment_survives_a_death_at_the_commit_of_settling(money: Money, after_commit: bool) -> None:
    order = money.paid_order()
    assert order.payment_id is not None
    with pytest.raises(Killed):
        settle(mortal(money, 1, after_commit=after_commit), order.payment_id)
    in_between = money.counts()

    outcome = money.settle(order.payment_id)

    assert in_between == (ONE_SALE if after_commit else NOTHING)
    assert outcome == ("already" if after_commit else "settled")
    assert money.counts() == ONE_SALE


@pytest.mark.parametrize("after_commit", [False, True])
@pytest.mark.parametrize("dies_at", [1, 2])
def test_reconciler_survives_a_death_at_each_of_its_commits(money: Money, dies_at: int, after_commit: bool) -> None:
    order = money.paid_order()
    money.clock.later = timedelta(minutes=1)
    with pytest.raises(Killed):
        Reconciler(mortal(money, dies_at, after_commit=after_commit)).run_once()

    money.reconcile(timedelta(minutes=4))

    assert money.order_row(order)["state"] == "settled"
    assert {**money.counts(), "quarantine": 0} == ONE_SALE
