"""What the buttons of data retention carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field


class KeepFor(CallbackData, prefix="kf"):
    """Asks before data are deleted after so many years; when ``sure``, they are. 0 years: for ever."""

    years: Annotated[int, Field(ge=0, le=10)]
    sure: bool = False
