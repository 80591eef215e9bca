"""What a bot shows: a text or a photo with its keyboard, sent as a new message or put in the place of the one that was
tapped."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    TelegramObject,
)

logger = logging.getLogger(__name__)

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Screen:
    """``text`` is HTML. Only a screen without a reply keyboard can take the place of another.

    ``photo`` is a file id of Telegram's, or a picture to be sent. The text is its caption, which has room for 1,024
    characters: a longer text is shown without the photo.
    """

    text: str
    keyboard: Keyboard | None = None
    photo: str | InputFile | None = None

    @property
    def inline(self) -> InlineKeyboardMarkup | None:
        return self.keyboard if isinstance(self.keyboard, InlineKeyboardMarkup) else None

    @property
    def replaces(self) -> bool:
        return self.keyboard is None or self.inline is not None

    @property
    def shown_photo(self) -> str | InputFile | None:
        """The photo, unless the text is too long to be its caption."""
        return self.photo if length_of(self.text) <= LONGEST_CAPTION else None


def length_of(html: str) -> int:
    """How long a text is for Telegram: UTF-16 units, tags aside."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def rows(*buttons: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """An inline keyboard of these rows; empty ones are left out."""
    return InlineKeyboardMarkup(inline_keyboard=[row for row in buttons if row])


async def show(event: Message | CallbackQuery, screen: Screen) -> Message:
    """Answer a message with a new one; after a tap, put the screen in the place of the message that was tapped.

    That is an edit where Telegram takes one. A photo that becomes a text, and a photo or a text that cannot become the
    photo, is deleted after the screen was sent as a new message, so that something is there at any time. A text that
    cannot become another text is left where it is. Gives the message that now shows the screen.
    """
    assert event.bot is not None
    if isinstance(event, Message):
        return await send(event.bot, event.chat.id, screen)
    tapped = event.message if isinstance(event.message, Message) and screen.replaces else None
    if tapped is not None and await replace(event.bot, tapped, screen):
        return tapped
    sent = await send(event.bot, event.from_user.id, screen)
    if tapped is not None and (tapped.photo or (tapped.text and screen.shown_photo)):
        await _delete(event.bot, tapped)
    return sent


async def send(bot: Bot, chat_id: int, screen: Screen) -> Message:
    """A new message. A photo that Telegram refuses (the file is gone, or is another bot's) is left out."""
    if screen.shown_photo is not None:
        try:
            return await bot.send_photo(chat_id, screen.shown_photo, caption=screen.text, reply_markup=screen.keyboard)
        except TelegramBadRequest as error:
            logger.warning("a photo was not shown: %s", error.message)
    return await bot.send_message(chat_id, screen.text, reply_markup=screen.keyboard)


async def replace(bot: Bot, message: Message, screen: Screen) -> bool:
    """Put ``screen`` into ``message`` by an edit; False when Telegram does not let it be changed any more, or a photo
    would have to become a text."""
    if not _can_become(message, screen.shown_photo):
        return False
    try:
        await _edit(bot, message, screen)
    except TelegramBadRequest as error:
        return "message is not modified" in error.message
    return True


def _can_become(message: Message, photo: str | InputFile | None) -> bool:
    """A photo can be put into a text, and not be taken away again. A file is never replaced: it is there to be kept."""
    return not message.photo if photo is None else bool(message.photo or message.text)


async def _edit(bot: Bot, message: Message, screen: Screen) -> None:
    chat_id, message_id, photo = message.chat.id, message.message_id, screen.shown_photo
    if photo is None:
        await bot.edit_message_text(screen.text, chat_id=chat_id, message_id=message_id, reply_markup=screen.inline)
    elif photo in {size.file_id for size in message.photo or ()}:
        await bot.edit_message_caption(
            chat_id=chat_id, message_id=message_id, caption=screen.text, reply_markup=screen.inline
        )
    else:  # the first one, another one; or the same by another of its ids, which change with time
        media = InputMediaPhoto(media=photo, caption=screen.text)
        await bot.edit_message_media(media, chat_id=chat_id, message_id=message_id, reply_markup=screen.inline)


async def _delete(bot: Bot, message: Message) -> None:
    """A message older than 48 hours stays, and its buttons go on working."""
    try:
        await bot.delete_message(message.chat.id, message.message_id)
    except TelegramAPIError as error:
        logger.info("a message was not deleted: %s", type(error).__name__)


class AnswerTaps(BaseMiddleware):
    """Answers each tap before it is handled, so that the button's clock stops whatever follows.

    A tap that came while the bot was away is too old to be answered, and handled all the same.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if isinstance(event, CallbackQuery):
            with contextlib.suppress(TelegramBadRequest):
                await event.answer()
        return await handler(event, data)
