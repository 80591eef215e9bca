"""The owner chooses whether customers are asked for their name and number."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.settings import ChangeSettings
from services.booking_bot.views import owner_contact as views
from services.booking_bot.views.callbacks import Open, Place, SetPhoneRule
from services.booking_bot.views.contact_buttons import SetNameRule
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_rules(query: CallbackQuery, words: Words, settings: BusinessSettings) -> None:
    await show(query, views.contact_rules(words, settings))


async def set_name_rule(
    query: CallbackQuery, callback_data: SetNameRule, words: Words, change_settings: ChangeSettings
) -> None:
    settings = await change_settings(by=query.from_user.id, name_rule=callback_data.rule.value)
    await show(query, views.contact_rules(words, settings))


async def set_phone_rule(
    query: CallbackQuery, callback_data: SetPhoneRule, words: Words, change_settings: ChangeSettings
) -> None:
    settings = await change_settings(by=query.from_user.id, phone_rule=callback_data.rule.value)
    await show(query, views.contact_rules(words, settings))


def make_router() -> Router:
    router = Router(name="owner_contact")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_rules, Open.filter(F.place == Place.CONTACT))
    router.callback_query.register(set_name_rule, SetNameRule.filter())
    router.callback_query.register(set_phone_rule, SetPhoneRule.filter())
    return router
