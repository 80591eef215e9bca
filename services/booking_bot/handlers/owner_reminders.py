"""The owner chooses when customers are reminded."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.settings import ChangeSettings
from services.booking_bot.views import owner_reminders as views
from services.booking_bot.views.callbacks import Open, Place, SetRule
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_reminders(query: CallbackQuery, words: Words, settings: BusinessSettings) -> None:
    await show(query, views.reminders(words, settings))


async def set_rule(query: CallbackQuery, callback_data: SetRule, words: Words, change_settings: ChangeSettings) -> None:
    options = views.OPTIONS[min(callback_data.rule, len(views.OPTIONS) - 1)]
    option = options[min(callback_data.number, len(options) - 1)]
    await show(query, views.reminders(words, await change_settings(by=query.from_user.id, **option.settings)))


def make_router() -> Router:
    router = Router(name="owner_reminders")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_reminders, Open.filter(F.place == Place.REMINDERS))
    router.callback_query.register(set_rule, SetRule.filter())
    return router
