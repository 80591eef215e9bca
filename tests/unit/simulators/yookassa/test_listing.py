from __future__ import annotations

from datetime import timedelta

import pytest

from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.errors import Refusal
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import Document, Post


def found(world: World, **query: str) -> list[str]:
    return [item["id"] for item in world.ledger.get("list_payments", "", query)["items"]]


def test_list_is_newest_first_ten_at_a_time(world: World, new_payment: Post) -> None:
    ids = [new_payment()["id"] for _ in range(12)]

    page = world.ledger.get("list_payments", "", {})
    rest = world.ledger.get("list_payments", "", {"cursor": page["next_cursor"]})

    assert [item["id"] for item in page["items"]] == ids[:1:-1]
    assert [item["id"] for item in rest["items"]] == ids[1::-1]
    assert "next_cursor" not in rest


def test_cursor_is_not_moved_by_newer_payments(world: World, new_payment: Post) -> None:
    ids = [new_payment()["id"] for _ in range(4)]
    page = world.ledger.get("list_payments", "", {"limit": "2"})
    new_payment()

    rest = found(world, limit="2", cursor=page["next_cursor"])

    assert rest == [ids[1], ids[0]]


def test_page_that_ends_the_list_has_no_cursor(world: World, new_payment: Post) -> None:
    for _ in range(2):
        new_payment()

    assert "next_cursor" not in world.ledger.get("list_payments", "", {"limit": "2"})


@pytest.fixture
def three(world: World, new_payment: Post, clock: SettableClock) -> list[Document]:
    """Created at 12:00, 12:10, 12:20; the second is paid at 12:30 by SBP, the third declined."""
    payments = []
    for _ in range(3):
        payments.append(new_payment())
        clock.advance(timedelta(minutes=10))
    world.pay(payments[1]["id"], "sbp")
    world.decline(payments[2]["id"])
    return payments


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "pending"}, [0]),
        ({"status": "canceled"}, [2]),
        ({"payment_method": "sbp"}, [1]),
        ({"payment_method": "bank_card"}, []),
        ({"created_at.gte": "2026-03-01T12:10:00.000Z"}, [2, 1]),
        ({"created_at.gt": "2026-03-01T12:10:00.000Z"}, [2]),
        ({"created_at.lte": "2026-03-01T15:10:00+03:00"}, [1, 0]),
        ({"created_at.lt": "2026-03-01T12:10:00.000Z"}, [0]),
        ({"captured_at.gte": "2026-03-01T12:30:00.000Z"}, [1]),
        ({"captured_at.gt": "2026-03-01T12:30:00.000Z"}, []),
        ({"captured_at.lte": "2026-03-01T12:30:00.000Z", "status": "succeeded"}, [1]),
    ],
)
def test_list_filters(world: World, three: list[Document], query: dict[str, str], expected: list[int]) -> None:
    assert found(world, **query) == [three[index]["id"] for index in expected]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "ten"),
        ("cursor", "nowhere"),
        ("created_at.gte", "yesterday"),
        ("created_at.gte", "2026-03-01"),
        ("created_at.gte", "2026-03-01T12:00:00"),
        ("created_at.around", "2026-03-01T12:00:00Z"),
        ("colour", "green"),
    ],
)
def test_wrong_filter_is_refused(world: World, new_payment: Post, name: str, value: str) -> None:
    new_payment()

    with pytest.raises(Refusal) as refusal:
        world.ledger.get("list_payments", "", {name: value})

    assert (refusal.value.status, refusal.value.parameter) == (400, name)


def test_refunds_are_listed_by_payment(world: World, new_payment: Post) -> None:
    first, second = (world.pay(new_payment()["id"])["id"] for _ in range(2))
    refund = world.refund(first, "1.00")
    world.refund(second, "2.00")

    listed = world.ledger.get("list_refunds", "", {"payment_id": first, "status": "succeeded"})

    assert listed == {"type": "list", "items": [refund]}
