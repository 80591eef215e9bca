from __future__ import annotations

from typing import Any

import pytest

from scripts.simulators.yookassa.faults import Faults, tampered
from scripts.simulators.yookassa.ledger.errors import Refusal
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import Document, Post


def kinds(faults: Faults, operation: str, times: int) -> list[str | None]:
    found = [faults.interruption(operation, None) for _ in range(times)]
    return [None if fault is None else fault.kind.value for fault in found]


def test_fault_is_used_up(world: World) -> None:
    world.fault("html_502", on="create_payment", times=2)

    assert kinds(world.faults, "create_payment", 3) == ["html_502", "html_502", None]


def test_fault_with_times_zero_stays(world: World) -> None:
    world.fault("error_500", times=0)

    assert kinds(world.faults, "get_payment", 3) == ["error_500"] * 3


def test_fault_strikes_its_operation_only(world: World) -> None:
    world.fault("reset", on="create_refund")

    assert kinds(world.faults, "create_payment", 1) == [None]
    assert kinds(world.faults, "create_refund", 1) == ["reset"]


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("earthquake", {}),
        ("hang", {"on": "make_coffee"}),
        ("hang", {"secnods": 1}),
        ("hang", {"seconds": "1"}),
        ("hang", {"times": -1}),
    ],
)
def test_wrong_fault_is_refused(world: World, kind: str, details: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        world.fault(kind, **details)

    assert world.faults.active == []


def shown(world: World, payment: Document) -> Document:
    return world.lied("get_payment", world.payment(payment["id"]))


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        ({"kind": "wrong_amount"}, {"amount.value": "0.01"}),
        ({"kind": "wrong_currency"}, {"amount.currency": "USD"}),
        ({"kind": "wrong_shop"}, {"recipient.account_id": "999999"}),
        ({"kind": "wrong_test"}, {"test": False}),
        ({"kind": "wrong_metadata"}, {"metadata": {}}),
        ({"kind": "tamper", "set": {"payment_method.type": "moon_pay"}}, {"payment_method.type": "moon_pay"}),
    ],
)
def test_lie_changes_the_shown_payment_only(
    world: World, new_payment: Post, fault: dict[str, Any], changes: dict[str, Any]
) -> None:
    payment = world.pay(new_payment(metadata={"order_id": "1"})["id"])
    world.fault(**fault)

    lied, honest = shown(world, payment), shown(world, payment)

    assert lied == tampered(payment, changes)
    assert lied != payment
    assert honest == payment


def test_stale_shows_the_payment_before_its_last_change(world: World, new_payment: Post) -> None:
    payment = new_payment()
    world.pay(payment["id"])
    world.fault("stale")

    assert shown(world, payment) == payment


def test_lie_about_one_payment_spares_the_others(world: World, new_payment: Post) -> None:
    first, second = new_payment(), new_payment()
    world.fault("wrong_amount", payment_id=second["id"])

    assert shown(world, first) == first
    assert shown(world, second) != second
