"""The bot's menu of commands, in both languages; admins see theirs too."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeChat, BotCommandScopeDefault

from services.booking_bot.views.commands import customer_commands, owner_commands
from services.shared.runtime.translations import SOURCE, Translations

logger = logging.getLogger(__name__)


async def set_menu(bot: Bot, translations: Translations, admin_ids: Iterable[int]) -> None:
    """May be repeated. An admin who has never written to the bot has no chat yet: that is no failure."""
    scopes = [BotCommandScopeChat(chat_id=admin_id) for admin_id in admin_ids]
    for language, texts in translations.items():
        code = None if language == SOURCE else language
        await _attempt(bot, BotCommandScopeDefault(), code, customer_commands(texts))
        for scope in scopes:
            await _attempt(bot, scope, code, owner_commands(texts))


async def _attempt(
    bot: Bot, scope: BotCommandScopeDefault | BotCommandScopeChat, code: str | None, commands: list[BotCommand]
) -> None:
    try:
        await bot.set_my_commands(commands, scope=scope, language_code=code)
    except (AiogramError, OSError, TimeoutError) as error:
        logger.info("a menu was not set: %s", error)
