"""What the buttons of chairs and rooms carry."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.resources import MOST_UNITS
from services.booking_bot.views.callbacks import PageNumber, RowId


class OpenResources(CallbackData, prefix="rl"):
    page: PageNumber = 0


class NameResource(CallbackData, prefix="rn"):
    """A new one is asked for."""


class ResourceAct(StrEnum):
    SHOW = "s"
    RENAME = "n"
    COUNT = "c"
    ASK_REMOVE = "a"
    REMOVE = "r"


class OfResource(CallbackData, prefix="rc"):
    """``page`` of the services on its card."""

    act: ResourceAct
    id: RowId
    page: PageNumber = 0


class SetUnits(CallbackData, prefix="ru"):
    id: RowId
    units: Annotated[int, Field(ge=1, le=MOST_UNITS)]


class SetTaker(CallbackData, prefix="rt"):
    """Whether visits of ``service`` take one; ``page`` is the one to stay on."""

    id: RowId
    service: RowId
    needed: bool
    page: PageNumber = 0
