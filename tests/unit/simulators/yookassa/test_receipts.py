from __future__ import annotations

from datetime import timedelta

import pytest

from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import RECEIPT, Document, Post

SETTLEMENTS = [{"type": "prepayment", "amount": {"value": "990.00", "currency": "RUB"}}]


def receipts_of(world: World, **query: str) -> list[Document]:
    return list(world.ledger.get("list_receipts", "", query)["items"])


def test_receipt_of_a_payment_is_registered_when_it_is_paid(world: World, new_payment: Post) -> None:
    payment = new_payment(receipt=RECEIPT)
    before = receipts_of(world, payment_id=payment["id"])

    paid = world.pay(payment["id"])

    (receipt,) = receipts_of(world, payment_id=payment["id"])
    assert before == []
    assert paid["receipt_registration"] == "succeeded"
    assert (receipt["type"], receipt["status"], receipt["items"]) == ("payment", "succeeded", RECEIPT["items"])
    assert (len(receipt["id"]), receipt["id"][:3]) == (39, "rt-")
    assert world.ledger.get("get_receipt", receipt["id"], {}) == receipt


def test_pending_receipt_settles_later(world: World, new_payment: Post) -> None:
    world.behave(receipts="pending")
    payment = world.pay(new_payment(receipt=RECEIPT)["id"])
    (receipt,) = receipts_of(world)

    world.settle_receipt(receipt["id"], "canceled")

    assert payment["receipt_registration"] == "pending"
    assert world.payment(payment["id"])["receipt_registration"] == "canceled"
    assert receipts_of(world, status="canceled")[0]["id"] == receipt["id"]


def test_refund_has_its_own_receipt(world: World, new_payment: Post, post: Post) -> None:
    payment = world.pay(new_payment()["id"])

    refund = post("create_refund", payment_id=payment["id"], amount=payment["amount"], receipt=RECEIPT)

    (receipt,) = receipts_of(world, refund_id=refund["id"])
    assert (refund["receipt_registration"], receipt["type"]) == ("succeeded", "refund")


def test_receipt_can_be_sent_afterwards(world: World, new_payment: Post, post: Post) -> None:
    payment = world.pay(new_payment()["id"])
    request = {**RECEIPT, "type": "payment", "send": True, "settlements": SETTLEMENTS}

    receipt = post("create_receipt", payment_id=payment["id"], **request)
    unknown = post("create_receipt", payment_id="0" * 36, **request)

    assert (receipt["status"], receipt["payment_id"]) == ("succeeded", payment["id"])
    assert unknown["code"] == "not_found"


def test_receipt_names_one_thing_only(world: World, new_payment: Post, post: Post) -> None:
    payment = world.pay(new_payment()["id"])
    request = {**RECEIPT, "type": "payment", "send": True, "settlements": SETTLEMENTS}

    answer = post("create_receipt", payment_id=payment["id"], refund_id=payment["id"], **request)

    assert (answer["code"], answer["parameter"]) == ("invalid_request", "payment_id")


@pytest.mark.parametrize("ends", ["succeeded", "canceled"])
def test_receipt_takes_its_time(world: World, clock: SettableClock, new_payment: Post, ends: str) -> None:
    world.behave(receipts=ends, receipt_seconds=60)
    payment = world.pay(new_payment(receipt=RECEIPT)["id"])
    clock.advance(timedelta(seconds=59))
    early = receipts_of(world)[0]["status"]
    clock.advance(timedelta(seconds=1))

    (late,) = receipts_of(world)

    assert (payment["receipt_registration"], early, late["status"]) == ("pending", "pending", ends)
    assert world.payment(payment["id"])["receipt_registration"] == ends
    assert ("fiscal_document_number" in late) is (ends == "succeeded")


def test_shop_that_has_to_make_receipts_refuses_a_payment_without_one(world: World, new_payment: Post) -> None:
    world.behave(fiscalization=True)

    bare, wrong, right = new_payment(), new_payment("989.99", receipt=RECEIPT), new_payment(receipt=RECEIPT)

    assert (bare["code"], bare["description"], bare["parameter"]) == (
        "invalid_request",
        "Receipt is missing or illegal",
        "receipt",
    )
    assert (wrong["parameter"], right["status"]) == ("receipt.items", "pending")
