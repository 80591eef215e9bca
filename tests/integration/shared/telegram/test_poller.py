from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import GetUpdates, TelegramMethod
from aiogram.types import Message

from scripts.simulators.telegram.people import People
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.world.world import World
from services.shared.runtime.secret import Secret
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.lease import Hold
from services.shared.telegram.poller import Poller, PollerState

TOKEN = "7100001:" + "a" * 35


@dataclass
class Desk:
    """A bot that answers "seen: …"; while ``closed``, its handlers wait at the door."""

    poller: Poller
    people: People
    seen: list[str] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, message: Message) -> None:
        await self.open.wait()
        self.seen.append(message.text or "")
        await message.answer(f"seen: {message.text}")


@dataclass
class BookedLease:
    """Answers in order, the last one again and again."""

    answers: list[Hold]
    given_back: bool = False

    async def take(self) -> Hold:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    async def give_back(self) -> None:
        self.given_back = True


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(World(time.time)) as running:
        yield running


@pytest.fixture
async def people(server: TelegramServer) -> AsyncIterator[People]:
    async with People(server.url) as those:
        await those.bot("desk_bot", token=TOKEN)
        yield those


@asynccontextmanager
async def desk(server: TelegramServer, people: People, *, lease: BookedLease | None = None) -> AsyncIterator[Desk]:
    bot = make_bot(Secret(TOKEN), server.url)
    dispatcher = Dispatcher()
    poller = Poller(bot, dispatcher, lease=lease, pause_unit=0.02, renew_seconds=0.05)
    made = Desk(poller, people)
    made.open.set()
    dispatcher.message.register(made.answer)
    running = asyncio.create_task(poller.run(made.stop))
    try:
        yield made
    finally:
        made.open.set()
        made.stop.set()
        await asyncio.wait_for(running, 10)
        await bot.session.close()


async def until(desk: Desk, state: PollerState) -> None:
    async with asyncio.timeout(5):
        while desk.poller.progress.state is not state:
            await asyncio.sleep(0.01)


async def test_update_is_handled_once_and_confirmed(server: TelegramServer, people: People) -> None:
    async with desk(server, people) as first:
        alice = people.person("Алиса")
        await alice.opens("desk_bot")
        await alice.says("раз")
        await alice.sees("seen: раз")
        assert first.poller.progress.last_poll_at is not None

    async with desk(server, people) as second:
        await alice.says("два")
        await alice.sees("seen: два")

    assert (first.seen, second.seen) == (["/start", "раз"], ["два"])


async def test_update_whose_handler_was_killed_comes_again(server: TelegramServer, people: People) -> None:
    async with desk(server, people) as killed:
        killed.open.clear()
        alice = people.person("Алиса")
        await alice.opens("desk_bot")
        async with asyncio.timeout(5):
            while killed.poller.progress.updates == 0:
                await asyncio.sleep(0.01)
        for task in list(killed.poller._lanes._tasks.values()):
            task.cancel()
        killed.stop.set()

    async with desk(server, people) as next_start:
        await alice.sees("seen: /start", anywhere=True)

    assert (killed.seen, next_start.seen) == ([], ["/start"])


async def test_update_that_ends_while_an_answer_brings_it_again_is_handled_once(
    server: TelegramServer, people: People
) -> None:
    async with desk(server, people) as busy:
        busy.open.clear()
        again = asyncio.Event()

        async def end_the_handler_before_the_answer_is_here(call: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
            answer = await call(bot, method)
            if isinstance(method, GetUpdates) and busy.poller.progress.updates == 1 and answer and not again.is_set():
                busy.open.set()
                await busy.poller._lanes.settle(5)
                again.set()
            return answer

        busy.poller.bot.session.middleware(end_the_handler_before_the_answer_is_here)
        alice = people.person("Алиса")
        await alice.opens("desk_bot")
        await asyncio.wait_for(again.wait(), 5)
        await alice.says("раз")
        await alice.sees("seen: раз")

    assert busy.seen == ["/start", "раз"]


async def test_stop_lets_handlers_end_and_loses_nothing(server: TelegramServer, people: People) -> None:
    async with desk(server, people) as stopped:
        stopped.open.clear()
        alice = people.person("Алиса")
        await alice.opens("desk_bot")
        async with asyncio.timeout(5):
            while stopped.poller.progress.updates == 0:
                await asyncio.sleep(0.01)
        stopped.stop.set()
        await alice.says("пока ты уходил")

    async with desk(server, people) as next_start:
        await alice.sees("seen: пока ты уходил", anywhere=True)

    assert (stopped.seen, next_start.seen) == (["/start"], ["пока ты уходил"])


async def test_slow_person_does_not_hold_up_others(server: TelegramServer, people: People) -> None:
    async with desk(server, people) as busy:
        busy.open.clear()
        slow, quick = people.person("Слава"), people.person("Катя")
        await slow.opens("desk_bot")
        async with asyncio.timeout(5):
            while busy.poller.progress.updates == 0:
                await asyncio.sleep(0.01)

        await quick.opens("desk_bot")

        async with asyncio.timeout(5):
            while busy.poller.progress.updates < 2:
                await asyncio.sleep(0.01)
        assert busy.seen == []


async def test_revoked_token_is_an_idle_state(server: TelegramServer, people: People) -> None:
    async with desk(server, people) as revoked:
        await until(revoked, PollerState.POLLING)
        await people.call("POST", "/sim/bots/desk_bot/revoke")
        revoked.poller.poll_seconds = 1

        await until(revoked, PollerState.UNAUTHORIZED)


async def test_lease_of_another_is_waited_for(server: TelegramServer, people: People) -> None:
    lease = BookedLease([Hold.ANOTHERS, Hold.ANOTHERS, Hold.MINE])

    async with desk(server, people, lease=lease) as waiting:
        await until(waiting, PollerState.POLLING)

    assert lease.given_back


async def test_lost_lease_ends_the_poll_under_way(server: TelegramServer, people: People) -> None:
    lease = BookedLease([Hold.MINE])

    async with desk(server, people, lease=lease) as robbed:
        await until(robbed, PollerState.POLLING)
        lease.answers = [Hold.ANOTHERS]

        await until(robbed, PollerState.WAITING_LEASE)


async def test_redis_away_does_not_stop_the_bot(server: TelegramServer, people: People) -> None:
    async with desk(server, people, lease=BookedLease([Hold.UNKNOWN])) as alone:
        await until(alone, PollerState.POLLING)


async def test_foreign_webhook_is_removed_and_nothing_is_lost(server: TelegramServer, people: People) -> None:
    bot = make_bot(Secret(TOKEN), server.url)
    await bot.set_webhook("http://127.0.0.1:9/nobody")
    await bot.session.close()
    await people.person("Алиса").opens("desk_bot")

    async with desk(server, people) as taking_over:
        async with asyncio.timeout(5):
            while not taking_over.seen:
                await asyncio.sleep(0.01)

    assert taking_over.seen == ["/start"]


@pytest.mark.parametrize("kind", ["bad_gateway", "server_error", "reset"])
async def test_what_is_not_telegrams_answer_is_asked_again(server: TelegramServer, people: People, kind: str) -> None:
    async with desk(server, people) as shaken:
        await until(shaken, PollerState.POLLING)
        await people.fault(kind, method="getUpdates", times=3)
        alice = people.person("Алиса")
        await alice.opens("desk_bot")
        await alice.says("ещё тут?")

        await alice.sees("seen: ещё тут?")


async def test_webhook_set_while_polling_is_removed_again(server: TelegramServer, people: People) -> None:
    bot = make_bot(Secret(TOKEN), server.url)

    async with desk(server, people) as robbed:
        await until(robbed, PollerState.POLLING)
        await bot.set_webhook("http://127.0.0.1:9/nobody")
        alice = people.person("Алиса")
        await alice.opens("desk_bot")

        await alice.sees("seen: /start", within=10)

    await bot.session.close()
