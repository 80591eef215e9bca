"""What the buttons of the price list as a whole carry: import, prices of many, order."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from services.booking_bot.domain.price_changes import PriceChange
from services.booking_bot.views.callbacks import DayNumber, PageNumber, RowId

CategoryOrAll = Annotated[int, Field(ge=0, lt=2**63)]


class AskPriceList(CallbackData, prefix="im"):
    pass


class TakeList(CallbackData, prefix="it"):
    """Takes the list over; ``change``: services of the same name, too."""

    change: bool


class OpenPrices(CallbackData, prefix="px"):
    """Many prices at once."""


class PickScope(CallbackData, prefix="pk"):
    """Of which services: ``category``, 0 all."""

    category: CategoryOrAll


class Prices(CallbackData, prefix="-"):
    """A change of prices as ``PriceChange`` has it; ``category`` 0 is all."""

    category: CategoryOrAll
    percent: bool
    amount: Annotated[int, Field(gt=-(10**14), lt=10**14)]
    rounding: Annotated[int, Field(gt=0, lt=10**6)]

    @property
    def change(self) -> PriceChange:
        """Raises ``InvalidPriceChange``."""
        return PriceChange(self.percent, self.amount, self.rounding, self.category or None)


class Way(TypedDict):
    category: int
    percent: bool
    amount: int
    rounding: int


def way_of(change: PriceChange) -> Way:
    """What the next button says again."""
    return {
        "category": change.category_id or 0,
        "percent": change.percent,
        "amount": change.amount,
        "rounding": change.rounding,
    }


class LookAt(Prices, prefix="pv"):
    """What it would do."""


class ApplyNow(Prices, prefix="py"):
    """``seen``: the code of the prices that are shown above it."""

    seen: Annotated[int, Field(ge=0, lt=2**32)]


class AskDay(Prices, prefix="pd"):
    """From which day."""


class PlanFor(Prices, prefix="pn"):
    day: DayNumber

    @property
    def wanted(self) -> date:
        return date.fromordinal(self.day)


class CancelPlanned(CallbackData, prefix="pz"):
    """Asks whether it is to be called off; when ``sure``, it is."""

    id: RowId
    sure: bool = False


class OpenOrder(CallbackData, prefix="or"):
    page: PageNumber = 0


class MoveInOrder(CallbackData, prefix="ov"):
    """One place up or down."""

    id: RowId
    up: bool
    page: PageNumber = 0
