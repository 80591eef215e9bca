"""What the buttons of the call list carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.calls import CallResult
from services.booking_bot.views.callbacks import PageNumber, RowId


class OpenCalls(CallbackData, prefix="kl"):
    page: PageNumber = 0


class TapCall(CallbackData, prefix="kt"):
    """What came of calling about the booking ``id`` in this ``version``; None takes it back."""

    id: RowId
    version: Annotated[int, Field(gt=0, lt=2**31)]
    result: CallResult | None = None
    page: PageNumber = 0
