"""One update of a dispatcher over a real Redis: what is read, what is written, and when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Chat, ErrorEvent, Message, Update, User
from redis.asyncio import Redis

from scripts.servers.valkey import ValkeyServer
from services.shared.telegram.dialogs import Dialog, make_dispatcher
from services.shared.telegram.prefixed_storage import PrefixedRedisStorage
from services.shared.telegram.redis_client import IMPATIENT
from tests.support.redis_line import RedisLine

ANNA = StorageKey(bot_id=7100001, chat_id=42, user_id=42)
SAID = Message(
    message_id=1,
    date=datetime(2026, 3, 2, tzinfo=UTC),
    chat=Chat(id=42, type="private"),
    from_user=User(id=42, is_bot=False, first_name="Anna"),
    text="hello",
)
Answer = Callable[[FSMContext, str | None], Awaitable[Any]]


class Refused(Exception):
    """What a handler may raise."""


@dataclass
class Desk:
    """A bot's dispatcher, and Redis as others see it."""

    storage: PrefixedRedisStorage
    redis: Redis
    line: RedisLine

    def dispatcher(self, answer: Answer) -> Dispatcher:
        async def handler(_message: Message, state: FSMContext, raw_state: str | None) -> None:
            await answer(state, raw_state)

        dispatcher = make_dispatcher(self.storage)
        dispatcher.message.register(handler)
        return dispatcher

    async def trips(self, answer: Answer) -> int:
        """Hand one update to a bot that answers so; gives how often it waited for Redis."""
        return await self.feed(self.dispatcher(answer))

    async def feed(self, dispatcher: Dispatcher) -> int:
        before = self.line.trips
        async with Bot("7100001:" + "a" * 35) as bot:
            await dispatcher.feed_update(bot, Update(update_id=1, message=SAID))
        return self.line.trips - before

    async def kept(self) -> tuple[bytes | None, bytes | None]:
        state, data = await self.redis.mget("client_001:fsm:state:42", "client_001:fsm:data:42")
        return state, data


@pytest.fixture
async def desk(redis_server: ValkeyServer) -> AsyncIterator[Desk]:
    async with RedisLine(redis_server.host, redis_server.port) as line:
        direct = Redis.from_url(redis_server.admin_url.reveal())
        await direct.flushdb()
        address = redis_server.admin_url.reveal().replace(f":{redis_server.port}/", f":{line.port}/")
        through = Redis.from_url(address, **IMPATIENT)
        await through.ping()
        yield Desk(PrefixedRedisStorage(through, "client_001:"), direct, line)
        await through.aclose()
        await direct.aclose()


async def test_however_much_is_asked_and_set_it_is_one_reading_and_one_writing(desk: Desk) -> None:
    seen: list[Any] = []

    async def answer(state: FSMContext, raw_state: str | None) -> None:
        seen.append((raw_state, await state.get_state(), await state.get_data()))
        await state.set_data({"имя": "Анна"})
        await state.update_data(n=[1])
        (await state.get_data())["n"].append(2)  # a copy
        await state.set_state("asked")
        seen.append((await state.get_state(), await state.get_data()))

    trips = await desk.trips(answer)

    assert trips == 2
    assert seen == [(None, None, {}), ("asked", {"имя": "Анна", "n": [1]})]
    assert await desk.kept() == (b"asked", '{"имя": "Анна", "n": [1]}'.encode())


async def test_what_is_as_it_was_is_not_written(desk: Desk) -> None:
    await desk.storage.write(ANNA, Dialog("asked", '{"n": 1}'))

    async def answer(state: FSMContext, _raw_state: str | None) -> None:
        await state.clear()
        await state.set_data({"n": 1})
        await state.set_state("asked")

    assert await desk.trips(answer) == 1


async def test_both_halves_expire_together(desk: Desk) -> None:
    await desk.storage.write(ANNA, Dialog("asked", '{"n": 1}'))
    await desk.redis.expire("client_001:fsm:data:42", 100)

    async def answer(state: FSMContext, _raw_state: str | None) -> None:
        await state.set_state("asked again")

    await desk.trips(answer)

    lives = [await desk.redis.ttl(f"client_001:fsm:{part}:42") for part in ("state", "data")]
    assert all(29 * 86400 < life <= 30 * 86400 for life in lives)


async def test_what_was_set_before_an_error_stays_and_is_seen_where_errors_are_answered(desk: Desk) -> None:
    seen: list[Any] = []

    async def answer(state: FSMContext, _raw_state: str | None) -> None:
        await state.set_data({"n": 1})
        raise Refused

    async def failed(_event: ErrorEvent, state: FSMContext, raw_state: str | None) -> None:
        seen.append((raw_state, await state.get_data(), await desk.kept()))

    dispatcher = desk.dispatcher(answer)
    dispatcher.error.register(failed)
    trips = await desk.feed(dispatcher)

    assert trips == 2
    assert seen == [(None, {"n": 1}, (None, b'{"n": 1}'))]


async def test_what_is_set_where_errors_are_answered_is_kept(desk: Desk) -> None:
    async def answer(_state: FSMContext, _raw_state: str | None) -> None:
        raise Refused

    async def failed(_event: ErrorEvent, state: FSMContext) -> None:
        await state.set_state("asked again")

    dispatcher = desk.dispatcher(answer)
    dispatcher.error.register(failed)
    await desk.feed(dispatcher)

    assert await desk.kept() == (b"asked again", None)


async def test_update_that_was_broken_off_finds_its_dialog_again(desk: Desk) -> None:
    await desk.storage.write(ANNA, Dialog("name", '{"n": 1}'))
    begun, seen = asyncio.Event(), []

    async def answer(state: FSMContext, raw_state: str | None) -> None:
        seen.append((raw_state, await state.get_data()))
        await state.set_data({"n": 2})
        await state.set_state("minutes")
        if not begun.is_set():
            begun.set()
            await asyncio.Event().wait()

    dispatcher = desk.dispatcher(answer)
    broken_off = asyncio.create_task(desk.feed(dispatcher))
    await begun.wait()
    broken_off.cancel()
    await asyncio.wait([broken_off])
    meanwhile = await desk.kept()
    await desk.feed(dispatcher)

    assert meanwhile == (b"name", b'{"n": 1}')
    assert seen == [("name", {"n": 1}), ("name", {"n": 1})]
    assert await desk.kept() == (b"minutes", b'{"n": 2}')


async def test_what_cannot_be_written_is_an_error_of_the_update(desk: Desk) -> None:
    said: list[str] = []

    async def answer(state: FSMContext, _raw_state: str | None) -> None:
        await state.set_state("asked")
        desk.line.goes_down_after(0)

    async def failed(event: ErrorEvent) -> None:
        said.append(type(event.exception).__name__)

    dispatcher = desk.dispatcher(answer)
    dispatcher.error.register(failed)
    await desk.feed(dispatcher)

    assert said == ["ConnectionError"]
    assert await desk.kept() == (None, None)
