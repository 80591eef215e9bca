"""What the buttons of the board of a day carry."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.views.callbacks import DayNumber, PageNumber

EVERYBODY = 0


class _OfDay(CallbackData, prefix="-"):
    day: DayNumber
    page: PageNumber = 0

    @property
    def wanted(self) -> date:
        return date.fromordinal(self.day)


class AskWhose(_OfDay, prefix="bw"):
    """Whose day is to be shown."""


class DrawDay(_OfDay, prefix="bp"):
    """The board as a picture; ``who`` 0: everybody's."""

    who: Annotated[int, Field(ge=EVERYBODY, lt=2**63)] = EVERYBODY

    @property
    def specialist_id(self) -> int | None:
        return self.who or None
