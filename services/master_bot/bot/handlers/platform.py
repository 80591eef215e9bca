"""Figures; old buttons; what went wrong."""

from __future__ import annotations

import logging

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, ErrorEvent, Message

from services.master_bot.bot.fleet import Fleet
from services.master_bot.bot.views import commands, platform
from services.master_bot.bot.views.callbacks import ShowNumbers
from services.shared.master_api.errors import MasterApiError
from services.shared.runtime.translations import Texts, Translations, language_of
from services.shared.telegram.screens import show

logger = logging.getLogger(__name__)


async def numbers(event: Message | CallbackQuery, texts: Texts, fleet: Fleet) -> None:
    await show(event, platform.numbers(texts, await fleet.numbers()))


async def old_button(query: CallbackQuery, texts: Texts) -> None:
    await show(query, platform.lost(texts))


async def failed(event: ErrorEvent, translations: Translations) -> None:
    if isinstance(event.exception, MasterApiError):
        logger.warning("the master API: %s", event.exception)
    else:
        logger.error("an update was not handled", exc_info=event.exception)
    update = event.update.message or event.update.callback_query
    if update is not None and update.from_user is not None:
        texts = translations[language_of(update.from_user.language_code)]
        await show(update, platform.problem(texts, event.exception))


def platform_router() -> Router:
    router = Router(name="platform")
    router.message.register(numbers, Command(commands.NUMBERS))
    router.callback_query.register(numbers, ShowNumbers.filter())
    return router


def leftovers_router() -> Router:
    router = Router(name="leftovers")
    router.callback_query.register(old_button)
    router.error.register(failed)
    return router
