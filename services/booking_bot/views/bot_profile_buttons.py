"""What the buttons of the bot's profile carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.bot_profile import BotProfilePart


class OpenBotProfile(CallbackData, prefix="po"):
    pass


class AskBotProfilePart(CallbackData, prefix="pe"):
    language: Annotated[str, Field(max_length=8)]
    part: BotProfilePart


class PutBotProfile(CallbackData, prefix="pp"):
    """Puts the texts into Telegram."""


class AskBotPhoto(CallbackData, prefix="pb"):
    pass
