"""The owner chooses the rules of booking and of reminding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.settings import ChangeSettings
from services.booking_bot.views import owner_reminders, owner_rules, owner_visit_rules
from services.booking_bot.views.callbacks import Open, Place, RuleSheet, SetRule
from services.booking_bot.views.rules import Rule, chosen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen, show


@dataclass(frozen=True, slots=True)
class Sheet:
    """A screen, and the rules that its buttons name."""

    rules: Sequence[Rule]
    screen: Callable[[Words, BusinessSettings], Screen]


SHEETS = {
    RuleSheet.REMINDERS: Sheet(owner_reminders.RULES, owner_reminders.reminders),
    RuleSheet.BOOKING: Sheet(owner_rules.RULES, owner_rules.rules),
    RuleSheet.VISIT: Sheet(owner_visit_rules.RULES, owner_visit_rules.visit_rules),
}


async def open_reminders(query: CallbackQuery, words: Words, settings: BusinessSettings) -> None:
    await show(query, owner_reminders.reminders(words, settings))


async def open_rules(query: CallbackQuery, words: Words, settings: BusinessSettings) -> None:
    await show(query, owner_rules.rules(words, settings))


async def open_visit_rules(query: CallbackQuery, words: Words, settings: BusinessSettings) -> None:
    await show(query, owner_visit_rules.visit_rules(words, settings))


async def set_rule(query: CallbackQuery, callback_data: SetRule, words: Words, change_settings: ChangeSettings) -> None:
    sheet = SHEETS[callback_data.sheet]
    option = chosen(sheet.rules, callback_data.rule, callback_data.number)
    await show(query, sheet.screen(words, await change_settings(by=query.from_user.id, **option)))


def make_router() -> Router:
    router = Router(name="owner_rules")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_reminders, Open.filter(F.place == Place.REMINDERS))
    router.callback_query.register(open_rules, Open.filter(F.place == Place.RULES))
    router.callback_query.register(open_visit_rules, Open.filter(F.place == Place.VISIT_RULES))
    router.callback_query.register(set_rule, SetRule.filter())
    return router
