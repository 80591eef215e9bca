"""The owner says in which language and currency the business lives."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.region_screen import RegionScreen
from services.booking_bot.handlers.visitors import IsAdmin, Speech
from services.booking_bot.use_cases.business import ChangeBusiness, MayChangeCurrency, SetCurrency
from services.booking_bot.views import owner_region
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.region_buttons import PickCurrency, SetLocale
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_region(
    query: CallbackQuery, words: Words, settings: BusinessSettings, region_screen: RegionScreen
) -> None:
    await show(query, await region_screen(words, settings, query.from_user.id))


async def set_locale(
    query: CallbackQuery,
    callback_data: SetLocale,
    customer: Customer,
    speech: Speech,
    change_business: ChangeBusiness,
    region_screen: RegionScreen,
) -> None:
    """Whoever has chosen no language of his own reads the new one at once."""
    settings = await change_business(by=query.from_user.id, locale=callback_data.language)
    words = speech(customer.language, settings)
    await show(query, await region_screen(words, settings, query.from_user.id, words("✅ Saved.")))


async def open_currencies(
    query: CallbackQuery, words: Words, settings: BusinessSettings, may_change_currency: MayChangeCurrency
) -> None:
    may_change = await may_change_currency(by=query.from_user.id)
    await show(query, owner_region.currencies(words, settings, may_change=may_change))


async def pick_currency(
    query: CallbackQuery,
    callback_data: PickCurrency,
    words: Words,
    set_currency: SetCurrency,
    region_screen: RegionScreen,
) -> None:
    settings = await set_currency(callback_data.code, by=query.from_user.id)
    await show(query, await region_screen(words, settings, query.from_user.id, words("✅ Saved.")))


def make_router() -> Router:
    router = Router(name="owner_region")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_region, Open.filter(F.place == Place.REGION))
    router.callback_query.register(set_locale, SetLocale.filter())
    router.callback_query.register(open_currencies, Open.filter(F.place == Place.CURRENCY))
    router.callback_query.register(pick_currency, PickCurrency.filter())
    return router
