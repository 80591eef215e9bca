"""The owner chooses whether customers are asked for their name and number, and gives the shop's own."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.customers import checked_phone
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import SettingContact
from services.booking_bot.handlers.taps import IN_DIALOG
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


async def ask_shop_phone(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    await state.set_state(SettingContact.shop_phone)
    await show(query, views.ask_shop_phone(words))


async def take_shop_phone(
    message: Message, words: Words, event_from_user: User, state: FSMContext, change_settings: ChangeSettings
) -> None:
    settings = await change_settings(by=event_from_user.id, shop_phone=checked_phone(message.text or ""))
    await state.clear()
    await show(message, views.contact_rules(words, settings, words("✅ Saved.")))


def make_router() -> Router:
    router = Router(name="owner_contact")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_rules, Open.filter(F.place == Place.CONTACT))
    router.callback_query.register(set_name_rule, SetNameRule.filter())
    router.callback_query.register(set_phone_rule, SetPhoneRule.filter())
    router.callback_query.register(ask_shop_phone, Open.filter(F.place == Place.SHOP_PHONE))
    router.message.register(take_shop_phone, SettingContact.shop_phone, F.text, flags=IN_DIALOG)
    return router
