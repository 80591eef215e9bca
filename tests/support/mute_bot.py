"""The booking bot put together as in production, in the test's own process, with a Telegram that takes everything."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import GetMe, SendDocument, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import CallbackQuery, Chat, Message, Update, User

from services.booking_bot.app import LOCALES, Lifeline, Parts
from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.menu import Menu
from services.booking_bot.settings import BotSettings
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.own_texts import TextBook
from services.shared.runtime.clock import Clock
from services.shared.runtime.environment import Environment
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.poller import Progress

SAID = ("text", "caption", "reply_markup")
"""What people read of a call."""
THEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


class MuteTelegram(BaseSession):
    """Takes every call; ``said`` is what it was given since it was emptied, files as their bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._numbers = count(1)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  # as aiogram names it
    ) -> TelegramType:
        if isinstance(method, GetMe):
            return User(id=1, is_bot=True, first_name="Salon", username="salon_bot")  # type: ignore[return-value]  # GetMe's
        self.said += [str(value) for name in SAID if (value := getattr(method, name, None))]
        if isinstance(method, SendDocument):
            self.said.append(getattr(method.document, "data", b"").decode(errors="replace"))
        return _message(method, next(self._numbers)) if "Message" in str(method.__returning__) else True  # type: ignore[return-value]

    async def close(self) -> None:
        pass

    async def stream_content(self, *_args: object, **_more: object) -> AsyncGenerator[bytes, None]:
        yield b""


def _message(method: TelegramMethod[Any], number: int) -> Message:
    chat_id = getattr(method, "chat_id", None) or 1
    return Message(message_id=number, date=THEN, chat=Chat(id=chat_id, type="private"), text="…")


@dataclass
class MuteBot:
    """Feed it updates one by one."""

    storage: SqliteStorage
    clock: Clock
    telegram: MuteTelegram = field(default_factory=MuteTelegram)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        values = {"BOT_TOKEN": "7100001:" + "a" * 35, "ADMIN_IDS": "1", "DATABASE_PATH": "unused"}
        settings, translations = BotSettings.read(Environment(values)), Translations(LOCALES)
        self.bot = make_bot(settings.token, settings.telegram_api_url)
        self.bot.session = self.telegram
        speech = Speech(translations, TextBook(self.storage))
        parts = Parts(settings, Lifeline(Progress()), self.storage, speech, self.clock)
        self.dispatcher = parts.dispatcher(Menu(self.bot, translations))

    async def tap(self, user: User, data: str) -> str:
        """What the bot says to a button, as one text."""
        chat = Chat(id=user.id, type="private")
        under = Message(message_id=1, date=THEN, chat=chat, text="…", from_user=None)
        query = CallbackQuery(id="1", from_user=user, chat_instance="1", message=under, data=data)
        return await self._fed(Update(update_id=next(self._numbers), callback_query=query))

    async def say(self, user: User, text: str) -> str:
        chat = Chat(id=user.id, type="private")
        message = Message(message_id=1, date=THEN, chat=chat, from_user=user, text=text)
        return await self._fed(Update(update_id=next(self._numbers), message=message))

    async def _fed(self, update: Update) -> str:
        self.telegram.said.clear()
        await self.dispatcher.feed_update(self.bot, update)
        return "\n".join(self.telegram.said)
