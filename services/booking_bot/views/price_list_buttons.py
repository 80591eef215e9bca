"""What the buttons of the price list as a whole carry: import, prices of many, order."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class AskPriceList(CallbackData, prefix="im"):
    pass


class TakeList(CallbackData, prefix="it"):
    """Takes the list over; ``change``: services of the same name, too."""

    change: bool
