"""What the buttons carry that say what became of a visit."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from services.booking_bot.domain.outcomes import Outcome, PaidBy
from services.booking_bot.views.callbacks import DayNumber, PageNumber, RowId


class TapOutcome(CallbackData, prefix="oc"):
    id: RowId
    outcome: Outcome


class TapPaidBy(CallbackData, prefix="op"):
    id: RowId
    by: PaidBy


class AskSum(CallbackData, prefix="os"):
    """Asks for another sum, or for the tip."""

    id: RowId
    tip: bool = False


class OpenClosing(CallbackData, prefix="ol"):
    """The visits of a day, to say who did not come."""

    day: DayNumber
    page: PageNumber = 0


class TapInClosing(CallbackData, prefix="ot"):
    day: DayNumber
    page: PageNumber
    id: RowId
    outcome: Outcome


class RestOfDayCame(CallbackData, prefix="od"):
    day: DayNumber
