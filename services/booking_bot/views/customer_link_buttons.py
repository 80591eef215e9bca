"""What the buttons of customers' links carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import StringConstraints

from services.booking_bot.domain.one_time_codes import PATTERN
from services.booking_bot.views.callbacks import RowId


class MakeLink(CallbackData, prefix="vl"):
    """A link for the customer of the booking ``id``."""

    id: RowId


class AgreeToLink(CallbackData, prefix="va"):
    """Whether who opened the link with this code agrees that his name and number are kept."""

    code: Annotated[str, StringConstraints(pattern=f"^{PATTERN}$")]
    agrees: bool
