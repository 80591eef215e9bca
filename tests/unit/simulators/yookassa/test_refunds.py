from __future__ import annotations

from datetime import timedelta

import pytest

from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.errors import Refusal
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import Post, rub


def test_partial_refunds_add_up(world: World, new_payment: Post, post: Post) -> None:
    payment = world.pay(new_payment()["id"])

    first = post("create_refund", payment_id=payment["id"], amount=rub("400.00"), description="Ошибка")
    second = post("create_refund", payment_id=payment["id"], amount=rub("590.00"))

    after = world.payment(payment["id"])
    assert (first["status"], first["description"], second["status"]) == ("succeeded", "Ошибка", "succeeded")
    assert (after["refunded_amount"], after["refundable"], after["status"]) == (rub("990.00"), False, "succeeded")
    assert [note.event for note in world.queue.all.values()] == [
        "payment.succeeded",
        "refund.succeeded",
        "refund.succeeded",
    ]


def test_refund_of_more_than_is_left_is_refused(world: World, new_payment: Post, post: Post) -> None:
    payment = world.pay(new_payment()["id"])
    post("create_refund", payment_id=payment["id"], amount=rub("400.00"))

    answer = post("create_refund", payment_id=payment["id"], amount=rub("590.01"))

    assert (answer["code"], answer["parameter"]) == ("invalid_request", "amount.value")


def test_nothing_is_given_back_by_hand_of_what_has_gone_back(world: World, new_payment: Post) -> None:
    payment = world.pay(new_payment()["id"])
    world.refund(payment["id"])

    with pytest.raises(Refusal, match="Nothing is left"):
        world.refund(payment["id"])

    assert len(world.book.refunds) == 1


def test_pending_refund_reserves_its_sum_and_tells_nobody(world: World, new_payment: Post, post: Post) -> None:
    world.behave(refunds="pending")
    payment = world.pay(new_payment()["id"])

    refund = post("create_refund", payment_id=payment["id"], amount=rub("600.00"))
    again = post("create_refund", payment_id=payment["id"], amount=rub("600.00"))

    assert (refund["status"], again["type"]) == ("pending", "error")
    assert world.payment(payment["id"])["refunded_amount"] == rub("0.00")
    assert [note.event for note in world.queue.all.values()] == ["payment.succeeded"]


def test_pending_refund_settles_either_way(world: World, new_payment: Post, post: Post) -> None:
    world.behave(refunds="pending")
    payment = world.pay(new_payment()["id"])
    good = post("create_refund", payment_id=payment["id"], amount=rub("100.00"))
    bad = post("create_refund", payment_id=payment["id"], amount=rub("200.00"))

    done = world.settle_refund(good["id"], "succeeded")
    failed = world.settle_refund(bad["id"], "canceled", "insufficient_funds")

    assert (done["status"], failed["status"]) == ("succeeded", "canceled")
    assert failed["cancellation_details"] == {"party": "yoo_money", "reason": "insufficient_funds"}
    assert world.payment(payment["id"])["refunded_amount"] == rub("100.00")


@pytest.mark.parametrize("ending", ["pending", "canceled"])
def test_only_succeeded_payments_are_refunded(world: World, new_payment: Post, post: Post, ending: str) -> None:
    payment = new_payment()
    if ending == "canceled":
        world.decline(payment["id"])

    answer = post("create_refund", payment_id=payment["id"], amount=rub("1.00"))

    assert (answer["code"], answer["parameter"]) == ("invalid_request", "payment_id")


def test_old_payment_is_not_refunded(world: World, new_payment: Post, post: Post, clock: SettableClock) -> None:
    payment = world.pay(new_payment()["id"])

    clock.advance(timedelta(days=3 * 365 + 1))

    assert post("create_refund", payment_id=payment["id"], amount=rub("1.00"))["parameter"] == "payment_id"


def test_cabinet_refund_gives_back_the_rest(world: World, new_payment: Post) -> None:
    payment = world.pay(new_payment()["id"])
    world.refund(payment["id"], "90")

    rest = world.refund(payment["id"])

    assert rest["amount"] == rub("900.00")
    assert world.payment(payment["id"])["refunded_amount"] == rub("990.00")
