"""The owner chooses the rules of booking."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.settings import ChangeSettings
from services.booking_bot.views import owner_rules as views
from services.booking_bot.views.callbacks import Open, Place, SetBookingRule
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_rules(query: CallbackQuery, words: Words, settings: BusinessSettings) -> None:
    await show(query, views.rules(words, settings))


async def set_rule(
    query: CallbackQuery, callback_data: SetBookingRule, words: Words, change_settings: ChangeSettings
) -> None:
    rule = views.RULES[min(callback_data.rule, len(views.RULES) - 1)]
    value = rule.values[min(callback_data.number, len(rule.values) - 1)]
    await show(query, views.rules(words, await change_settings(by=query.from_user.id, **{rule.name: value})))


def make_router() -> Router:
    router = Router(name="owner_rules")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_rules, Open.filter(F.place == Place.RULES))
    router.callback_query.register(set_rule, SetBookingRule.filter())
    return router
