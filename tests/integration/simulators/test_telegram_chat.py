"""The chat language of the tests: it finds, waits, counts, and shows the conversation when it fails."""

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

MENU = {
    "inline_keyboard": [[{"text": "Стрижка 990 ₽", "callback_data": "cut"}, {"text": "Карта", "url": "https://a.ru"}]]
}
DAYS = {"inline_keyboard": [[{"text": "1", "callback_data": "1"}, {"text": "10", "callback_data": "10"}]]}


async def salon_program(program: BotProgram) -> None:
    """A bot in one function: a menu, a calendar, an echo."""
    offset = 0
    while True:
        for update in await program.updates(offset, timeout=10):
            offset = update["update_id"] + 1
            if query := update.get("callback_query"):
                await answer_press(program, query)
            elif message := update.get("message"):
                await answer_text(program, message["chat"]["id"], message.get("text", ""))


async def answer_press(program: BotProgram, query: dict[str, Any]) -> None:
    place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
    if query["data"] == "cut":
        await program.call("answerCallbackQuery", callback_query_id=query["id"])
        await asyncio.sleep(0.05)
        await program.call("editMessageText", **place, text="Какой день?", reply_markup=DAYS)
    elif query["data"] in ("1", "10"):
        await program.call("answerCallbackQuery", callback_query_id=query["id"], text=f"День {query['data']}")
    # anything else is left unanswered


async def answer_text(program: BotProgram, chat_id: int, text: str) -> None:
    if text.startswith("/start"):
        await program.call("sendMessage", chat_id=chat_id, text="Что сделаем?", reply_markup=MENU)
    elif text == "меню":
        await program.call("sendMessage", chat_id=chat_id, text="Вот", reply_markup={"keyboard": [["Мои записи"]]})
    else:
        await program.call("sendMessage", chat_id=chat_id, text=f"Вы сказали: {text}")


@pytest.fixture
async def people() -> AsyncIterator[People]:
    async with (
        TelegramServer(World(time.time)) as server,
        aiohttp.ClientSession() as session,
        People(server.url) as people,
    ):
        token = await people.bot("salon_bot", name="Салон")
        program = asyncio.create_task(salon_program(BotProgram(session, server.url, token)))
        yield people
        program.cancel()


@pytest.fixture
async def alice(people: People) -> Person:
    alice = people.person("Алиса")
    await alice.opens("@Salon_Bot")
    await alice.sees("Что сделаем?")
    return alice


async def test_a_flow_reads_like_a_chat(alice: Person) -> None:
    await alice.taps("Стрижка 990 ₽")
    await alice.sees("Какой день?")
    pressed = await alice.taps("1")
    await alice.says("спасибо")
    await alice.sees("Вы сказали: спасибо")

    assert pressed.text == "День 1", "an exact text goes before one that contains it"
    assert alice.taps_count == 2


async def test_a_tap_waits_for_the_button(alice: Person) -> None:
    await alice.taps("Стрижка")

    assert (await alice.taps("10")).text == "День 10"


async def test_a_tap_is_over_as_soon_as_the_bot_answers(alice: Person) -> None:
    begun = time.monotonic()
    await alice.taps("Стрижка")

    assert time.monotonic() - begun < 1


async def test_a_popup_is_seen_too(alice: Person) -> None:
    await alice.taps("Стрижка")
    await alice.taps("10")

    await alice.sees("День 10")


async def test_a_reply_button_is_tapped_like_any_other(alice: Person) -> None:
    await alice.says("меню")
    await alice.taps("Мои записи")

    await alice.sees("Вы сказали: Мои записи")
    assert alice.buttons == ["Мои записи"]


async def test_a_link_is_returned_and_not_pressed(alice: Person) -> None:
    assert (await alice.taps("Карта")).url == "https://a.ru"


async def test_what_was_there_before_the_last_act_is_not_seen_again(alice: Person) -> None:
    await alice.says("раз")
    await alice.sees("Вы сказали: раз")

    await alice.says("два")
    await alice.sees("Вы сказали: два")

    await alice.does_not_see("Вы сказали: раз", within=0)
    await alice.sees("Вы сказали: раз", anywhere=True)


async def test_a_failure_prints_the_conversation(alice: Person) -> None:
    with pytest.raises(AssertionError) as caught:
        await alice.sees("Такого нет", within=0.1)

    assert str(caught.value).splitlines() == [
        "Алиса: no 'Такого нет' since the last act",
        "── Алиса ↔ @salon_bot ──",
        "   1 Алиса: /start",
        "   2 bot: Что сделаем?",
        "       [Стрижка 990 ₽] [Карта]",
    ]


async def test_something_seen_that_should_not_be_fails(alice: Person) -> None:
    await alice.says("ой")

    with pytest.raises(AssertionError, match="sees 'Вы сказали: ой'"):
        await alice.does_not_see("Вы сказали: ой", within=2)


async def test_a_press_without_an_answer_fails_unless_it_is_expected(alice: Person) -> None:
    pressed = await alice.taps_data(alice.last_message, "forged", answered=False)

    assert pressed.text is None


async def test_two_people_have_chats_of_their_own(alice: Person, people: People) -> None:
    bob = people.person("Боб")
    await bob.opens("salon_bot")
    await bob.says("я Боб")
    await bob.sees("Вы сказали: я Боб")

    await alice.does_not_see("я Боб", within=0, anywhere=True)


async def test_an_act_that_telegram_refuses_raises(alice: Person) -> None:
    await alice.blocks("salon_bot")

    with pytest.raises(RefusedByTelegram) as caught:
        await alice.says("привет")

    assert caught.value.code == "BLOCKED"
