from __future__ import annotations

from datetime import timedelta

import pytest

from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.errors import Refusal
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import REQUEST


def test_same_key_and_request_give_the_stored_answer(world: World) -> None:
    first = world.ledger.post("create_payment", "", REQUEST, "key")
    world.pay(first[1]["id"])

    again = world.ledger.post("create_payment", "", dict(reversed(REQUEST.items())), "key")

    assert again == first
    assert len(world.payments()) == 1


def test_other_key_makes_another_payment(world: World) -> None:
    world.ledger.post("create_payment", "", REQUEST, "one")
    world.ledger.post("create_payment", "", REQUEST, "two")

    assert len(world.payments()) == 2


def test_same_key_for_another_request_is_refused(world: World) -> None:
    world.ledger.post("create_payment", "", REQUEST, "key")

    with pytest.raises(Refusal) as refusal:
        world.ledger.post("create_payment", "", {**REQUEST, "description": "other"}, "key")

    assert refusal.value.parameter == "Idempotence-Key"
    assert len(world.payments()) == 1


def test_key_is_bound_to_its_operation(world: World) -> None:
    _, payment = world.ledger.post("create_payment", "", REQUEST, "one")
    world.ledger.post("cancel_payment", payment["id"], {}, "key")

    with pytest.raises(Refusal):
        world.ledger.post("capture_payment", payment["id"], {}, "key")


def test_key_is_forgotten_after_a_day(world: World, clock: SettableClock) -> None:
    world.ledger.post("create_payment", "", REQUEST, "key")
    clock.advance(timedelta(hours=23, minutes=59))
    world.ledger.post("create_payment", "", REQUEST, "key")
    within_a_day = len(world.payments())

    clock.advance(timedelta(minutes=1))
    world.ledger.post("create_payment", "", REQUEST, "key")

    assert (within_a_day, len(world.payments())) == (1, 2)


def test_refusal_is_stored_too(world: World) -> None:
    wrong = {**REQUEST, "amount": {"value": "0", "currency": "RUB"}}

    first = world.ledger.post("create_payment", "", wrong, "key")
    again = world.ledger.post("create_payment", "", wrong, "key")

    assert first[0] == 400
    assert again == first


@pytest.mark.parametrize("key", [None, "", "k" * 65, "with space", "ключ"])
def test_key_must_be_one(world: World, key: str | None) -> None:
    with pytest.raises(Refusal) as refusal:
        world.ledger.post("create_payment", "", REQUEST, key)

    assert (refusal.value.status, refusal.value.parameter) == (400, "Idempotence-Key")
    assert world.payments() == []
