from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, GetMe, Response, SendChatAction, SendMessage, TelegramMethod
from aiogram.types import Message

from services.shared.telegram.sending import Limits, PaceSending, chat_of

BOT = Bot("7100001:" + "a" * 35)


@dataclass
class Time:
    """A clock on which sleeping takes no time of ours."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@dataclass
class Telegram:
    """Answers each call; the first ``pauses`` of them with 429."""

    pauses: list[int] = field(default_factory=list)
    calls: int = 0

    async def __call__(self, bot: Bot, method: TelegramMethod[Message]) -> Response[Message]:
        self.calls += 1
        if self.pauses:
            raise TelegramRetryAfter(method, "Too Many Requests", self.pauses.pop(0))
        return Response[Message](ok=True)


def to(chat: int) -> SendMessage:
    return SendMessage(chat_id=chat, text="hello")


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def pace(time: Time) -> PaceSending:
    return PaceSending(Limits(time), time.sleep)


async def test_chat_gets_a_burst_then_one_a_second(time: Time, pace: PaceSending) -> None:
    telegram = Telegram()

    for _ in range(23):
        await pace(telegram, BOT, to(1))

    assert time.slept == [1.0, 1.0, 1.0]


async def test_bot_sends_thirty_a_second_to_many_chats(time: Time, pace: PaceSending) -> None:
    telegram = Telegram()

    for chat in range(1, 91):
        await pace(telegram, BOT, to(chat))

    assert time.now - 1000.0 == pytest.approx(2.0)


async def test_group_gets_twenty_a_minute(time: Time, pace: PaceSending) -> None:
    telegram = Telegram()

    for _ in range(21):
        await pace(telegram, BOT, to(-100))

    assert time.slept == [3.0]


async def test_short_pause_is_waited_for_and_the_call_repeated(time: Time, pace: PaceSending) -> None:
    telegram = Telegram([3])

    answer = await pace(telegram, BOT, to(1))

    assert (answer.ok, telegram.calls) == (True, 2)
    assert sum(time.slept) >= 3


async def test_pause_holds_for_everything_to_that_chat_and_for_no_other(time: Time, pace: PaceSending) -> None:
    await pace(Telegram([5]), BOT, to(1))
    time.slept.clear()

    await pace(Telegram(), BOT, to(2))

    assert time.slept == []


async def test_long_pause_is_given_up_to_the_caller(time: Time, pace: PaceSending) -> None:
    telegram = Telegram([60])

    with pytest.raises(TelegramRetryAfter):
        await pace(telegram, BOT, to(1))

    assert (telegram.calls, time.slept) == (1, [])


async def test_it_does_not_try_for_ever(pace: PaceSending) -> None:
    telegram = Telegram([1] * 10)

    with pytest.raises(TelegramRetryAfter):
        await pace(telegram, BOT, to(1))

    assert telegram.calls == 3


@pytest.mark.parametrize(
    ("method", "chat"),
    [
        (to(5), "5"),
        (SendMessage(chat_id="@channel", text="x"), "@channel"),
        (SendChatAction(chat_id=5, action="typing"), None),
        (AnswerCallbackQuery(callback_query_id="1"), None),
        (GetMe(), None),
    ],
)
def test_only_messages_count(method: TelegramMethod[Message], chat: str | None) -> None:
    assert chat_of(method) == chat


def test_quiet_chats_are_forgotten(time: Time) -> None:
    limits = Limits(time)

    for chat in range(5000):
        limits.wait_for(str(chat))
        time.now += 1

    assert len(limits._chats) <= 2000
