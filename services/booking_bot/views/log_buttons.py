"""What the buttons of the log carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.views.callbacks import PageNumber

EVERYBODY = 0
Whose = Annotated[int, Field(ge=EVERYBODY, lt=2**53)]
"""A Telegram id."""


class OpenLog(CallbackData, prefix="lg"):
    of: Whose = EVERYBODY
    page: PageNumber = 0


class AskLogOf(CallbackData, prefix="lw"):
    """Whose changes alone."""

    page: PageNumber = 0
