"""What a bot shows: a text with its keyboard, sent as a new message or put in the place of the one that was tapped."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    TelegramObject,
)

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True, slots=True)
class Screen:
    """``text`` is HTML. Only a screen without a reply keyboard can take the place of another."""

    text: str
    keyboard: Keyboard | None = None

    @property
    def inline(self) -> InlineKeyboardMarkup | None:
        return self.keyboard if isinstance(self.keyboard, InlineKeyboardMarkup) else None

    @property
    def replaces(self) -> bool:
        return self.keyboard is None or self.inline is not None


def rows(*buttons: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """An inline keyboard of these rows; empty ones are left out."""
    return InlineKeyboardMarkup(inline_keyboard=[row for row in buttons if row])


async def show(event: Message | CallbackQuery, screen: Screen) -> Message:
    """Answer a message with a new one; after a tap, change the message that was tapped (or send a new one if it is
    too old for that). Gives the message that now shows the screen."""
    if isinstance(event, Message):
        return await event.answer(screen.text, reply_markup=screen.keyboard)
    assert event.bot is not None
    if isinstance(event.message, Message) and screen.replaces and await replace(event.bot, event.message, screen):
        return event.message
    return await event.bot.send_message(event.from_user.id, screen.text, reply_markup=screen.keyboard)


async def replace(bot: Bot, message: Message, screen: Screen) -> bool:
    """Put ``screen`` into ``message``; False when Telegram does not let it be changed any more."""
    try:
        await bot.edit_message_text(
            screen.text, chat_id=message.chat.id, message_id=message.message_id, reply_markup=screen.inline
        )
    except TelegramBadRequest as error:
        return "message is not modified" in error.message
    return True


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
