from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from scripts.simulators.telegram.server import TelegramServer, ThreadedTelegramServer
from scripts.simulators.telegram.web.timing import Timing
from scripts.simulators.telegram.world.accounts import add_user, authorize, revoke_token
from scripts.simulators.telegram.world.person import press_start, say
from scripts.simulators.telegram.world.state import User
from scripts.simulators.telegram.world.world import World
from tests.support.telegram_http import BotProgram

TOKEN = "123:abc"
HELD = 0.3
OTHER_POLLER = (
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)


class Salon:
    """A running stand-in with Alice in the chat of one bot."""

    def __init__(self, server: TelegramServer, session: aiohttp.ClientSession) -> None:
        self.world = server.world
        self.url = server.url
        self.session = session
        self.bot = authorize(server.world, TOKEN)
        self.alice: User = add_user(server.world, "Алиса")
        press_start(server.world, self.alice.id, self.bot)

    def program(self, token: str = TOKEN) -> BotProgram:
        return BotProgram(self.session, self.url, token)

    def alice_says(self, text: str) -> None:
        say(self.world, self.alice.id, self.bot, text)


@pytest.fixture
async def salon() -> AsyncIterator[Salon]:
    world = World(time.time)
    async with TelegramServer(world, timing=Timing(held=HELD)) as server, aiohttp.ClientSession() as session:
        yield Salon(server, session)


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def seconds_of(call: asyncio.Task[object]) -> float:
    begun = time.monotonic()
    await call
    return time.monotonic() - begun


async def test_a_poll_waits_until_something_happens_and_then_answers_at_once(salon: Salon) -> None:
    first = await salon.program().updates()
    poll = asyncio.create_task(salon.program().updates(first[-1]["update_id"] + 1, timeout=20))
    await asyncio.sleep(0.1)
    assert not poll.done()

    begun = time.monotonic()
    salon.alice_says("привет")

    assert texts(await poll) == ["привет"]
    assert time.monotonic() - begun < 0.5


async def test_a_poll_ends_empty_when_its_time_is_over(salon: Salon) -> None:
    first = await salon.program().updates()

    begun = time.monotonic()
    found = await salon.program().updates(first[-1]["update_id"] + 1, timeout=1)

    assert found == []
    assert 0.9 < time.monotonic() - begun < 2


async def test_updates_come_again_until_they_are_confirmed(salon: Salon) -> None:
    salon.alice_says("раз")
    program = salon.program()

    first = await program.updates()
    again = await program.updates(first[1]["update_id"])
    after = await program.updates(again[-1]["update_id"] + 1)

    assert (texts(first), texts(again), after) == (["/start", "раз"], ["раз"], [])


async def test_the_first_of_two_pollers_is_sent_away(salon: Salon) -> None:
    offset = (await salon.program().updates())[-1]["update_id"] + 1
    first = asyncio.create_task(salon.program().call("getUpdates", offset=offset, timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(salon.program().updates(offset, timeout=20))

    assert (await first).refusal == OTHER_POLLER
    salon.alice_says("привет")
    assert texts(await second) == ["привет"]


async def test_a_conflict_soon_after_another_is_answered_late(salon: Salon) -> None:
    polls: list[asyncio.Task[object]] = []
    offset = (await salon.program().updates())[-1]["update_id"] + 1
    for _ in range(3):
        polls.append(asyncio.create_task(salon.program().call("getUpdates", offset=offset, timeout=20)))
        await asyncio.sleep(0.05)

    assert await seconds_of(polls[0]) < 0.1
    assert HELD / 2 < await seconds_of(polls[1]) < HELD * 2
    assert not polls[2].done()
    polls[2].cancel()


async def test_the_same_question_at_once_is_held(salon: Salon) -> None:
    program = salon.program()
    offset = (await program.updates())[-1]["update_id"] + 1
    await program.updates(offset)

    begun = time.monotonic()
    await program.updates(offset)

    assert HELD * 0.8 < time.monotonic() - begun < HELD * 3


async def test_no_poll_while_a_webhook_is_set(salon: Salon) -> None:
    poll = asyncio.create_task(salon.program().call("getUpdates", offset=-1, timeout=20))
    assert texts((await poll).result) == ["/start"]
    offset = (await poll).result[-1]["update_id"] + 1
    poll = asyncio.create_task(salon.program().call("getUpdates", offset=offset, timeout=20))
    await asyncio.sleep(0.05)

    answer = await salon.program().call("setWebhook", url="http://127.0.0.1:9/")

    assert answer.body["description"] == "Webhook was set"
    assert (await poll).refusal == (409, "Conflict: terminated by setWebhook request")
    refused = await salon.program().call("getUpdates")
    assert refused.refusal == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )


async def test_a_revoked_token_ends_the_waiting_poll_too(salon: Salon) -> None:
    offset = (await salon.program().updates())[-1]["update_id"] + 1
    poll = asyncio.create_task(salon.program().call("getUpdates", offset=offset, timeout=20))
    await asyncio.sleep(0.05)

    async with salon.session.post(f"{salon.url}/sim/bots/123/revoke") as response:
        token = (await response.json())["token"]

    assert (await poll).refusal == (401, "Unauthorized")
    assert (await salon.program().call("getMe")).refusal == (401, "Unauthorized")
    assert (await salon.program(token).call("getMe")).result["id"] == 123


async def test_allowed_updates_are_remembered(salon: Salon) -> None:
    program = salon.program()
    await program.updates(-1, allowed_updates=["callback_query"])

    salon.alice_says("ты не услышишь")

    assert texts(await program.updates(1)) == ["/start"]


async def test_bots_do_not_read_each_others_updates(salon: Salon) -> None:
    other = salon.program("124:abc")

    assert await other.updates() == []
    assert texts(await salon.program().updates()) == ["/start"]


async def test_a_program_that_hung_up_is_not_online_for_long(salon: Salon) -> None:
    offset = (await salon.program().updates())[-1]["update_id"] + 1
    poll = asyncio.create_task(salon.program().updates(offset, timeout=20))
    await asyncio.sleep(0.05)
    assert salon.bot.open_polls == 1

    poll.cancel()
    await asyncio.sleep(0.1)

    assert salon.bot.open_polls == 0


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot123:abc/sendDreams", 404, "Not Found: method not found"),
        ("/bot0123:abc/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot123:abd/getMe", 401, "Unauthorized"),
        ("/bot123:abc/", 404, "Not Found: method not found"),
        ("/nowhere", 404, "Not Found"),
        ("/file/bot123:abc/photos/file_9.jpg", 404, "Not Found"),
    ],
)
async def test_every_refusal_is_json(salon: Salon, path: str, status: int, description: str) -> None:
    async with salon.session.get(salon.url + path) as response:
        body = await response.json()

    assert (response.status, body) == (status, {"ok": False, "error_code": status, "description": description})


async def test_parameters_come_by_query_form_or_json(salon: Salon) -> None:
    url = f"{salon.url}/bot{TOKEN}/sendMessage"
    values = {"chat_id": str(salon.alice.id), "text": "привет"}

    for options in ({"params": values}, {"data": values}, {"json": values}):
        async with salon.session.post(url, **options) as response:  # type: ignore[arg-type]
            assert (await response.json())["result"]["text"] == "привет"


async def test_a_broken_body_is_a_bad_request(salon: Salon) -> None:
    headers = {"Content-Type": "application/json"}
    async with salon.session.post(f"{salon.url}/bot{TOKEN}/getMe", data=b"{", headers=headers) as response:
        body = await response.json()

    assert (response.status, body["description"]) == (400, "Bad Request: can't parse JSON object")


def test_a_program_without_an_event_loop_can_have_a_server_too() -> None:
    with ThreadedTelegramServer(World(time.time)) as server:
        user = server.call(lambda world: add_user(world, "Алиса"))
        server.call(lambda world: press_start(world, user.id, authorize(world, TOKEN)))
        server.call(lambda world: revoke_token(world, authorize(world, TOKEN)))

        waiting = server.call(lambda world: len(world.find_bot("123").queue.waiting))

    assert waiting == 1
