from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.simulators.yookassa.journal import Journal
from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.codec import from_json, to_json
from scripts.simulators.yookassa.ledger.records import Record
from scripts.simulators.yookassa.ledger.shop import Shop
from scripts.simulators.yookassa.world import World
from tests.support.yookassa import NOON, RECEIPT, REQUEST, Post


@pytest.fixture
def reborn(tmp_path: Path) -> Iterator[Callable[[], World]]:
    """`reborn()` is a new world with what the file holds; the world before it is dead."""
    journals = [Journal(tmp_path / "state")]

    def restart() -> World:
        journals[-1].close()
        journals.append(Journal(tmp_path / "state"))
        clock = SettableClock(NOON, frozen=True)
        world = World(Shop(shop_id="100500", test=True), clock=clock, keep=journals[-1].write)
        for record in journals[-1].open():
            world.restore(record)
        return world

    yield restart

    journals[-1].close()


def everything(world: World) -> tuple[object, ...]:
    queries = ("list_payments", "list_refunds", "list_receipts")
    lists = [world.ledger.get(query, "", {"limit": "100"}) for query in queries]
    return (*lists, world.book.methods, world.queue.all, world.ledger.answers.answers)


def test_world_survives_a_restart(reborn: Callable[[], World]) -> None:
    world = reborn()
    paid = world.ledger.post("create_payment", "", {**REQUEST, "receipt": RECEIPT, "save_payment_method": True}, "1")
    world.ledger.post("create_payment", "", REQUEST, "2")
    world.pay(paid[1]["id"])
    world.refund(paid[1]["id"], "90.00")
    world.notifications(enabled=False)
    world.foreign_payment("5.00")

    again = reborn()

    assert everything(again) == everything(world)
    assert [note.state for note in again.queue.all.values()] == ["waiting", "waiting", "lost"]
    assert again.queue.pause() == 0
    assert again.ledger.post("create_payment", "", REQUEST, "2")[1]["status"] == "pending"
    assert len(again.payments()) == 3


def test_new_payments_after_a_restart_come_first(reborn: Callable[[], World]) -> None:
    old = reborn().foreign_payment("1.00")

    again = reborn()
    new = again.foreign_payment("2.00")

    assert [payment["id"] for payment in again.payments()] == [new["id"], old["id"]]


def test_line_cut_short_is_left_out(reborn: Callable[[], World], tmp_path: Path) -> None:
    payment = reborn().foreign_payment("1.00")
    reborn()
    with (tmp_path / "state").open("a") as file:
        file.write('{"kind": "Payment", "da')

    assert [shown["id"] for shown in reborn().payments()] == [payment["id"]]


def test_state_file_is_private_and_without_repeats(reborn: Callable[[], World], tmp_path: Path) -> None:
    path = tmp_path / "state"
    reborn().foreign_payment("1.00")
    written = len(path.read_text().splitlines())

    reborn()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (written, len(path.read_text().splitlines())) == (3, 2)


def test_every_record_comes_back_from_json(world: World, kept: list[Record], post: Post, new_payment: Post) -> None:
    payment = world.pay(new_payment(receipt=RECEIPT, save_payment_method=True)["id"])
    world.refund(payment["id"])
    world.decline(new_payment()["id"])

    assert {type(record).__name__ for record in kept} == {
        "Payment",
        "Refund",
        "Receipt",
        "Method",
        "StoredAnswer",
        "Notification",
    }
    assert [from_json(type(record), to_json(record)) for record in kept] == kept
