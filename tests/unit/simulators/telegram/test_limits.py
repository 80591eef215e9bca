from __future__ import annotations

from scripts.simulators.telegram.world.limits import Limiter, Rates

BOT, CHAT, GROUP = 7, 501, -1001


def admitted(limiter: Limiter, chat: int, tries: int, *, now: float = 0.0, kind: str = "send") -> int:
    return sum(limiter.admit(kind, BOT, chat, now) is None for _ in range(tries))


def test_limits_that_are_off_admit_everything() -> None:
    assert admitted(Limiter(Rates(enabled=False)), CHAT, 1000) == 1000


def test_a_bot_sends_thirty_messages_a_second_to_all() -> None:
    limiter = Limiter(Rates(enabled=True))

    sent = sum(limiter.admit("send", BOT, chat, 0.0) is None for chat in range(100))

    assert sent == 30


def test_a_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    limiter = Limiter(Rates(enabled=True, per_chat_burst=3))

    assert admitted(limiter, CHAT, 10) == 3
    assert [limiter.admit("send", BOT, CHAT, now) for now in (0.5, 1.0, 1.1, 2.2)] == [1, None, 1, None]


def test_a_group_takes_twenty_a_minute() -> None:
    limiter = Limiter(Rates(enabled=True, per_bot_per_second=1000))

    assert admitted(limiter, GROUP, 25) == 20
    assert limiter.admit("send", BOT, GROUP, 0.5) == 3
    assert limiter.admit("send", BOT, GROUP, 3.0) is None


def test_the_pause_lasts_as_long_as_was_said() -> None:
    limiter = Limiter(Rates(enabled=True, per_chat_burst=1))
    limiter.admit("send", BOT, CHAT, 0.0)

    assert limiter.admit("send", BOT, CHAT, 0.5) == 1
    assert limiter.admit("send", BOT, CHAT, 1.2) == 1
    assert limiter.admit("send", BOT, CHAT, 1.5) is None


def test_edits_and_other_chats_do_not_use_up_a_chats_messages() -> None:
    limiter = Limiter(Rates(enabled=True, per_chat_burst=2))
    admitted(limiter, CHAT, 2)

    assert limiter.admit("edit", BOT, CHAT, 0.0) is None
    assert limiter.admit("send", BOT, CHAT + 1, 0.0) is None
    assert limiter.admit("send", BOT + 1, CHAT, 0.0) is None
    assert limiter.admit("send", BOT, CHAT, 0.0) == 1


def test_an_album_costs_as_many_as_it_has_pictures() -> None:
    limiter = Limiter(Rates(enabled=True, per_chat_burst=5))

    assert limiter.admit("send", BOT, CHAT, 0.0, cost=4) is None
    assert limiter.admit("send", BOT, CHAT, 0.0, cost=4) == 3
