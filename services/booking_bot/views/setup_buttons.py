"""What the buttons of setting up carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.setup import SetupStep

Key = Annotated[str, Field(max_length=20)]
Place = Annotated[int, Field(ge=0, lt=100)]


class SetUp(CallbackData, prefix="su"):
    """Goes on where the owner was."""


class GoToSetupStep(CallbackData, prefix="sg"):
    step: SetupStep


class PickKind(CallbackData, prefix="sk"):
    """A kind of business by its key."""

    key: Key


class TickTemplate(CallbackData, prefix="st"):
    """Ticks or unticks a service of the chosen kind, by its place."""

    place: Place


class TakeTemplates(CallbackData, prefix="sa"):
    """Adds the ticked services."""


class TakeWeek(CallbackData, prefix="sw"):
    """A week from the list of usual ones, by its place."""

    place: Place


class DropChecklist(CallbackData, prefix="sd"):
    """The owner knows what is missing and does not want to read it again: asks once; when ``sure``, it is gone."""

    sure: bool = False
