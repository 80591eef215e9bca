"""aiogram's own Bot and Dispatcher against the stand-in: what it sends is understood, what it gets can be decoded."""

from __future__ import annotations

import asyncio
import contextlib
import io
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputProfilePhotoStatic,
    KeyboardButton,
    KeyboardButtonRequestManagedBot,
    ManagedBotUpdated,
    MenuButtonCommands,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram.utils.deep_linking import create_start_link

from scripts.simulators.telegram.people import People, Person
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.web.timing import Timing
from scripts.simulators.telegram.world.limits import Rates
from scripts.simulators.telegram.world.world import World
from tests.support.telegram_world import png

TOKEN = "123:abc"


class QuickSession(AiohttpSession):
    """Without the quarter of a second that aiogram waits for TLS to end at every close: there is none here."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


YES_NO = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Да", callback_data="yes", style="success"),
            InlineKeyboardButton(text="Нет", callback_data="no"),
        ]
    ]
)


@pytest.fixture
async def world() -> World:
    return World(time.time)


@pytest.fixture
async def server(world: World) -> AsyncIterator[TelegramServer]:
    async with TelegramServer(world, timing=Timing(held=0.2)) as server:
        yield server


@pytest.fixture
async def people(server: TelegramServer) -> AsyncIterator[People]:
    async with People(server.url) as people:
        await people.bot("salon_bot", name="Салон", token=TOKEN, manages_bots=True)
        yield people


@pytest.fixture
async def bot(server: TelegramServer, people: People) -> AsyncIterator[Bot]:
    session = QuickSession(api=TelegramAPIServer.from_base(server.url))
    bot = Bot(TOKEN, session=session)
    yield bot
    await session.close()


@pytest.fixture
async def alice(people: People) -> Person:
    """Alice, in the chat with the bot."""
    alice = people.person("Алиса", phone="+79001112233")
    await alice.opens("salon_bot")
    return alice


@contextlib.asynccontextmanager
async def running(bot: Bot, dispatcher: Dispatcher) -> AsyncIterator[None]:
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=10))
    try:
        yield
    finally:
        with contextlib.suppress(RuntimeError):
            await dispatcher.stop_polling()
        await polling


async def test_a_booking_dialog_runs_over_polling(bot: Bot, people: People) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def start(message: Message, command: CommandObject) -> None:
        await message.answer(f"<b>Записать?</b> {command.args}", parse_mode="HTML", reply_markup=YES_NO)

    @dispatcher.callback_query(F.data == "yes")
    async def yes(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Записали")
        await query.answer("Готово", show_alert=True)

    @dispatcher.message(F.contact)
    async def contact(message: Message) -> None:
        assert message.contact
        assert message.from_user
        own = message.contact.user_id == message.from_user.id
        await message.reply(f"{message.contact.phone_number} {'ваш' if own else 'чужой'}")

    alice = people.person("Алиса", phone="+79001112233")
    async with running(bot, dispatcher):
        await alice.opens("salon_bot", start="promo_7")
        await alice.sees("Записать? promo_7")
        pressed = await alice.taps("Да")
        await alice.sees("Записали")
        await alice.shares_contact()
        await alice.sees("+79001112233 ваш")

    assert (pressed.text, pressed.show_alert) == ("Готово", True)
    assert alice.taps_count == 1


async def test_photos_albums_and_files_go_both_ways(bot: Bot, alice: Person, people: People) -> None:
    picture = BufferedInputFile(png(640, 480), "cat.png")

    photo = await bot.send_photo(alice.id, picture, caption="кот")
    album = await bot.send_media_group(
        alice.id,
        [InputMediaPhoto(media=picture), InputMediaPhoto(media=photo.photo[-1].file_id if photo.photo else "")],
    )
    document = await bot.send_document(alice.id, BufferedInputFile("отчёт".encode(), "отчёт.txt"))

    assert photo.photo
    assert (photo.photo[-1].width, photo.photo[-1].height) == (640, 480)
    assert album[0].media_group_id == album[1].media_group_id
    assert document.document
    assert document.document.file_name == "отчёт.txt"
    downloaded = await bot.download(document.document.file_id, destination=io.BytesIO())
    assert downloaded is not None
    assert downloaded.read() == "отчёт".encode()
    assert (await alice.sees("[file отчёт.txt]")).raw["document"]["url"].startswith("/sim/files/")


async def test_a_persons_photo_can_be_downloaded(bot: Bot, alice: Person) -> None:
    await alice.sends_photo(png(100, 50), caption="вот так")

    message = (await bot.get_updates(offset=-1))[0].message

    assert message
    assert message.photo
    assert message.caption == "вот так"
    downloaded = await bot.download(message.photo[-1])
    assert downloaded is not None
    assert downloaded.read() == png(100, 50)


async def test_a_managed_bot_is_created_by_a_button_and_answers_with_its_token(
    bot: Bot, alice: Person, server: TelegramServer
) -> None:
    request = KeyboardButtonRequestManagedBot(request_id=1, suggested_name="Барбер")
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Создать бота", request_managed_bot=request)]])
    managed: asyncio.Future[ManagedBotUpdated] = asyncio.get_running_loop().create_future()
    dispatcher = Dispatcher()

    @dispatcher.managed_bot()
    async def created(event: ManagedBotUpdated) -> None:
        managed.set_result(event)

    @dispatcher.message(F.managed_bot_created)
    async def thanks(message: Message) -> None:
        assert message.managed_bot_created
        await message.answer(f"@{message.managed_bot_created.bot_user.username} готов")

    async with running(bot, dispatcher):
        await bot.send_message(alice.id, "Создайте бота", reply_markup=keyboard)
        await alice.creates_bot("Барбер", "barber_bot")
        await alice.sees("@barber_bot готов")
        event = await managed

    assert (await bot.me()).can_manage_bots
    assert event.user.id == alice.id
    token = await bot.get_managed_bot_token(event.bot_user.id)
    async with Bot(token, session=QuickSession(api=bot.session.api)) as barber:
        assert (await barber.get_me()).username == "barber_bot"
        await bot.replace_managed_bot_token(event.bot_user.id)
        with pytest.raises(exceptions.TelegramUnauthorizedError):
            await barber.get_me()


async def test_profile_and_commands_can_be_set(bot: Bot, alice: Person, people: People) -> None:
    await bot.set_my_name("Salon", language_code="en")
    await bot.set_my_commands([BotCommand(command="start", description="Записаться")], language_code="ru")
    await bot.set_my_commands(
        [BotCommand(command="today", description="Сегодня")], scope=BotCommandScopeChat(chat_id=alice.id)
    )
    await bot.set_chat_menu_button(alice.id, MenuButtonCommands())
    await bot.set_my_profile_photo(InputProfilePhotoStatic(photo=BufferedInputFile(png(), "p.png")))

    chat = await people.call("GET", f"/sim/users/{alice.id}/chats/salon_bot")

    assert chat["commands"] == [{"command": "today", "description": "Сегодня"}]
    assert chat["menu_button"] == {"type": "commands"}
    assert chat["bot"]["photo_url"]
    assert (await bot.get_my_name("en")).name == "Salon"
    assert (await bot.get_chat(alice.id)).first_name == "Алиса"


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ({"chat_id": 1}, exceptions.TelegramBadRequest, "chat not found"),
        ({"text": "я" * 4097}, exceptions.TelegramBadRequest, "message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, exceptions.TelegramBadRequest, "can't parse entities"),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "я" * 33}]]}},
            exceptions.TelegramBadRequest,
            "BUTTON_DATA_INVALID",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
            exceptions.TelegramBadRequest,
            "Text buttons are unallowed",
        ),
    ],
)
async def test_a_refused_message_raises_aiograms_exception(
    bot: Bot, alice: Person, values: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        await bot.send_message(**{"chat_id": alice.id, "text": "x", **values})


async def test_edits_and_presses_that_do_not_fit_raise_bad_request(bot: Bot, alice: Person) -> None:
    message = await bot.send_message(alice.id, "Верно?", reply_markup=YES_NO)

    with pytest.raises(exceptions.TelegramBadRequest, match="message is not modified"):
        await message.edit_text("Верно?", reply_markup=YES_NO)
    with pytest.raises(exceptions.TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("x", chat_id=alice.id, message_id=999)
    with pytest.raises(exceptions.TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query("1")


async def test_block_revoke_and_conflict_raise_their_exceptions(bot: Bot, alice: Person, people: People) -> None:
    await alice.blocks("salon_bot")
    with pytest.raises(exceptions.TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(alice.id, "x")

    last = (await bot.get_updates())[-1].update_id
    first = asyncio.create_task(bot.get_updates(offset=last + 1, timeout=10))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.get_updates(offset=last + 1, timeout=10))
    with pytest.raises(exceptions.TelegramConflictError, match="terminated by other getUpdates request"):
        await first

    await people.call("POST", "/sim/bots/salon_bot/revoke")
    with pytest.raises(exceptions.TelegramUnauthorizedError):
        await second


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"kind": "too_many_requests", "retry_after": 7}, exceptions.TelegramRetryAfter),
        ({"kind": "server_error"}, exceptions.RestartingTelegram),
        ({"kind": "bad_gateway"}, exceptions.ClientDecodeError),
        ({"kind": "reset"}, exceptions.TelegramNetworkError),
        ({"kind": "hang", "seconds": 0.1}, exceptions.TelegramNetworkError),
        ({"kind": "error", "status": 403, "description": "Forbidden: x"}, exceptions.TelegramForbiddenError),
    ],
)
async def test_a_fault_on_demand_hits_the_next_call_only(
    bot: Bot, alice: Person, people: People, fault: dict[str, Any], error: type[Exception]
) -> None:
    await people.fault(method="sendMessage", **fault)

    with pytest.raises(error) as caught:
        await bot.send_message(alice.id, "x")

    assert getattr(caught.value, "retry_after", 7) == 7
    assert (await bot.send_message(alice.id, "дошло")).text == "дошло"
    await alice.does_not_see("x", within=0)


async def test_an_answer_can_be_lost_after_the_message_was_sent(bot: Bot, alice: Person, people: People) -> None:
    await people.fault("reset", method="sendMessage", when="after")

    with pytest.raises(exceptions.TelegramNetworkError):
        await bot.send_message(alice.id, "дошло")

    await alice.sees("дошло", anywhere=True)


async def test_the_limiter_raises_retry_after(world: World, bot: Bot, alice: Person) -> None:
    world.limiter.rates = Rates(enabled=True, per_chat_burst=3)
    for _ in range(3):
        await bot.send_message(alice.id, "x")

    with pytest.raises(exceptions.TelegramRetryAfter) as caught:
        await bot.send_message(alice.id, "x")

    assert caught.value.retry_after == 1


async def test_a_deep_link_made_by_aiogram_can_be_followed(bot: Bot, people: People) -> None:
    link = await create_start_link(bot, "master-3")
    bob = people.person("Bob", language="en")

    await bob.follows(link)

    message = (await bot.get_updates(offset=-1))[0].message
    assert message
    assert message.text == "/start master-3"
    assert message.from_user
    assert message.from_user.language_code == "en"
