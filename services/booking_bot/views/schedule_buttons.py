"""What the buttons of shifts, exceptions and blocked time carry."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.views.callbacks import DayNumber, PageNumber, RowId

OF_ALL = 0
Who = Annotated[int, Field(ge=OF_ALL, lt=2**63)]
"""A specialist's id; 0 is the whole business."""
ShiftDays = Annotated[int, Field(ge=1, le=31)]


def who_of(specialist_id: int | None) -> int:
    return OF_ALL if specialist_id is None else specialist_id


class ShiftAct(StrEnum):
    SHOW = "s"
    ASK_DROP = "a"
    DROP = "d"
    REPLACE = "r"
    """Sets the shift that was asked about, in the place of those that begin later."""


class OfShifts(CallbackData, prefix="sh"):
    act: ShiftAct
    who: RowId


class AskShiftStart(CallbackData, prefix="sq"):
    """Which of the coming days is the first of ``on`` days of work, with ``off`` days off after them."""

    who: RowId
    on: ShiftDays
    off: ShiftDays


class StartShift(CallbackData, prefix="ss"):
    who: RowId
    on: ShiftDays
    off: ShiftDays
    day: DayNumber

    @property
    def anchor(self) -> date:
        return date.fromordinal(self.day)


class OpenExceptions(CallbackData, prefix="sx"):
    """Other hours and days off of one specialist, or closed days of the business."""

    who: Who
    page: PageNumber = 0

    @property
    def specialist_id(self) -> int | None:
        return self.who or None


class ExceptionAct(StrEnum):
    ASK = "a"
    REMOVE = "r"


class OfException(CallbackData, prefix="se"):
    act: ExceptionAct
    who: Who
    id: RowId

    @property
    def specialist_id(self) -> int | None:
        return self.who or None


class OpenFreeHours(CallbackData, prefix="bh"):
    """Which hour of the day is to be blocked; ``who`` 0: the first specialist's."""

    day: DayNumber
    who: Who = OF_ALL

    @property
    def wanted(self) -> date:
        return date.fromordinal(self.day)

    @property
    def specialist_id(self) -> int | None:
        return self.who or None


class BlockHour(CallbackData, prefix="bk"):
    """Blocks an hour; ``minute`` counts from 1970."""

    who: RowId
    minute: Annotated[int, Field(ge=0, lt=120_000_000)]

    @property
    def start(self) -> datetime:
        return datetime.fromtimestamp(0, UTC) + timedelta(minutes=self.minute)


class BlockAnyway(BlockHour, prefix="by"):
    """Blocks it though somebody is booked then."""


class LiftBlock(CallbackData, prefix="bl"):
    """``day`` and ``who`` (0: everybody): which board is shown afterwards."""

    id: RowId
    day: DayNumber
    who: Who = OF_ALL

    @property
    def specialist_id(self) -> int | None:
        return self.who or None

    @property
    def wanted(self) -> date:
        return date.fromordinal(self.day)
