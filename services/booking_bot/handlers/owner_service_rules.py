"""The owner chooses what a service has for itself: its windows and the gaps around it."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.services import GetService, SetServiceRules
from services.booking_bot.views import owner_service_rules as views
from services.booking_bot.views.callbacks import OfService, ServiceAct, SetServiceRule
from services.booking_bot.views.rules import chosen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_service_rules(
    query: CallbackQuery, callback_data: OfService, words: Words, settings: BusinessSettings, get_service: GetService
) -> None:
    await show(query, views.service_rules(words, settings, await get_service(callback_data.id)))


async def set_service_rule(
    query: CallbackQuery,
    callback_data: SetServiceRule,
    words: Words,
    settings: BusinessSettings,
    set_service_rules: SetServiceRules,
) -> None:
    option = chosen(views.RULES, callback_data.rule, callback_data.number)
    service = await set_service_rules(callback_data.id, option, by=query.from_user.id)
    await show(query, views.service_rules(words, settings, service))


def make_router() -> Router:
    router = Router(name="owner_service_rules")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_service_rules, OfService.filter(F.act == ServiceAct.RULES))
    router.callback_query.register(set_service_rule, SetServiceRule.filter())
    return router
