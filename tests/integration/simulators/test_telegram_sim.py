"""The `/sim` API, for the chat page and for programs: what API.md promises."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from scripts.simulators.telegram.people import People, Person, RefusedByTelegram
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.world.world import World
from tests.support.telegram_http import BotProgram
from tests.support.telegram_world import png


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(World(time.time)) as server:
        yield server


@pytest.fixture
async def people(server: TelegramServer) -> AsyncIterator[People]:
    async with People(server.url) as people:
        yield people


@pytest.fixture
async def bot(server: TelegramServer, people: People) -> AsyncIterator[BotProgram]:
    async with aiohttp.ClientSession() as session:
        yield BotProgram(session, server.url, await people.bot("salon_bot", name="Салон"))


@pytest.fixture
async def alice(people: People, bot: BotProgram) -> Person:
    alice = people.person("Алиса", username="alice")
    await alice.opens("salon_bot")
    return alice


async def refusal(people: People, method: str, path: str, body: object = None, **options: Any) -> tuple[int, str]:
    with pytest.raises(RefusedByTelegram) as caught:
        await people.call(method, path, body, **options)
    return caught.value.status, caught.value.code


async def test_a_chat_is_shown_from_its_latest_messages_backwards(people: People, alice: Person) -> None:
    for number in range(4):
        await alice.says(str(number))
    path = f"/sim/users/{alice.id}/chats/@SALON_bot"

    latest = await people.call("GET", f"{path}?limit=2")
    earlier = await people.call("GET", f"{path}?limit=2&before={latest['messages'][0]['message_id']}")

    assert [message["text"] for message in latest["messages"]] == ["2", "3"]
    assert [message["text"] for message in earlier["messages"]] == ["0", "1"]
    assert (latest["has_more"], latest["started"], latest["chat_id"]) == (True, True, alice.id)


async def test_the_list_of_chats_has_the_latest_first(people: People, bot: BotProgram, alice: Person) -> None:
    await people.bot("nails_bot", name="Ногти")
    await alice.opens("nails_bot")
    await bot.call("sendMessage", chat_id=alice.id, text="Ждём вас")

    chats = (await people.call("GET", f"/sim/users/{alice.id}/chats"))["chats"]

    assert [(chat["bot"]["username"], chat["last_message"]["text"]) for chat in chats] == [
        ("salon_bot", "Ждём вас"),
        ("nails_bot", "/start"),
    ]


async def test_the_feed_waits_for_news_of_this_person(people: People, bot: BotProgram, alice: Person) -> None:
    bob = people.person("Боб")
    await bob.opens("salon_bot")
    after = (await people.call("GET", "/sim/events"))["next"]
    feed = asyncio.create_task(people.call("GET", f"/sim/events?after={after}&user={alice.id}&timeout=10"))

    await bob.says("это не Алисе")
    await asyncio.sleep(0.05)
    assert not feed.done()
    await bot.call("sendChatAction", chat_id=alice.id, action="typing")

    news = await feed
    assert [(event["type"], event["action"]) for event in news["events"]] == [("chat_action", "typing")]
    assert news["next"] == after + 2


async def test_a_feed_from_another_life_is_reset(people: People, alice: Person) -> None:
    feed = await people.call("GET", "/sim/events?after=1000000")

    assert feed["reset"] is True
    assert feed["events"] == []


async def test_a_photo_is_shown_and_a_document_downloaded(
    people: People, server: TelegramServer, alice: Person
) -> None:
    await alice.sends_photo(png(8, 8))
    await alice.sends_document(b"<script>alert(1)</script>", "page.html")
    chat = await people.call("GET", f"/sim/users/{alice.id}/chats/salon_bot")
    photo, document = chat["messages"][-2]["photo"][-1], chat["messages"][-1]["document"]

    async with aiohttp.ClientSession() as session:
        shown = await session.get(server.url + photo["url"])
        kept = await session.get(server.url + document["url"])

        assert (await shown.read(), shown.content_type) == (png(8, 8), "image/png")
        assert kept.headers["Content-Disposition"] == "attachment"


async def test_a_group_has_its_own_chat(people: People, bot: BotProgram, alice: Person) -> None:
    group = await people.call("POST", "/sim/groups", {"title": "Смена", "bot": "salon_bot", "members": [alice.id]})
    path = f"/sim/groups/{group['chat_id']}"

    await people.call("POST", f"{path}/messages", {"user": alice.id, "text": "/today"})
    await bot.call("sendMessage", chat_id=group["chat_id"], text="Сегодня никого")

    chat = await people.call("GET", path)
    assert [message["text"] for message in chat["messages"]] == ["/today", "Сегодня никого"]


async def test_faults_are_listed_and_removed(people: People, bot: BotProgram) -> None:
    await people.fault("server_error", times=None, bot="salon_bot")
    fault = (await people.call("GET", "/sim/faults"))["faults"][0]
    assert (await bot.call("getMe")).refusal == (500, "Internal Server Error: restart")

    await people.call("DELETE", f"/sim/faults/{fault['id']}")

    assert (fault["kind"], fault["times"]) == ("server_error", None)
    assert (await bot.call("getMe")).status == 200


async def test_limits_can_be_changed_while_it_runs(people: People, bot: BotProgram, alice: Person) -> None:
    await people.limits(enabled=True, per_chat_burst=1)

    answers = [await bot.call("sendMessage", chat_id=alice.id, text="x") for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 429]
    assert answers[1].body["parameters"] == {"retry_after": 1}


async def test_calls_are_counted_by_method(people: People, bot: BotProgram) -> None:
    await bot.call("getMe")
    await bot.call("getme")
    await bot.updates()

    assert (await people.call("GET", "/sim/bots/salon_bot"))["calls"] == {"getMe": 2, "getUpdates": 1}


async def test_a_press_reports_that_nobody_answered(people: People, bot: BotProgram, alice: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    sent = (await bot.call("sendMessage", chat_id=alice.id, text="?", reply_markup=keyboard)).result
    press = {"message_id": sent["message_id"], "row": 0, "column": 0, "wait": 0.1}

    answer = await people.call("POST", f"/sim/users/{alice.id}/chats/salon_bot/press", press)

    assert answer["answered"] is False
    assert (await bot.updates(-1))[0]["callback_query"]["id"] == answer["query_id"]


@pytest.mark.parametrize(
    ("method", "path", "body", "refused"),
    [
        ("GET", "/sim/users/1", None, (404, "NOT_FOUND")),
        ("GET", "/sim/bots/nobody_bot", None, (404, "NOT_FOUND")),
        ("POST", "/sim/users", {"first_name": 5}, (400, "FIELD")),
        ("POST", "/sim/users", ["x"], (400, "JSON_INVALID")),
        ("POST", "/sim/bots", {"name": "x", "username": "x"}, (400, "USERNAME_INVALID")),
        ("POST", "/sim/faults", {"kind": "nonsense"}, (400, "FAULT_KIND")),
        ("POST", "/sim/faults", {"kind": "reset", "times": "many"}, (400, "FIELD")),
        ("PUT", "/sim/limits", {"per_moon": 1}, (400, "LIMITS")),
        ("PUT", "/sim/limits", {"per_chat_burst": 0}, (400, "LIMITS")),
        ("GET", "/sim/events?after=x", None, (400, "QUERY")),
        ("GET", "/sim/files/none", None, (404, "NOT_FOUND")),
        ("GET", "/sim/groups/-5", None, (404, "NOT_FOUND")),
    ],
)
async def test_bad_input_gets_a_code_and_one_line(
    people: People, method: str, path: str, body: object, refused: tuple[int, str]
) -> None:
    assert await refusal(people, method, path, body) == refused


@pytest.mark.parametrize(
    ("act", "body", "refused"),
    [
        ("start", {"payload": "с пробелом"}, (400, "PAYLOAD_INVALID")),
        ("messages", {"text": "  "}, (400, "TEXT_EMPTY")),
        ("messages", {"text": "x", "reply_to": 99}, (404, "NOT_FOUND")),
        ("messages/1/edit", {}, (400, "FIELD")),
        ("press", {"message_id": 99, "data": "x"}, (404, "NOT_FOUND")),
        ("press", {"message_id": 1, "row": 0, "column": 0}, (404, "NOT_FOUND")),
        ("press", {"message_id": 1, "data": "x", "wait": "long"}, (400, "FIELD")),
        ("reply-button", {"text": "нет такой"}, (404, "NOT_FOUND")),
        ("contact", {"phone_number": "+7900"}, (400, "FIELD")),
        ("location", {"latitude": "x", "longitude": 1}, (400, "FIELD")),
        ("photo", {}, (400, "MULTIPART")),
        ("managed-bot", {"name": "x", "username": "x_bot"}, (409, "NOT_A_MANAGER")),
    ],
)
async def test_an_act_that_does_not_fit_gets_a_code(
    people: People, alice: Person, act: str, body: object, refused: tuple[int, str]
) -> None:
    assert await refusal(people, "POST", f"/sim/users/{alice.id}/chats/salon_bot/{act}", body) == refused


async def test_a_form_from_a_strange_web_page_is_not_taken(people: People) -> None:
    """A page of another origin can post forms and plain text without being asked, but no JSON."""
    assert await refusal(people, "POST", "/sim/users", data=b'{"first_name": "x"}') == (415, "JSON_EXPECTED")
