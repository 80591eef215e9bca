"""The owner names the business and says how it is reached."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.customers import checked_phone
from services.booking_bot.domain.links import checked_link
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import SettingShop
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.business import ChangeBusiness
from services.booking_bot.views import owner_shop as views
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

ASKED = {
    Place.SHOP_NAME: (SettingShop.name, views.ask_name),
    Place.SHOP_PHONE: (SettingShop.phone, views.ask_phone),
    Place.SHOP_LINK: (SettingShop.link, views.ask_link),
}
ASKED_ABOUT = {Place.ASK_DROP_SHOP_PHONE: views.ask_drop_phone, Place.ASK_DROP_SHOP_LINK: views.ask_drop_link}
DROPPED = {Place.DROP_SHOP_PHONE: "shop_phone", Place.DROP_SHOP_LINK: "link"}


async def open_shop(query: CallbackQuery, words: Words, settings: BusinessSettings) -> None:
    await show(query, views.shop(words, settings))


async def ask(
    query: CallbackQuery, callback_data: Open, words: Words, settings: BusinessSettings, state: FSMContext
) -> None:
    step, question = ASKED[callback_data.place]
    await state.set_state(step)
    await show(query, question(words, settings))


async def ask_drop(query: CallbackQuery, callback_data: Open, words: Words, settings: BusinessSettings) -> None:
    await show(query, ASKED_ABOUT[callback_data.place](words, settings))


async def drop(query: CallbackQuery, callback_data: Open, words: Words, change_business: ChangeBusiness) -> None:
    settings = await change_business(by=query.from_user.id, **{DROPPED[callback_data.place]: ""})
    await show(query, views.saved(words, settings))


async def take(
    message: Message,
    words: Words,
    event_from_user: User,
    state: FSMContext,
    raw_state: str,
    change_business: ChangeBusiness,
) -> None:
    """The name, the number or the link."""
    typed = message.text or ""
    change = {"name": typed}
    if raw_state == SettingShop.phone.state:
        change = {"shop_phone": checked_phone(typed)}
    elif raw_state == SettingShop.link.state:
        change = {"link": checked_link(typed)}
    settings = await change_business(by=event_from_user.id, **change)
    await state.clear()
    await show(message, views.saved(words, settings))


def make_router() -> Router:
    router = Router(name="owner_shop")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_shop, Open.filter(F.place == Place.SHOP))
    router.callback_query.register(ask, Open.filter(F.place.in_(set(ASKED))))
    router.callback_query.register(ask_drop, Open.filter(F.place.in_(set(ASKED_ABOUT))))
    router.callback_query.register(drop, Open.filter(F.place.in_(set(DROPPED))))
    for step in (SettingShop.name, SettingShop.phone, SettingShop.link):
        router.message.register(take, step, F.text, flags=IN_DIALOG)
    return router
