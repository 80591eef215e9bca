"""A simulated year: whatever owners, cards and networks do, each payment buys exactly one extension and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.settings import SimulatorSettings
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.domain.subscriptions import PAID, Stages, SubscriptionState
from services.master_bot.use_cases.context import Context
from tests.support.money import make_money
from tests.support.money_books import our_books, yookassa_books
from tests.support.year import Town

NEW_YEAR = datetime(2027, 1, 1, 9, tzinfo=UTC)
HALF_A_DAY = timedelta(hours=12)


@pytest.fixture
def shop() -> Iterator[ThreadedYooKassa]:
    with ThreadedYooKassa(SimulatorSettings(), clock=SettableClock(NEW_YEAR, frozen=True)) as running:
        running.notifications(enabled=False)
        yield running


def a_town(context: Context, shop: ThreadedYooKassa, telegram: ThreadedTelegramServer, seed: int) -> Town:
    money = make_money(context.pool, shop, telegram.url)
    money.context = replace(money.context, clock=shop.clock.now)
    return Town(money, shop, seed)


def test_three_months_of_five_clients(
    context: Context, shop: ThreadedYooKassa, telegram: ThreadedTelegramServer
) -> None:
    town = a_town(context, shop, telegram, seed=1)
    town.settle_in(5)

    lives(town, days=90, off_at=40)

    balances(town)
    happened = {action.split()[1] for action in town.actions}
    assert happened == {"deploy", "restart", "suspend", "resume", "remove"}


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_year_of_fifty_clients(context: Context, shop: ThreadedYooKassa, telegram: ThreadedTelegramServer) -> None:
    town = a_town(context, shop, telegram, seed=2)
    town.settle_in(50)

    lives(town, days=365, off_at=200)

    balances(town)


def lives(town: Town, *, days: int, off_at: int) -> None:
    """Half a day at a time; for one week the platform is off. At the end nobody buys any more, and all is settled."""
    for half in range(days * 2):
        town.step(HALF_A_DAY, running=not off_at * 2 <= half < (off_at + 7) * 2)
    town.shop.clear_faults()
    for owner in town.owners:
        owner.days_early = None
    for _ in range(8):
        town.step(HALF_A_DAY)
        town.shop.clear_faults()


def balances(town: Town) -> None:
    succeeded = {payment["id"]: payment for payment in town.shop.payments("succeeded")}
    paid = town.money.rows("SELECT id, order_id, amount FROM payments")
    periods = town.money.rows("SELECT * FROM subscription_periods ORDER BY client_id, begins, id")

    # Exactly the extensions that succeeded payments have bought: none twice, none for nothing, to the kopeck.
    assert {row["id"] for row in paid} == succeeded.keys()
    assert sum(row["amount"] for row in paid) == sum(amount(payment) for payment in succeeded.values())
    orders = {payment["metadata"]["order_id"]: amount(payment) - back(payment) for payment in succeeded.values()}
    assert {str(row["order_id"]): row["worth"] for row in periods if row["worth"]} == {
        order: left for order, left in orders.items() if left
    }
    assert town.money.rows("SELECT * FROM quarantine") == []
    theirs = town.shop.do(yookassa_books)
    assert our_books(town.money.rows) == theirs
    sums = "sum(gross) FILTER (WHERE gross > 0) AS gross, sum(fee) AS fees, sum(gross) FILTER (WHERE gross < 0) AS back"
    [ours] = town.money.rows(f"SELECT {sums}, sum(net) AS net FROM ledger")
    assert (ours["gross"], ours["fees"], -ours["back"], ours["net"]) == theirs.totals()
    assert town.refunded, "nobody got money back"
    for owner in town.owners:
        own = [row for row in periods if row["client_id"] == owner.client_id]
        until = max(row["until"] for row in own) if owner.client_id in town.refunded else follows(own)
        subscription = town.money.rows("SELECT * FROM subscriptions WHERE client_id = %s", owner.client_id)[0]
        assert subscription["paid_until"] == until
        stands(town, subscription)
    assert len({row["order_id"] for row in town.money.rows("SELECT order_id FROM charges")}) == len(
        town.money.rows("SELECT DISTINCT client_id, period, attempt FROM charges")
    )


def amount(payment: dict[str, Any]) -> Decimal:
    return Decimal(payment["amount"]["value"])


def back(payment: dict[str, Any]) -> Decimal:
    return Decimal(payment["refunded_amount"]["value"])


def follows(periods: list[dict[str, Any]]) -> datetime:
    """Each period begins where the one before ends, or when it was bought if that was later; until when they last."""
    until: datetime | None = None
    for period in periods:
        assert period["begins"] == (period["created_at"] if until is None else max(until, period["created_at"]))
        until = period["until"]
    assert until is not None
    return until


def stands(town: Town, subscription: dict[str, Any]) -> None:
    """No state has outlived its time, and the bot is where its subscription wants it."""
    state = SubscriptionState(subscription["state"])
    if state in PAID:
        assert subscription["paid_until"] > town.now()
    elif lasts := Stages(grace=3, read_only=14, kept=30).last(state):
        assert subscription["state_since"] <= town.now() < subscription["state_since"] + lasts
    client = town.money.rows("SELECT * FROM clients WHERE id = %s", subscription["client_id"])[0]
    stands_so = {
        SubscriptionState.SUSPENDED: ("suspended", "suspended"),
        SubscriptionState.ENDED: ("deleted", "absent"),
    }
    assert (client["desired_state"], client["actual_state"]) == stands_so.get(state, ("running", "running"))
