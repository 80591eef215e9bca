"""kill -9 at every commit of the way that money goes: whoever comes next brings it to the same end."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from ipaddress import ip_address
from typing import Any, cast

import pytest

from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import place_order
from services.master_bot.use_cases.reconcile import Reconciler
from services.master_bot.use_cases.refund import RefundWorker
from services.master_bot.use_cases.resolve_quarantine import resolve_quarantine
from services.master_bot.use_cases.settle import settle
from services.master_bot.worker.outbox import OutboxSender
from services.shared.master_api.client import MasterApi
from services.shared.postgres.pool import Pool, open_pool
from services.shared.yookassa.client import YooKassa
from services.webhook.notifications import read_notification
from services.webhook.relay import Relay
from services.webhook.storage import inbox
from tests.support.database import Database
from tests.support.inbox import notification
from tests.support.money import Money, new_token
from tests.support.mortal import Fuse, MortalPool, in_another_process, kill_myself

LATER = timedelta(minutes=5)  # every lease has ended
MOST = 30
Work = Callable[[Context, Pool], object]
"""What programs do, given the master's context and the webhook service's pool."""


@dataclass(frozen=True, slots=True)
class Master:
    """The master API without HTTP."""

    context: Context

    def report_payment(self, payment_id: str, _event: str) -> str:
        return settle(self.context, payment_id).value


def until_idle(run_once: Callable[[], bool]) -> None:
    while run_once():
        pass


def carry(context: Context, webhook: Pool) -> None:
    """Everything that runs by itself: relay, reconciler, messages."""
    master = cast("MasterApi", Master(context))
    until_idle(Relay(webhook, master, context.clock, lambda: 0.0).run_once)
    swept = context.clock() + timedelta(hours=1)  # the sweep looks at every payment there is, and changes no more
    until_idle(Reconciler(context, swept).run_once)
    until_idle(OutboxSender(context.pool, context.telegram, context.cipher, {}, context.clock).run_once)


@dataclass(frozen=True, slots=True)
class Programs:
    """The platform's programs as processes that die."""

    database: Database
    money: Money

    def killed(self, work: Work, at: int, *, after_commit: bool) -> bool:
        """Do ``work`` in a process that is killed at its transaction number ``at``; False when it had fewer."""

        def run() -> None:
            with open_pool(self.database.master_url) as master, open_pool(self.database.webhook_url) as webhook:
                fuse = Fuse(at, after_commit)
                mine = cast("Pool", MortalPool(master, fuse, kill_myself))
                theirs = cast("Pool", MortalPool(webhook, fuse, kill_myself))
                work(replace(self.money.context, pool=mine), theirs)

        ended = in_another_process(run)
        assert ended in {0, -signal.SIGKILL}
        return ended != 0

    def finish(self, work: Work) -> None:
        """The same work again, by a program that was started afterwards."""
        self.money.clock.later = LATER
        with open_pool(self.database.webhook_url) as webhook:
            work(self.money.context, webhook)
        self.money.clock.later = timedelta(0)

    def everywhere(self, begin: Callable[[], Any], work: Callable[[Any], Work]) -> list[Any]:
        """What ``begin`` gave each time, for a death before and after each commit of ``work``."""
        subjects: list[Any] = []
        for after_commit in (False, True):
            for at in range(1, MOST):
                subject = begin()
                subjects.append(subject)
                died = self.killed(work(subject), at, after_commit=after_commit)
                self.finish(work(subject))
                if not died:
                    break
            else:
                raise AssertionError("there is no end of commits")
        return subjects


@pytest.fixture
def programs(database: Database, money: Money) -> Programs:
    """With a patient client: here nobody is to give up but the one who is killed."""
    shop = money.context.shop
    patient = YooKassa(shop_id=shop.shop_id, secret_key=shop.secret_key, api_url=shop.api_url, read_timeout=30)
    money.context = replace(money.context, yookassa=patient)
    return Programs(database, money)


def test_paid_order_survives_a_kill_at_each_commit_from_the_notification_to_the_message(
    money: Money, programs: Programs, database: Database
) -> None:
    def pay() -> Order:
        order = money.paid_order()
        body = notification(object_id=order.payment_id or "")
        with open_pool(database.webhook_url) as pool, pool.connection() as tx:
            received = inbox.Received(read_notification(body), body, {}, ip_address("127.0.0.1"))
            inbox.store(tx, received, now=money.clock())
        return order

    orders = programs.everywhere(pay, lambda _: carry)

    effects = money.rows(
        "SELECT orders.state, (SELECT count(*) FROM payments WHERE order_id = orders.id) AS payments,"
        " (SELECT count(*) FROM deployments WHERE deployments.client_id = orders.client_id) AS deployments,"
        " (SELECT count(*) FROM outbox WHERE facts->>'order_id' = orders.id::text AND kind = 'payment_received'"
        "  AND state = 'undeliverable') AS messages FROM orders WHERE payment_id = ANY(%s)",
        [order.payment_id for order in orders],
    )
    assert len(orders) >= 12
    assert effects == [{"state": "settled", "payments": 1, "deployments": 1, "messages": 1}] * len(orders)


def test_order_survives_a_kill_at_each_commit_of_placing_it(money: Money, programs: Programs) -> None:
    tokens = programs.everywhere(
        new_token, lambda token: lambda context, _: place_order(context, money.wanted(bot_token=token))
    )

    numbers = [int(token.reveal().partition(":")[0]) for token in tokens]
    orders = money.rows("SELECT id, state, payment_id FROM orders WHERE bot_id = ANY(%s)", numbers)
    made = {one["id"]: one["metadata"].get("order_id") for one in money.shop.payments()}
    assert [row["state"] for row in orders] == ["pending"] * len(tokens)
    assert [made.pop(row["payment_id"]) for row in orders] == [str(row["id"]) for row in orders]
    assert not {str(row["id"]) for row in orders} & set(made.values())


@pytest.mark.parametrize("way", ["refund", "extend"])
def test_decision_survives_a_kill_at_each_of_its_commits(money: Money, programs: Programs, way: str) -> None:
    def hold() -> tuple[int, str]:
        order = money.paid_order()
        money.settle(order.payment_id)
        second = money.shop.foreign_payment("990.00", {"order_id": str(order.id)})["id"]
        money.settle(second)
        return money.rows("SELECT id FROM quarantine WHERE payment_id = %s", second)[0]["id"], second

    def decide(held: tuple[int, str]) -> Work:
        def work(context: Context, _: Pool) -> None:
            resolve_quarantine(context, held[0], way, who="api:olga")
            until_idle(RefundWorker(context).run_once)

        return work

    decided = programs.everywhere(hold, decide)

    payments = [payment_id for _, payment_id in decided]
    rows = money.rows("SELECT state, resolution FROM quarantine WHERE payment_id = ANY(%s)", payments)
    extended = money.rows("SELECT id FROM payments WHERE id = ANY(%s)", payments)
    back = [money.shop.payment(payment_id)["refunded_amount"]["value"] for payment_id in payments if way == "refund"]
    assert rows == [{"state": "resolved", "resolution": way}] * len(decided)
    assert len(extended) == (0 if way == "refund" else len(decided))
    assert back == ["990.00"] * (len(decided) if way == "refund" else 0)
