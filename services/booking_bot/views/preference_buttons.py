"""What the buttons of the screen “Notifications” carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.preferences import Told
from services.booking_bot.views.screen import Row, button
from services.booking_bot.views.words import Words


class OpenPreferences(CallbackData, prefix="np"):
    """How somebody of the business is told."""


class SetTold(CallbackData, prefix="nw"):
    told: Told


class SetPreference(CallbackData, prefix="nx"):
    """One of the other choices, both by their places in the lists of the screen."""

    rule: Annotated[int, Field(ge=0, lt=10)]
    number: Annotated[int, Field(ge=0, lt=100)]


def preferences_row(words: Words) -> Row:
    """The way to the screen, for everybody of the business."""
    return [button(words.label("🔔 Notifications"), OpenPreferences())]
