"""Each way from one screen to the next, with aiogram's own bot against the stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, Message, User

from scripts.simulators.telegram.methods.editing import NOT_MODIFIED
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.world import accounts, person
from scripts.simulators.telegram.world.faults import Fault
from scripts.simulators.telegram.world.render import message_json
from scripts.simulators.telegram.world.state import Dialog
from scripts.simulators.telegram.world.state import Message as Kept
from scripts.simulators.telegram.world.types import Upload
from scripts.simulators.telegram.world.world import World
from services.shared.runtime.secret import Secret
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.screens import Screen, rows, send, show
from tests.support.telegram_world import Clock, png

ALICE = 501
TOKEN = f"7100001:{'A' * 35}"
KEYBOARD = rows([InlineKeyboardButton(text="On", callback_data="on")])
TWO_DAYS = 48 * 3600 + 1
WORDS = Screen("<b>Words</b>", KEYBOARD)


@dataclass
class Chat:
    """Alice's chat with a bot that has been sent two photos, and so knows their ids."""

    world: World
    bot: Bot
    dialog: Dialog
    cat: Screen
    dog: Screen

    async def sees(self, screen: Screen) -> Kept:
        """The bot sends it as a new message."""
        sent = await send(self.bot, ALICE, screen)
        return self.dialog.messages[sent.message_id]

    async def taps(self, shown: Kept, screen: Screen) -> int:
        """A tap under ``shown`` leads to ``screen``; gives the id of the message that shows it."""
        tapped = Message.model_validate(message_json(self.world, shown))
        user = User(id=ALICE, is_bot=False, first_name="Alice")
        query = CallbackQuery(id="1", from_user=user, chat_instance="1", message=tapped)
        return (await show(query.as_(self.bot), screen)).message_id

    def fails(self, method: str, description: str) -> None:
        """The next call of the method."""
        self.world.faults.add(Fault("error", method=method, status=400, description=f"Bad Request: {description}"))

    @property
    def shown(self) -> list[tuple[int, str, str]]:
        """What the bot's messages in the chat are: id, photo ("" for a text), words."""
        return [
            (message.id, _photo(message), str(message.content.get("text") or message.content.get("caption")))
            for message in self.dialog.messages.values()
            if message.sender_id == message.bot_id
        ]


def _photo(message: Kept) -> str:
    sizes = message.content.get("photo")
    return str(sizes[-1]["file_id"]) if sizes else ""


@pytest.fixture
async def chat(clock: Clock) -> AsyncIterator[Chat]:
    world = World(clock)
    account = accounts.register_bot(world, "Salon", "salon_bot", token=TOKEN)
    accounts.add_user(world, "Alice", user_id=ALICE)
    person.press_start(world, ALICE, account)
    pictures = [
        person.send_photo(world, ALICE, account, Upload("photo.png", "image/png", png(*size)))
        for size in ((64, 48), (48, 64))
    ]
    cat, dog = (Screen(name, KEYBOARD, _photo(sent)) for name, sent in zip(("Cat", "Dog"), pictures, strict=True))
    async with TelegramServer(world) as server:
        bot = make_bot(Secret(TOKEN), server.url)
        yield Chat(world, bot, world.open_dialog(account.id, ALICE), cat, dog)
        await bot.session.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_text_becomes_another_text_in_its_place(chat: Chat) -> None:
    first = await chat.sees(WORDS)

    now = await chat.taps(first, Screen("Other words", KEYBOARD))

    assert now == first.id
    assert chat.shown == [(first.id, "", "Other words")]
    assert first.inline_keyboard is not None


async def test_photo_keeps_its_picture_and_changes_its_caption(chat: Chat) -> None:
    first = await chat.sees(chat.cat)

    now = await chat.taps(first, Screen("Still the <i>cat</i>", KEYBOARD, chat.cat.photo))

    assert now == first.id
    assert chat.shown == [(first.id, chat.cat.photo, "Still the cat")]
    assert first.inline_keyboard is not None
    assert "editMessageMedia" not in chat.world.state.bots[first.bot_id].calls


async def test_photo_becomes_another_photo_in_its_place(chat: Chat) -> None:
    first = await chat.sees(chat.cat)

    now = await chat.taps(first, chat.dog)

    assert now == first.id
    assert chat.shown == [(first.id, chat.dog.photo, "Dog")]
    assert first.inline_keyboard is not None


async def test_text_becomes_a_photo_in_its_place(chat: Chat) -> None:
    first = await chat.sees(WORDS)

    now = await chat.taps(first, chat.cat)

    assert now == first.id
    assert chat.shown == [(first.id, chat.cat.photo, "Cat")]
    assert first.inline_keyboard is not None


async def test_two_taps_at_once_under_a_text_lead_to_one_photo(chat: Chat) -> None:
    first = await chat.sees(WORDS)
    before = replace(first)

    assert [await chat.taps(before, chat.cat), await chat.taps(before, chat.cat)] == [first.id, first.id]

    assert chat.shown == [(first.id, chat.cat.photo, "Cat")]


async def test_photo_becomes_a_text_that_is_sent_before_the_photo_goes(chat: Chat) -> None:
    first = await chat.sees(chat.cat)
    since = chat.world.journal.last

    now = await chat.taps(first, WORDS)

    assert chat.shown == [(now, "", "Words")]
    assert chat.dialog.messages[now].inline_keyboard is not None
    assert [event.type for event in chat.world.journal.since(since, ALICE)] == ["message", "delete"]
    assert "editMessageText" not in chat.world.state.bots[first.bot_id].calls


async def test_photo_stays_where_the_text_could_not_be_sent(chat: Chat) -> None:
    first = await chat.sees(chat.cat)
    chat.fails("sendMessage", "message text is empty")

    with pytest.raises(TelegramBadRequest):
        await chat.taps(first, WORDS)

    assert chat.shown == [(first.id, chat.cat.photo, "Cat")]


@pytest.mark.parametrize("which", ["text", "photo"])
async def test_what_cannot_become_the_photo_goes_after_it_was_sent(chat: Chat, which: str) -> None:
    first = await chat.sees(WORDS if which == "text" else chat.cat)
    chat.fails("editMessageMedia", "message can't be edited")
    since = chat.world.journal.last

    now = await chat.taps(first, chat.dog)

    assert chat.shown == [(now, chat.dog.photo, "Dog")]
    assert chat.dialog.messages[now].inline_keyboard is not None
    assert [event.type for event in chat.world.journal.since(since, ALICE)] == ["message", "delete"]


@pytest.mark.parametrize("to_photo", [True, False])
async def test_file_is_left_where_it_is(chat: Chat, to_photo: bool) -> None:
    file = BufferedInputFile(b"BEGIN:VCALENDAR", "visit.ics")
    sent = await chat.bot.send_document(ALICE, file, caption="Visit", reply_markup=KEYBOARD)

    now = await chat.taps(chat.dialog.messages[sent.message_id], chat.cat if to_photo else WORDS)

    assert [words for _, _, words in chat.shown] == ["Visit", "Cat" if to_photo else "Words"]
    assert now == sent.message_id + 1


async def test_message_too_old_to_be_deleted_stays(chat: Chat, clock: Clock) -> None:
    first = await chat.sees(chat.cat)
    clock.pass_seconds(TWO_DAYS)

    now = await chat.taps(first, WORDS)

    assert chat.shown == [(first.id, chat.cat.photo, "Cat"), (now, "", "Words")]


@pytest.mark.parametrize("which", ["text", "photo"])
async def test_same_screen_again_is_no_failure(chat: Chat, which: str) -> None:
    screen = WORDS if which == "text" else chat.cat
    first = await chat.sees(screen)

    now = await chat.taps(first, screen)

    assert now == first.id
    assert len(chat.shown) == 1


async def test_same_photo_by_another_of_its_ids_is_no_failure(chat: Chat) -> None:
    first = await chat.sees(chat.cat)
    chat.fails("editMessageMedia", NOT_MODIFIED)

    now = await chat.taps(first, chat.dog)

    assert now == first.id
    assert len(chat.shown) == 1


@pytest.mark.parametrize("which", ["photo", "text"])
async def test_photo_that_telegram_refuses_is_left_out(chat: Chat, which: str) -> None:
    first = await chat.sees(chat.cat if which == "photo" else WORDS)

    now = await chat.taps(first, Screen("<b>Gone</b>", KEYBOARD, "a file of another bot"))

    assert chat.shown == [(now, "", "Gone")]
    assert chat.dialog.messages[now].inline_keyboard is not None


async def test_new_message_with_a_refused_photo_is_a_text(chat: Chat) -> None:
    sent = await chat.sees(Screen("Words", KEYBOARD, "a file of another bot"))

    assert chat.shown == [(sent.id, "", "Words")]


async def test_text_that_cannot_be_edited_any_more_is_left_where_it_is(chat: Chat) -> None:
    first = await chat.sees(WORDS)
    chat.fails("editMessageText", "message can't be edited")

    now = await chat.taps(first, Screen("Other words", KEYBOARD))

    assert chat.shown == [(first.id, "", "Words"), (now, "", "Other words")]


async def test_text_too_long_for_a_caption_comes_without_the_photo(chat: Chat) -> None:
    sent = await chat.sees(Screen("Щ" * 1025, KEYBOARD, chat.cat.photo))

    assert chat.shown == [(sent.id, "", "Щ" * 1025)]


async def test_longest_caption_is_one_that_telegram_takes(chat: Chat) -> None:
    sent = await chat.sees(Screen("<b>" + "Щ" * 1024 + "</b>", KEYBOARD, chat.cat.photo))

    assert chat.shown == [(sent.id, chat.cat.photo, "Щ" * 1024)]
