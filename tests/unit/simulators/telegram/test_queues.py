from __future__ import annotations

import pytest

from scripts.simulators.telegram.world.queues import FIRST_UPDATE_ID, UpdateQueue

FIRST = FIRST_UPDATE_ID
DAY = 24 * 3600


@pytest.fixture
def queue() -> UpdateQueue:
    """Five messages, one a second."""
    queue = UpdateQueue()
    for second in range(5):
        queue.push("message", {"n": second}, now=float(second))
    return queue


def ids(queue: UpdateQueue, offset: int, limit: int = 100, now: float = 10.0) -> list[int]:
    return [update.id - FIRST for update in queue.fetch(offset, limit, now)]


def test_updates_come_in_order_until_an_offset_confirms_them(queue: UpdateQueue) -> None:
    assert ids(queue, 0) == [0, 1, 2, 3, 4]
    assert ids(queue, 0) == [0, 1, 2, 3, 4]
    assert ids(queue, FIRST + 2) == [2, 3, 4]
    assert ids(queue, 0) == [2, 3, 4]


def test_the_limit_keeps_the_rest_for_later(queue: UpdateQueue) -> None:
    assert ids(queue, 0, limit=2) == [0, 1]
    assert ids(queue, FIRST + 2, limit=2) == [2, 3]


def test_a_negative_offset_forgets_all_but_the_last(queue: UpdateQueue) -> None:
    assert ids(queue, -2) == [3, 4]
    assert ids(queue, 0) == [3, 4]


def test_an_update_is_gone_after_a_day(queue: UpdateQueue) -> None:
    assert ids(queue, 0, now=DAY + 2.5) == [3, 4]


def test_numbers_go_on_after_everything_was_read(queue: UpdateQueue) -> None:
    queue.fetch(FIRST + 5, 100, 10.0)

    queue.push("message", {}, now=11.0)

    assert ids(queue, 0, now=11.0) == [5]


def test_only_the_kinds_asked_for_are_kept() -> None:
    queue = UpdateQueue()
    queue.allow(["callback_query"])

    assert not queue.push("message", {}, now=0.0)
    assert queue.push("callback_query", {}, now=0.0)
    assert ids(queue, 0) == [0]


def test_an_empty_list_of_kinds_means_the_default_ones() -> None:
    queue = UpdateQueue()
    queue.allow(["callback_query"])
    queue.allow([])

    assert queue.wants("message")
    assert queue.wants("managed_bot")
    assert not queue.wants("chat_member")
