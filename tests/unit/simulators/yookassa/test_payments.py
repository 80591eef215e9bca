from __future__ import annotations

from datetime import timedelta

import pytest

from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.errors import Refusal
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import Post


def events(world: World) -> list[str]:
    return [note.event for note in world.queue.all.values()]


def test_new_payment_is_pending_and_has_a_link(world: World, new_payment: Post) -> None:
    world.book.checkout_url = "http://127.0.0.1:1/checkout/"

    payment = new_payment(description="Тариф", metadata={"order_id": "7"})

    assert len(payment["id"]) == 36
    assert payment == {
        "id": payment["id"],
        "status": "pending",
        "amount": {"value": "990.00", "currency": "RUB"},
        "description": "Тариф",
        "recipient": {"account_id": "100500", "gateway_id": "1"},
        "created_at": "2026-03-01T12:00:00.000Z",
        "confirmation": {
            "type": "redirect",
            "return_url": "https://shop.example/return",
            "confirmation_url": f"http://127.0.0.1:1/checkout/{payment['id']}",
        },
        "test": True,
        "paid": False,
        "refundable": False,
        "metadata": {"order_id": "7"},
    }
    assert events(world) == []


def test_paid_payment_succeeds_with_fee_and_method(world: World, new_payment: Post) -> None:
    payment = world.pay(new_payment("1000.00")["id"], "yoo_money")

    assert (payment["status"], payment["paid"], payment["refundable"]) == ("succeeded", True, True)
    assert payment["income_amount"] == {"value": "965.00", "currency": "RUB"}
    assert payment["captured_at"] == "2026-03-01T12:00:00.000Z"
    assert (payment["payment_method"]["type"], payment["payment_method"]["saved"]) == ("yoo_money", False)
    assert "confirmation" not in payment
    assert events(world) == ["payment.succeeded"]


def test_payment_is_not_captured_unless_asked(world: World, new_payment: Post, post: Post) -> None:
    payment = world.pay(new_payment(capture=None)["id"])

    captured = post("capture_payment", payment["id"], amount={"value": "500.00", "currency": "RUB"})

    assert (payment["status"], payment["paid"]) == ("waiting_for_capture", True)
    assert payment["expires_at"] == "2026-03-08T12:00:00.000Z"
    assert (captured["status"], captured["amount"]["value"]) == ("succeeded", "500.00")
    assert events(world) == ["payment.waiting_for_capture", "payment.succeeded"]


def test_held_payment_can_be_cancelled(world: World, new_payment: Post, post: Post) -> None:
    payment = world.pay(new_payment(capture=False)["id"])

    cancelled = post("cancel_payment", payment["id"])

    assert cancelled["status"] == "canceled"
    assert cancelled["cancellation_details"] == {"party": "merchant", "reason": "canceled_by_merchant"}


@pytest.mark.parametrize("operation", ["capture_payment", "cancel_payment"])
def test_pending_payment_is_neither_captured_nor_cancelled(new_payment: Post, post: Post, operation: str) -> None:
    payment = new_payment()

    answer = post(operation, payment["id"])

    assert (answer["type"], answer["code"]) == ("error", "invalid_request")


def test_capture_of_more_than_held_is_refused(world: World, new_payment: Post, post: Post) -> None:
    payment = world.pay(new_payment(capture=False)["id"])

    answer = post("capture_payment", payment["id"], amount={"value": "990.01", "currency": "RUB"})

    assert answer["parameter"] == "amount.value"
    assert world.payment(payment["id"])["status"] == "waiting_for_capture"


def test_link_ends_after_an_hour(world: World, new_payment: Post, clock: SettableClock) -> None:
    payment = new_payment()
    clock.advance(timedelta(minutes=59, seconds=59))
    alive = world.payment(payment["id"])["status"]

    clock.advance(timedelta(seconds=1))

    ended = world.payment(payment["id"])
    assert alive == "pending"
    assert ended["cancellation_details"] == {"party": "yoo_money", "reason": "expired_on_confirmation"}
    assert events(world) == ["payment.canceled"]
    with pytest.raises(Refusal):
        world.pay(payment["id"])


def test_hold_ends_after_seven_days(world: World, new_payment: Post, clock: SettableClock) -> None:
    payment = world.pay(new_payment(capture=False)["id"])

    clock.advance(timedelta(days=7))

    assert world.payment(payment["id"])["cancellation_details"]["reason"] == "expired_on_capture"


def test_declined_payment_says_who_and_why(world: World, new_payment: Post) -> None:
    payment = world.decline(new_payment()["id"], "a_reason_of_tomorrow", "yoo_money")

    assert (payment["status"], payment["paid"]) == ("canceled", False)
    assert payment["cancellation_details"] == {"party": "yoo_money", "reason": "a_reason_of_tomorrow"}


@pytest.mark.parametrize("act", ["pay", "decline", "expire"])
def test_final_payment_stays_as_it_is(world: World, new_payment: Post, act: str) -> None:
    payment = world.pay(new_payment()["id"])

    with pytest.raises(Refusal):
        getattr(world, act)(payment["id"])

    assert world.payment(payment["id"]) == payment


def test_card_limit_leaves_sbp_on_offer(world: World, new_payment: Post) -> None:
    payment = new_payment("350000.01")

    with pytest.raises(Refusal):
        world.pay(payment["id"], "bank_card")

    assert world.pay(payment["id"])["payment_method"]["type"] == "sbp"


def test_sbp_is_not_on_offer_for_a_hold(world: World, new_payment: Post) -> None:
    payment = new_payment(capture=False)

    with pytest.raises(Refusal):
        world.pay(payment["id"], "sbp")


def test_foreign_payment_needs_no_request(world: World) -> None:
    payment = world.foreign_payment("55.5", {"order_id": "nobody"})

    assert (payment["status"], payment["amount"]["value"]) == ("succeeded", "55.50")


def test_saved_method_is_charged_at_once(world: World, new_payment: Post) -> None:
    first = world.pay(new_payment(save_payment_method=True)["id"])

    second = new_payment("490.00", confirmation=None, payment_method_id=first["payment_method"]["id"])

    assert first["payment_method"]["saved"] is True
    assert (second["status"], second["payment_method"]) == ("succeeded", first["payment_method"])
    assert events(world) == ["payment.succeeded", "payment.succeeded"]


def test_method_is_saved_only_when_asked(world: World, new_payment: Post) -> None:
    first = world.pay(new_payment()["id"])

    second = new_payment(confirmation=None, payment_method_id=first["payment_method"]["id"])

    assert (second["code"], second["parameter"]) == ("not_found", "payment_method_id")


def test_saved_method_can_be_told_to_decline(world: World, new_payment: Post) -> None:
    first = world.pay(new_payment(save_payment_method=True)["id"])
    world.change_method(first["id"], on_charge="decline", reason="card_expired")

    second = new_payment(confirmation=None, payment_method_id=first["id"])

    assert second["cancellation_details"] == {"party": "payment_network", "reason": "card_expired"}


def test_inactive_method_is_revoked(world: World, new_payment: Post) -> None:
    first = world.pay(new_payment(save_payment_method=True)["id"])
    world.change_method(first["id"], status="inactive")

    second = new_payment(confirmation=None, payment_method_id=first["id"])

    assert second["cancellation_details"]["reason"] == "permission_revoked"


def test_charge_may_stay_pending_until_it_is_paid(world: World, new_payment: Post) -> None:
    first = world.pay(new_payment(save_payment_method=True)["id"])
    world.change_method(first["id"], on_charge="pending")

    second = new_payment(confirmation=None, payment_method_id=first["id"])
    done = world.pay(second["id"])

    assert (second["status"], done["status"]) == ("pending", "succeeded")
