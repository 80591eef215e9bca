from __future__ import annotations

from datetime import timedelta

import pytest

from scripts.simulators.yookassa.ledger.book import Event
from scripts.simulators.yookassa.ledger.clock import SettableClock
from scripts.simulators.yookassa.ledger.errors import Refusal
from scripts.simulators.yookassa.ledger.records import Notification
from scripts.simulators.yookassa.notifications.queue import NotificationQueue


class Stopwatch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def queue(clock: SettableClock, stopwatch: Stopwatch, kept: list[Notification]) -> NotificationQueue:
    return NotificationQueue(clock, stopwatch, kept.append, pauses=(1.0, 5.0))


def paid(number: int) -> Event:
    return Event("payment.succeeded", {"id": number, "status": "succeeded"}, {"id": number, "status": "pending"})


def deliver_all(queue: NotificationQueue) -> list[int]:
    """The ids of the payments in the order they are told."""
    told = []
    while (note := queue.next_due()) is not None:
        told.append(note.body["object"]["id"])
        queue.answered(note, 200)
    return told


def states(queue: NotificationQueue) -> list[str]:
    return [note.state for note in queue.all.values()]


def test_notification_has_the_shape_of_yookassa(queue: NotificationQueue) -> None:
    queue.add(paid(1))

    note = queue.next_due()

    assert note is not None
    assert note.body == {
        "type": "notification",
        "event": "payment.succeeded",
        "object": {"id": 1, "status": "succeeded"},
    }


def test_notifications_go_out_in_order(queue: NotificationQueue) -> None:
    for number in (1, 2, 3):
        queue.add(paid(number))

    assert deliver_all(queue) == [1, 2, 3]
    assert states(queue) == ["delivered"] * 3
    assert queue.pause() is None


def test_refused_notification_comes_again_with_growing_pauses(queue: NotificationQueue, stopwatch: Stopwatch) -> None:
    queue.add(paid(1))
    pauses = []
    for status in (500, 0, 404):
        note = queue.next_due()
        assert note is not None
        queue.answered(note, status)
        pauses.append(queue.pause())
        assert queue.next_due() is None
        stopwatch.seconds += pauses[-1] or 0

    told = deliver_all(queue)

    assert pauses == [1.0, 5.0, 5.0]
    assert told == [1]
    assert next(iter(queue.all.values())).answers == (500, 0, 404, 200)


def test_notification_is_given_up_after_a_day(queue: NotificationQueue, clock: SettableClock) -> None:
    queue.add(paid(1))
    note = queue.next_due()
    assert note is not None

    clock.advance(timedelta(hours=24))
    queue.answered(note, 500)

    assert states(queue) == ["given_up"]
    assert queue.pause() is None


def test_dropped_notifications_are_lost_and_can_be_sent_later(queue: NotificationQueue) -> None:
    queue.delivery.change({"drop_next": 1})
    queue.add(paid(1))
    queue.add(paid(2))
    told = deliver_all(queue)

    queue.send_again(next(iter(queue.all)))

    assert told == [2]
    assert deliver_all(queue) == [1]


def test_switched_off_everything_is_lost(queue: NotificationQueue) -> None:
    queue.delivery.change({"enabled": False})

    queue.add(paid(1))

    assert (deliver_all(queue), states(queue)) == ([], ["lost"])


def test_duplicates_are_sent_beside_the_first(queue: NotificationQueue) -> None:
    queue.delivery.change({"duplicates": 2})

    queue.add(paid(1))

    assert deliver_all(queue) == [1, 1, 1]


def test_reversed_notifications_wait_for_each_other(queue: NotificationQueue) -> None:
    queue.delivery.change({"reverse_next": 2})
    queue.add(paid(1))
    held = queue.next_due()

    queue.add(paid(2))
    queue.add(paid(3))

    assert held is None
    assert deliver_all(queue) == [2, 1, 3]


def test_stale_notification_shows_the_state_before(queue: NotificationQueue) -> None:
    queue.delivery.change({"stale_next": 1})
    queue.add(paid(1))
    queue.add(paid(2))

    shown = [note.body["object"]["status"] for note in queue.all.values()]

    assert shown == ["pending", "succeeded"]


def test_delay_holds_the_first_try_back(queue: NotificationQueue, stopwatch: Stopwatch) -> None:
    queue.delivery.change({"delay": 2})
    queue.add(paid(1))
    early = queue.next_due()

    stopwatch.seconds += 2

    assert early is None
    assert deliver_all(queue) == [1]


@pytest.mark.parametrize("changes", [{"enabeld": True}, {"enabled": 1}, {"drop_next": "1"}, {"drop_next": True}])
def test_wrong_setting_is_refused(queue: NotificationQueue, changes: dict[str, object]) -> None:
    with pytest.raises(Refusal):
        queue.delivery.change(changes)


def test_reset_delivers_properly_again(queue: NotificationQueue) -> None:
    queue.delivery.change({"enabled": False, "duplicates": 3})

    queue.delivery.reset()
    queue.add(paid(1))

    assert deliver_all(queue) == [1]
