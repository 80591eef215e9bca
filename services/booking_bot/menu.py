"""The bot's menu of commands, in both languages; admins see theirs too."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeChat, BotCommandScopeDefault

from services.booking_bot.views.commands import customer_commands, owner_commands
from services.shared.runtime.translations import SOURCE, Texts, Translations

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Menu:
    """Sets the lists of commands; each may be set again and again."""

    bot: Bot
    translations: Translations
    _admins: set[int] = field(default_factory=set)

    async def for_customers(self) -> None:
        for code, texts in self._languages():
            await self._set(BotCommandScopeDefault(), code, customer_commands(texts))

    async def for_admin(self, user_id: int) -> None:
        """Once a run; Telegram refuses it before the admin's first word, so it is set when one speaks."""
        if user_id in self._admins:
            return
        self._admins.add(user_id)
        for code, texts in self._languages():
            await self._set(BotCommandScopeChat(chat_id=user_id), code, owner_commands(texts))

    def _languages(self) -> list[tuple[str | None, Texts]]:
        return [(None if name == SOURCE else name, texts) for name, texts in self.translations.items()]

    async def _set(
        self, scope: BotCommandScopeDefault | BotCommandScopeChat, code: str | None, commands: list[BotCommand]
    ) -> None:
        try:
            await self.bot.set_my_commands(commands, scope=scope, language_code=code)
        except (AiogramError, OSError, TimeoutError) as error:
            logger.info("a menu was not set: %s", type(error).__name__)
