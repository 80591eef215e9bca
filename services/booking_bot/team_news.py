"""Tells who sent an invitation to the team that somebody has joined by it."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNotFound

from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.use_cases.customers import GetCustomer
from services.booking_bot.use_cases.invitations import JoinedTold, NextJoined
from services.booking_bot.use_cases.settings import ReadSettings
from services.booking_bot.views.invitations import told as told_screen
from services.shared.telegram.screens import send

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TellJoined:
    """Each is told at least once: after a crash between sending and remembering it comes again.

    Raises what Telegram answers when another try can help; it is called again then.
    """

    bot: Bot
    next_joined: NextJoined
    joined_told: JoinedTold
    read_settings: ReadSettings
    get_customer: GetCustomer
    speech: Speech

    async def __call__(self) -> None:
        while (found := await self.next_joined()) is not None:
            invitation, person = found
            reader = await self.get_customer(user_id=invitation.invited_by)
            words = self.speech(None if reader is None else reader.language, await self.read_settings())
            try:
                await send(self.bot, invitation.invited_by, told_screen(words, invitation, person))
            except (TelegramForbiddenError, TelegramBadRequest, TelegramNotFound) as error:
                logger.info("who sent an invitation cannot be told: %s", error)
            await self.joined_told(invitation)
