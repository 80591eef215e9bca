"""What the buttons of customers' links carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import StringConstraints

from services.booking_bot.views.callbacks import RowId

CODE = r"[A-Za-z0-9_-]{8,50}"


class MakeLink(CallbackData, prefix="vl"):
    """A link for the customer of the booking ``id``."""

    id: RowId


class AgreeToLink(CallbackData, prefix="va"):
    """Whether who opened the link with this code agrees that his name and number are kept."""

    code: Annotated[str, StringConstraints(pattern=f"^{CODE}$")]
    agrees: bool
