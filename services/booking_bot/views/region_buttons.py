"""What the buttons of language, currency and time zone carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

ZoneName = Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9_+/-]+$")]


class SetLocale(CallbackData, prefix="gl"):
    """The language for those who have not chosen one."""

    language: Annotated[str, Field(max_length=8)]


class PickCurrency(CallbackData, prefix="gc"):
    code: Annotated[str, Field(max_length=3)]


class OpenNeighbours(CallbackData, prefix="zn"):
    """Zones of other countries."""


class LookAt(CallbackData, prefix="zl"):
    """What the change to this zone would mean."""

    name: ZoneName


class TakeZone(CallbackData, prefix="zt"):
    name: ZoneName
