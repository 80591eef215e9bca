"""A deployment that ends while its client is asked for something else: both happen, nobody is thrown out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, cast

import pytest

from deploy.manager import DeployManager, Outcome
from services.master_bot.storage import clients, deployments, orders
from services.master_bot.use_cases.adopt_edits import AdoptEdits
from services.master_bot.use_cases.confirm_bank_payment import Seen, confirm_bank_payment
from services.master_bot.use_cases.refusals import NotPossibleNow
from services.master_bot.use_cases.resolve_quarantine import resolve_quarantine
from services.master_bot.worker.deployments import DeploymentWorker
from services.shared.postgres.pool import transaction
from services.shared.runtime.clock import utc_now
from tests.integration.master_bot.money.test_change_plan import put_on_sale
from tests.support.money import Money
from tests.support.paper import SELLER
from tests.support.subscriptions import sold


class InstantManager:
    """Stops any bot at once."""

    def stop(self, client_id: str, _report: Any) -> Outcome:
        return Outcome("succeeded")


def test_end_of_a_deployment_and_a_new_wish_do_not_deadlock(money: Money) -> None:
    money.order(plan="trial")
    now = utc_now()
    with transaction(money.context.pool) as tx:
        deployments.enqueue(tx, "client_001", "stop", requested_by="test", now=now)
    manager, adopt_edits = cast("DeployManager", InstantManager()), cast("AdoptEdits", None)
    worker = DeploymentWorker(money.context.pool, money.context.cipher, manager, adopt_edits)
    working = threading.Thread(target=worker.run_once)

    with transaction(money.context.pool) as tx:
        clients.change(tx, "client_001", business_name="Роза")  # the first half of what asks for a deployment
        working.start()
        time.sleep(0.5)  # the worker has carried it out and wants to record the end
        deployments.enqueue(tx, "client_001", "restart", requested_by="test", now=now)
    working.join(10)

    states = [row["state"] for row in money.rows("SELECT state FROM deployments ORDER BY id")]
    assert (states, working.is_alive()) == (["succeeded"], False)
    assert money.rows("SELECT desired_state, actual_state FROM clients") == [
        {"desired_state": "running", "actual_state": "stopped"}
    ]


def test_order_is_locked_before_its_client_when_another_takes_its_place(money: Money) -> None:
    put_on_sale(money, "solo", "300.00", 1)
    put_on_sale(money, "team", "1500.00", 10)
    sold(money, plan="solo")
    counted = money.order(client_id="client_001", plan="team")
    money.rows("UPDATE subscriptions SET paid_until = paid_until + interval '1 day' RETURNING 1")

    with ThreadPoolExecutor(1) as thread:
        with transaction(money.context.pool) as tx:
            orders.lock(tx, counted.id)
            ordering = thread.submit(lambda: money.order(client_id="client_001", plan="team"))
            wait_until_somebody_waits(money)
            tx.execute("SELECT 1 FROM clients FOR NO KEY UPDATE NOWAIT")  # raises where somebody has it
        another = ordering.result(10)

    assert (another.id == counted.id, money.order_row(counted)["state"]) == (False, "canceled")


def card(money: Money) -> Callable[[], object]:
    order = money.paid_order(client_id="client_001")
    return lambda: money.settle(order.payment_id)


def bank(money: Money) -> Callable[[], object]:
    money.context = replace(money.context, shop=replace(money.context.shop, seller=SELLER))
    order = money.order(client_id="client_001", method="bank")
    seen = Seen(order.amount, SELLER.day_of(money.clock()), "7")
    return lambda: confirm_bank_payment(money.context, order.id, seen, who="olga")


def decision(money: Money) -> Callable[[], object]:
    order = money.paid_order(client_id="client_001")
    second = money.shop.foreign_payment("990.00", {"order_id": str(order.id)})["id"]
    money.settle(order.payment_id)
    money.settle(second)
    number = money.rows("SELECT id FROM quarantine")[0]["id"]
    return lambda: resolve_quarantine(money.context, number, "extend", who="olga")


@pytest.mark.parametrize("way", [card, bank, decision])
def test_money_never_extends_what_is_being_removed_at_that_moment(
    money: Money, way: Callable[[Money], Callable[[], object]]
) -> None:
    money.order(plan="trial")
    pay = way(money)
    before = money.rows("SELECT paid_until FROM subscriptions")

    with ThreadPoolExecutor(1) as thread:
        with transaction(money.context.pool) as tx:
            clients.lock(tx, "client_001")
            paying = thread.submit(pay)
            wait_until_somebody_waits(money)
            clients.begin_removal(tx, "client_001", "/backups", now=money.clock())
        outcome = paying.exception(10) or paying.result()

    assert isinstance(outcome, NotPossibleNow) or outcome == "quarantined"
    assert money.rows("SELECT paid_until FROM subscriptions") == before


def wait_until_somebody_waits(money: Money) -> None:
    query = (
        "SELECT pg_sleep(0.02), count(*) AS n FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    assert any(money.rows(query)[0]["n"] for _ in range(250)), "nobody waits for the lock"
