"""What the buttons of time that became free carry."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.views.callbacks import PageNumber, RowId
from services.booking_bot.views.choices import Minute


class _OfHole(CallbackData, prefix="-"):
    """Free time of the specialist ``who`` from ``minute`` on, which counts from 1970."""

    who: RowId
    minute: Minute

    @property
    def start(self) -> datetime:
        return datetime.fromtimestamp(self.minute * 60, UTC)


class FillHole(_OfHole, prefix="hf"):
    """What can be booked into it by hand."""

    page: PageNumber = 0


class BlockHole(_OfHole, prefix="hk"):
    """Keeps it free, ``length`` minutes long."""

    length: Annotated[int, Field(gt=0, le=24 * 60)]
