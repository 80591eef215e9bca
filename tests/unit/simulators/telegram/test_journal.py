from __future__ import annotations

from scripts.simulators.telegram.world.journal import Event, Journal


def note(journal: Journal, user_id: int | None) -> None:
    journal.add("message", user_id=user_id, bot_id=7, chat_id=user_id, at=1.0, more={"message": {}})


def test_a_person_reads_the_own_events_and_those_for_everybody() -> None:
    journal = Journal()
    for user_id in (501, 502, None, 501):
        note(journal, user_id)

    assert [event.n for event in journal.since(0, 501)] == [1, 3, 4]
    assert [event.n for event in journal.since(1, 501)] == [3, 4]
    assert [event.n for event in journal.since(2, None)] == [3, 4]


def test_a_gap_that_cannot_be_bridged_is_known() -> None:
    journal = Journal(kept=3)
    for _ in range(5):
        note(journal, 501)

    assert [journal.bridges(after) for after in range(7)] == [False, False, True, True, True, True, False]


def test_watchers_hear_of_every_event_until_they_leave() -> None:
    journal, heard = Journal(), list[Event]()
    journal.watch(heard.append)
    note(journal, 501)
    journal.unwatch(heard.append)
    note(journal, 501)

    assert [event.n for event in heard] == [1]
