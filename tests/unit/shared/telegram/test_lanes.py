from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from aiogram.types import Update

from services.shared.telegram.lanes import Lanes


def update(number: int, person: int) -> Update:
    user = {"id": person, "is_bot": False, "first_name": "P"}
    chat = {"id": person, "type": "private"}
    message = {"message_id": number, "date": 0, "chat": chat, "from": user, "text": str(number)}
    return Update.model_validate({"update_id": number, "message": message})


@dataclass
class Desk:
    """Handles what it is given as soon as the test lets it."""

    begun: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    doors: dict[int, asyncio.Event] = field(default_factory=dict)

    def door(self, number: int) -> asyncio.Event:
        return self.doors.setdefault(number, asyncio.Event())

    async def handle(self, got: Update) -> None:
        self.begun.append(got.update_id)
        await self.door(got.update_id).wait()
        self.ended.append(got.update_id)
        if got.update_id == 13:
            raise ValueError("a handler's own mistake")


async def breathe() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_updates_of_one_person_wait_for_each_other_and_others_do_not() -> None:
    desk = Desk()
    lanes = Lanes(desk.handle)

    for got in (update(1, person=7), update(2, person=7), update(3, person=8)):
        lanes.put(got)
    await breathe()
    first = list(desk.begun)
    desk.door(1).set()
    await breathe()

    assert (first, desk.begun) == ([1, 3], [1, 3, 2])
    for number in (2, 3):
        desk.door(number).set()
    await lanes.drain(1)


async def test_lowest_is_the_first_that_has_not_ended() -> None:
    desk = Desk()
    lanes = Lanes(desk.handle)
    for number in (5, 6, 7):
        lanes.put(update(number, person=number))
    await breathe()

    seen = [lanes.lowest]
    for number in (6, 5, 7):
        desk.door(number).set()
        await breathe()
        seen.append(lanes.lowest)

    assert (seen, lanes.highest) == ([5, 5, 7, None], 7)


async def test_what_comes_again_is_not_new() -> None:
    desk = Desk()
    lanes = Lanes(desk.handle)
    for number in (5, 6):
        lanes.put(update(number, person=number))
    desk.door(6).set()
    await breathe()

    again = [lanes.is_new(update(number, person=number)) for number in (5, 6, 7)]

    assert again == [False, False, True]
    desk.door(5).set()
    await lanes.drain(1)


async def test_what_ends_while_a_poll_is_on_its_way_is_not_new_when_the_answer_brings_it() -> None:
    desk = Desk()
    lanes = Lanes(desk.handle)
    lanes.put(update(5, person=5))
    await breathe()
    lanes.asks_from(5)
    desk.door(5).set()
    await breathe()

    in_the_answer = [lanes.is_new(update(number, person=5)) for number in (5, 6)]

    assert in_the_answer == [False, True]


async def test_what_lies_before_the_offset_of_a_poll_is_forgotten() -> None:
    desk = Desk()
    lanes = Lanes(desk.handle)
    for number in (5, 6):
        lanes.put(update(number, person=number))
        desk.door(number).set()
    await breathe()

    lanes.asks_from(6)

    assert [lanes.is_new(update(number, person=number)) for number in (5, 6)] == [True, False]


async def test_handler_that_raises_has_ended_and_holds_nobody_up() -> None:
    desk = Desk()
    lanes = Lanes(desk.handle)
    for number in (13, 14):
        desk.door(number).set()
        lanes.put(update(number, person=7))

    await lanes.settle(1)

    assert (desk.ended, lanes.lowest) == ([13, 14], None)


async def test_what_does_not_end_in_time_stays_unconfirmed() -> None:
    desk = Desk()
    lanes = Lanes(desk.handle)
    lanes.put(update(5, person=7))

    await lanes.drain(0.01)

    assert lanes.is_new(update(5, person=7)), "the next start gets it again"
    assert desk.ended == []
