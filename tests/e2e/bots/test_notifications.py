"""From a payment at YooKassa, through the webhook's inbox and the relay, to one deployment."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.telegram.world.accounts import register_bot
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import Wanted, place_order
from services.shared.postgres.pool import open_pool, transaction
from services.shared.runtime.clock import utc_now
from services.shared.runtime.secret import Secret
from services.webhook.app import Dependencies, create_app
from services.webhook.relay import Relay
from services.webhook.senders import Senders, read_networks
from tests.support.database import Database
from tests.support.inbox import inbox_rows
from tests.support.running_bots import Surroundings, served

PATH_SECRET = Secret("unguessable")
FORGED_ID = "2d8f0d2b-000f-5000-8000-18db351245c7"
_bots = itertools.count(9_100_000)


@dataclass(frozen=True, slots=True)
class Road:
    """``relay`` is called by the test; the webhook is served, and YooKassa sends its notifications there."""

    context: Context
    database: Database
    yookassa: ThreadedYooKassa
    telegram: ThreadedTelegramServer
    relay: Relay

    def order(self) -> Order:
        number = next(_bots)
        token = Secret(f"{number}:{'x' * 35}")
        self.telegram.call(lambda world: register_bot(world, "Salon", f"salon{number}_bot", token=token.reveal()))
        return place_order(
            self.context,
            Wanted("monthly", 501, "Салон", token, None, None, False, "ru", "Europe/Moscow"),
        )

    def relay_all(self) -> None:
        while self.relay.run_once():
            pass

    def outcomes(self) -> list[tuple[str, str, str]]:
        return [(row["event"], row["state"], row["outcome"]) for row in inbox_rows(self.database.webhook_url)]

    def deployments(self) -> list[str]:
        with transaction(self.context.pool) as tx:
            rows = tx.execute("SELECT requested_by FROM deployments ORDER BY id").fetchall()
        return [row["requested_by"] for row in rows]


@pytest.fixture
def road(
    context: Context,
    database: Database,
    yookassa: ThreadedYooKassa,
    telegram: ThreadedTelegramServer,
    around: Surroundings,
) -> Iterator[Road]:
    with open_pool(database.webhook_url, max_size=4) as pool:
        webhook = create_app(Dependencies(pool, Senders(read_networks("127.0.0.0/8")), PATH_SECRET, utc_now))
        with served(webhook) as url:
            yookassa.notify(f"{url}/yookassa/webhook/{PATH_SECRET.reveal()}")
            relay = Relay(pool, around.master, utc_now, random.random)
            yield Road(context, database, yookassa, telegram, relay)
            yookassa.notify(None)


def test_notification_leads_to_one_deployment(road: Road) -> None:
    order = road.order()

    road.yookassa.pay(str(order.payment_id))
    road.yookassa.wait_delivered()
    road.relay_all()

    assert road.outcomes() == [("payment.succeeded", "done", "settled")]
    assert road.deployments() == [f"payment:{order.payment_id}"]


def test_duplicates_and_wrong_order_lead_to_one_deployment_each(road: Road) -> None:
    first, second = road.order(), road.order()
    road.yookassa.notifications(duplicates=3, reverse_next=2)

    road.yookassa.pay(str(first.payment_id))
    road.yookassa.pay(str(second.payment_id))
    road.yookassa.wait_delivered()
    road.relay_all()
    for note in road.yookassa.sent():
        road.yookassa.send_again(note.id)
    road.yookassa.wait_delivered()
    road.relay_all()

    assert sorted(road.deployments()) == sorted(f"payment:{order.payment_id}" for order in (first, second))


def test_forged_notification_leads_to_none(road: Road) -> None:
    order = road.order()

    statuses = [
        road.yookassa.forge(event="payment.succeeded", object={"id": str(order.payment_id), "status": "succeeded"}),
        road.yookassa.forge(event="payment.succeeded", object={"id": FORGED_ID, "status": "succeeded", "paid": True}),
        road.yookassa.forge(raw="not json"),
    ]
    road.relay_all()

    assert statuses == [200, 200, 200]
    assert [outcome for _, _, outcome in road.outcomes()] == ["not_paid", "not_paid", None]
    assert road.deployments() == []


def test_hint_that_came_too_early_is_looked_at_again(road: Road) -> None:
    order = road.order()
    road.yookassa.forge(event="payment.succeeded", object={"id": str(order.payment_id)})
    road.relay_all()

    road.yookassa.pay(str(order.payment_id))
    road.yookassa.wait_delivered()
    road.relay_all()

    assert road.outcomes() == [("payment.succeeded", "done", "settled")]
    assert road.deployments() == [f"payment:{order.payment_id}"]
