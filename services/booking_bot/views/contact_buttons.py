"""What the owner's buttons about names and numbers carry."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from services.booking_bot.domain.consent import NameRule


class SetNameRule(CallbackData, prefix="nr"):
    """Whether customers are asked for their name."""

    rule: NameRule
