"""Tells the owners that more is used than their plan holds, and when that is over."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNotFound

from services.booking_bot.handlers.visitors import Speech
from services.booking_bot.use_cases.customers import GetCustomer
from services.booking_bot.use_cases.plan_limits import LookAtPlan, PlanTold
from services.booking_bot.use_cases.settings import ReadSettings
from services.booking_bot.views.plan import letter as plan_letter
from services.shared.telegram.screens import send

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TellPlanNews:
    """Each owner is told at least once: after a crash between sending and remembering it comes again.

    Gives when there is something to do next. Raises what Telegram answers when another try can help.
    """

    bot: Bot
    look: LookAtPlan
    told: PlanTold
    read_settings: ReadSettings
    get_customer: GetCustomer
    speech: Speech

    async def __call__(self) -> datetime | None:
        look = await self.look()
        for letter in look.letters:
            reader = await self.get_customer(user_id=letter.user_id)
            words = self.speech(None if reader is None else reader.language, await self.read_settings())
            try:
                await send(self.bot, letter.user_id, plan_letter(words, letter))
            except (TelegramForbiddenError, TelegramBadRequest, TelegramNotFound) as error:
                logger.info("an owner cannot be told of the plan: %s", error)
            await self.told(letter)
        return look.next_at
