"""Only the operators get in; everybody else gets one polite sentence."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, User

from services.master_bot.bot.views import platform
from services.shared.runtime.translations import Texts


@dataclass(frozen=True, slots=True, eq=False)
class OperatorsOnly(BaseMiddleware):
    """Stands before every handler of messages and taps. In groups the bot says nothing at all."""

    admin_ids: frozenset[int]

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if user is None or chat is None or chat.type != ChatType.PRIVATE:
            return None
        if user.id in self.admin_ids:
            return await handler(event, data)
        await _refuse(event, data["texts"])
        return None


async def _refuse(event: TelegramObject, texts: Texts) -> None:
    words = platform.not_for_you(texts)
    if isinstance(event, Message):
        await event.answer(words)
    elif isinstance(event, CallbackQuery):
        with contextlib.suppress(TelegramBadRequest):
            await event.answer(words, show_alert=True)
