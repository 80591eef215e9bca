from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.web.timing import Timing
from scripts.simulators.telegram.web.webhooks import SECRET_HEADER
from scripts.simulators.telegram.world.accounts import add_user, authorize
from scripts.simulators.telegram.world.person import press_start, say
from scripts.simulators.telegram.world.world import World
from tests.support.telegram_http import BotProgram

PAUSE = 0.02


class Listener:
    """A bot's webhook: keeps what came in, and answers as it is told (first the given answers, then 200)."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.secrets: list[str] = []
        self.times: list[float] = []
        self.answers: list[web.Response] = []
        self.news = asyncio.Event()
        self.url = ""

    async def hear(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.secrets.append(request.headers.get(SECRET_HEADER, ""))
        self.times.append(time.monotonic())
        self.news.set()
        return self.answers.pop(0) if self.answers else web.Response()

    async def heard_so_many(self, count: int) -> list[str]:
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                self.news.clear()
                await self.news.wait()
        return [update["message"]["text"] for update in self.heard]


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    listener = Listener()
    app = web.Application()
    app.router.add_post("/hook", listener.hear)
    async with TestServer(app) as server:
        listener.url = str(server.make_url("/hook"))
        yield listener


@pytest.fixture
async def world() -> World:
    return World(time.time)


@pytest.fixture
async def program(world: World) -> AsyncIterator[BotProgram]:
    async with TelegramServer(world, timing=Timing(first_pause=PAUSE)) as server, aiohttp.ClientSession() as session:
        yield BotProgram(session, server.url, "123:abc")


def alice_says(world: World, *texts: str) -> None:
    alice = next(iter(world.state.users.values()), None) or add_user(world, "Алиса")
    bot = authorize(world, "123:abc")
    if world.dialog(bot.id, alice.id) is None:
        press_start(world, alice.id, bot)
    for text in texts:
        say(world, alice.id, bot, text)


async def test_updates_are_brought_with_the_secret_and_leave_the_queue(
    world: World, program: BotProgram, listener: Listener
) -> None:
    alice_says(world, "до")
    await program.call("setWebhook", url=listener.url, secret_token="s3cret")

    alice_says(world, "после")

    assert await listener.heard_so_many(3) == ["/start", "до", "после"]
    assert set(listener.secrets) == {"s3cret"}
    await asyncio.sleep(0.05)
    info = (await program.call("getWebhookInfo")).result
    assert (info["url"], info["pending_update_count"]) == (listener.url, 0)


async def test_a_failed_update_is_brought_again_after_growing_pauses_before_the_next_of_its_chat(
    world: World, program: BotProgram, listener: Listener
) -> None:
    listener.answers = [web.Response(status=status) for status in (500, 502, 404)]
    await program.call("setWebhook", url=listener.url)

    alice_says(world, "раз")

    assert await listener.heard_so_many(5) == ["/start"] * 4 + ["раз"]
    pauses = [later - earlier for earlier, later in zip(listener.times, listener.times[1:4], strict=False)]
    assert all(pause >= PAUSE * 2**number for number, pause in enumerate(pauses))


async def test_what_went_wrong_is_told(world: World, program: BotProgram, listener: Listener) -> None:
    listener.answers = [web.Response(status=503, headers={"Retry-After": "30"})]
    await program.call("setWebhook", url=listener.url)
    alice_says(world)
    await listener.heard_so_many(1)
    await asyncio.sleep(0.1)

    info = (await program.call("getWebhookInfo")).result

    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert info["pending_update_count"] == 1
    assert len(listener.heard) == 1, "Retry-After was not kept"


async def test_the_answer_may_call_a_method(world: World, program: BotProgram, listener: Listener) -> None:
    alice_says(world)
    alice_id = next(iter(world.state.users))
    body = {"method": "sendMessage", "chat_id": alice_id, "text": "по webhook"}
    listener.answers = [web.json_response(body)]

    await program.call("setWebhook", url=listener.url)
    await listener.heard_so_many(1)
    await asyncio.sleep(0.05)

    dialog = world.dialog(123, alice_id)
    assert dialog is not None
    assert [message.content["text"] for message in dialog.messages.values()] == ["/start", "по webhook"]


async def test_a_deleted_webhook_hears_nothing_and_polling_works_again(
    world: World, program: BotProgram, listener: Listener
) -> None:
    await program.call("setWebhook", url=listener.url)
    await asyncio.sleep(1.0)  # Telegram takes one change a second

    answer = await program.call("deleteWebhook")
    alice_says(world)

    assert answer.body["description"] == "Webhook was deleted"
    assert [update["message"]["text"] for update in await program.updates()] == ["/start"]
    assert listener.heard == []


async def test_pending_updates_can_be_dropped(world: World, program: BotProgram) -> None:
    alice_says(world, "забудь")

    answer = await program.call("deleteWebhook", drop_pending_updates=True)

    assert answer.body["description"] == "Webhook is already deleted"
    assert await program.updates() == []


async def test_a_second_change_within_a_second_is_too_many(program: BotProgram, listener: Listener) -> None:
    await program.call("setWebhook", url=listener.url)

    same = await program.call("setWebhook", url=listener.url)
    other = await program.call("setWebhook", url=listener.url + "2")

    assert same.body["description"] == "Webhook is already set"
    assert (other.status, other.body["parameters"]) == (429, {"retry_after": 1})


@pytest.mark.parametrize("url", ["https://example.com/hook", "ftp://127.0.0.1/", "http://10.0.0.1/"])
async def test_no_address_outside_this_machine_is_called(program: BotProgram, url: str) -> None:
    answer = await program.call("setWebhook", url=url)

    assert answer.status == 400
    assert answer.body["description"].startswith("Bad Request: bad webhook")
