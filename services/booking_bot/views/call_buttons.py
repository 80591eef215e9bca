"""What the buttons of the call list carry."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.calls import CallResult
from services.booking_bot.views.callbacks import PageNumber, RowId


class OpenCalls(CallbackData, prefix="kl"):
    page: PageNumber = 0


class _OfCall(CallbackData, prefix="-"):
    """About the booking ``id`` in this ``version``, from a page of the list."""

    id: RowId
    version: Annotated[int, Field(gt=0, lt=2**31)]
    page: PageNumber = 0


class TapCall(_OfCall, prefix="kt"):
    """What came of calling."""

    result: CallResult


class TakeCallBack(_OfCall, prefix="ku"):
    """Nothing has been said of a call."""
