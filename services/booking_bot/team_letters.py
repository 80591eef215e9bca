"""A letter to one person of the team, in that person's language, which is no notice about a booking."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNotFound

from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.use_cases.customers import GetCustomer
from services.booking_bot.use_cases.settings import ReadSettings
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen, send

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SendLetter:
    """One that cannot be delivered counts as sent. Raises what Telegram answers when another try can help."""

    bot: Bot
    read_settings: ReadSettings
    get_customer: GetCustomer
    speech: Speech

    async def __call__(self, user_id: int, written: Callable[[Words], Screen]) -> None:
        reader = await self.get_customer(user_id=user_id)
        words = self.speech(None if reader is None else reader.language, await self.read_settings())
        try:
            await send(self.bot, user_id, written(words))
        except (TelegramForbiddenError, TelegramBadRequest, TelegramNotFound) as error:
            logger.info("somebody of the team cannot be written to: %s", error)
