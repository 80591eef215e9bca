"""What the buttons of pay carry."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.outcomes import HIGHEST_SUM
from services.booking_bot.domain.pay import PayKind, PayTerms, Period
from services.booking_bot.views.callbacks import LAST_DAY, DayNumber, PageNumber, RowId
from services.booking_bot.views.schedule_buttons import OF_ALL, Who

THIS_MONTH = 0


class Days(TypedDict):
    first: int
    last: int


def days_of(period: Period) -> Days:
    return {"first": period.first.toordinal(), "last": period.last.toordinal()}


class _InPeriod(CallbackData, prefix="-"):
    """``first`` and ``last`` are days; this month without them."""

    first: Annotated[int, Field(ge=0, le=LAST_DAY)] = THIS_MONTH
    last: Annotated[int, Field(ge=0, le=LAST_DAY)] = THIS_MONTH

    @property
    def period(self) -> Period | None:
        """Raises ``RangeReversed``, ``RangeTooLong``, ``DayOutOfReach`` for forged days."""
        if THIS_MONTH in (self.first, self.last):
            return None
        return Period.of(date.fromordinal(self.first), date.fromordinal(self.last))


class OpenPay(_InPeriod, prefix="$"):
    """The report of a period, of all specialists."""

    page: PageNumber = 0


class OpenPayOf(_InPeriod, prefix="$o"):
    """Of one, with her visits."""

    who: RowId
    page: PageNumber = 0


class AskPeriod(CallbackData, prefix="$q"):
    """Asks for other days."""

    who: Who = OF_ALL


class SendPayFile(_InPeriod, prefix="$f"):
    """The report as a file."""

    who: Who = OF_ALL


class OpenPayTerms(CallbackData, prefix="$t"):
    """By what the specialist is paid."""

    who: RowId


class AskPayValue(CallbackData, prefix="$k"):
    """How much, then from when."""

    who: RowId
    kind: PayKind


class _OfTerms(CallbackData, prefix="-"):
    who: RowId
    kind: PayKind
    value: Annotated[int, Field(ge=0, le=HIGHEST_SUM)]

    @property
    def terms(self) -> PayTerms:
        """Raises ``InvalidPercent``, ``InvalidSum``."""
        return PayTerms.of(self.kind, self.value)


class AskPayDay(_OfTerms, prefix="$d"):
    """Asks for a day that no button names."""


class SetPayFrom(_OfTerms, prefix="$s"):
    day: DayNumber

    @property
    def first_day(self) -> date:
        return date.fromordinal(self.day)


class DropPay(CallbackData, prefix="$x"):
    """Terms that were to hold from a day to come do not."""

    who: RowId
    id: RowId
