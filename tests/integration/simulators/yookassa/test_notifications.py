from __future__ import annotations

from typing import Any

import pytest

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from tests.support.yookassa import Create
from tests.support.yookassa_listener import Listener


def test_shop_is_told_of_success_decline_and_refund(shop: ThreadedYooKassa, listener: Listener, create: Create) -> None:
    paid = shop.pay(create()["id"])
    shop.decline(create()["id"])
    shop.refund(paid["id"], "90.00")

    shop.wait_delivered()

    assert listener.events() == [
        ("payment.succeeded", "succeeded"),
        ("payment.canceled", "canceled"),
        ("refund.succeeded", "succeeded"),
    ]
    assert listener.told[0] == {"type": "notification", "event": "payment.succeeded", "object": paid}
    assert listener.told[2]["object"]["payment_id"] == paid["id"]


def test_held_payment_is_told_as_such(shop: ThreadedYooKassa, listener: Listener, create: Create) -> None:
    shop.pay(create(capture=False)["id"])

    shop.wait_delivered()

    assert listener.events() == [("payment.waiting_for_capture", "waiting_for_capture")]


def test_refused_notification_is_delivered_again_until_200(
    shop: ThreadedYooKassa, listener: Listener, create: Create
) -> None:
    listener.statuses[:] = [500, 302, 404]

    shop.pay(create()["id"])
    shop.wait_delivered()

    assert len(listener.bodies) == 4
    assert len(set(listener.bodies)) == 1
    assert shop.sent()[-1].answers == (500, 302, 404, 200)


def test_redelivery_shows_the_payment_as_it_was(shop: ThreadedYooKassa, listener: Listener, create: Create) -> None:
    listener.statuses[:] = [503]
    paid = shop.pay(create()["id"])

    shop.refund(paid["id"])
    shop.wait_delivered()

    told = [note["object"] for note in listener.told if note["event"] == "payment.succeeded"]
    assert [payment["refunded_amount"]["value"] for payment in told] == ["0.00", "0.00"]
    assert shop.payment(paid["id"])["refunded_amount"]["value"] == "990.00"


def test_duplicates_arrive(shop: ThreadedYooKassa, listener: Listener, create: Create) -> None:
    shop.notifications(duplicates=2)

    shop.pay(create()["id"])
    shop.wait_delivered()

    assert listener.events() == [("payment.succeeded", "succeeded")] * 3


def test_wrong_order_arrives(shop: ThreadedYooKassa, listener: Listener, create: Create) -> None:
    shop.notifications(reverse_next=2)

    paid = shop.pay(create()["id"])
    shop.refund(paid["id"])
    shop.wait_delivered()

    assert [event for event, _ in listener.events()] == ["refund.succeeded", "payment.succeeded"]


def test_stale_snapshot_arrives(shop: ThreadedYooKassa, listener: Listener, create: Create) -> None:
    shop.notifications(stale_next=1)

    shop.pay(create()["id"])
    shop.wait_delivered()

    assert listener.events() == [("payment.succeeded", "pending")]


def test_lost_notifications_stay_away_until_sent_by_hand(
    shop: ThreadedYooKassa, listener: Listener, create: Create
) -> None:
    shop.notifications(drop_next=1)
    lost, told = (shop.pay(create()["id"])["id"] for _ in range(2))
    shop.wait_delivered()
    before = [note["object"]["id"] for note in listener.told]

    shop.send_again(shop.sent()[-2].id)
    shop.wait_delivered()

    assert before == [told]
    assert [note["object"]["id"] for note in listener.told] == [told, lost]


def test_switched_off_nothing_arrives(shop: ThreadedYooKassa, listener: Listener, create: Create) -> None:
    shop.notifications(enabled=False)

    shop.pay(create()["id"])

    assert shop.sent()[-1].state == "lost"
    assert listener.bodies == []


@pytest.mark.parametrize(
    ("forged", "shown"),
    [
        ({"event": "payment.succeeded", "object": {"id": "nobody", "status": "succeeded"}}, "succeeded"),
        ({"event": "payment.of_tomorrow", "object": {"id": "nobody", "status": "odd"}}, "odd"),
    ],
)
def test_forged_notification_is_sent_once(
    shop: ThreadedYooKassa, listener: Listener, forged: dict[str, Any], shown: str
) -> None:
    listener.statuses[:] = [403]

    status = shop.forge(**forged)

    assert status == 403
    assert listener.events() == [(forged["event"], shown)]


def test_forgery_of_a_real_payment_and_of_garbage(shop: ThreadedYooKassa, listener: Listener, create: Create) -> None:
    payment = create()

    shop.forge(payment_id=payment["id"], set={"status": "succeeded", "paid": True, "amount.value": "1.00"})
    shop.forge(raw="{not json")

    (forged,) = listener.told
    assert forged["object"] == {
        **payment,
        "status": "succeeded",
        "paid": True,
        "amount": {"value": "1.00", "currency": "RUB"},
    }
    assert listener.bodies[1] == b"{not json"
    assert shop.payment(payment["id"])["status"] == "pending"


def test_listener_that_is_away_gets_everything_when_it_is_back(
    shop: ThreadedYooKassa, listener: Listener, create: Create, unused_tcp_port: int
) -> None:
    shop.notify(f"http://127.0.0.1:{unused_tcp_port}/")
    shop.pay(create()["id"])

    shop.notify(listener.url)
    shop.wait_delivered()

    assert listener.events() == [("payment.succeeded", "succeeded")]
