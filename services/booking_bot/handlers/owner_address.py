"""The owner says where customers come: an address, and a point on the map."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Location, Message, User

from services.booking_bot.domain.address import Point, checked_address
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import SettingAddress
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed_place import read_point
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.settings import ChangeSettings
from services.booking_bot.views import owner_address as views
from services.booking_bot.views.callbacks import AddressAct, OfAddress
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

ANYTHING_ASKED = StateFilter(SettingAddress.text, SettingAddress.point)


async def open_address(query: CallbackQuery, words: Words, settings: BusinessSettings) -> None:
    await show(query, views.address(words, settings))


async def ask_address(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    await state.set_state(SettingAddress.text)
    await show(query, views.ask_address(words))


async def ask_point(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    await state.set_state(SettingAddress.point)
    await show(query, views.ask_point(words))


async def ask_drop(query: CallbackQuery, callback_data: OfAddress, words: Words, settings: BusinessSettings) -> None:
    """Whether the address is to go, or the point; of what is gone already nothing is asked."""
    if callback_data.act is AddressAct.ASK_DROP and settings.address:
        await show(query, views.ask_drop(words, settings))
    elif callback_data.act is AddressAct.ASK_DROP_POINT and settings.point is not None:
        await show(query, views.ask_drop_point(words, settings))
    else:
        await show(query, views.address(words, settings))


async def drop_address(query: CallbackQuery, words: Words, change_settings: ChangeSettings) -> None:
    await show(query, views.saved(words, await change_settings(by=query.from_user.id, address="")))


async def drop_point(query: CallbackQuery, words: Words, change_settings: ChangeSettings) -> None:
    await show(query, views.saved(words, await change_settings(by=query.from_user.id, point=None)))


async def take_address(
    message: Message, words: Words, event_from_user: User, state: FSMContext, change_settings: ChangeSettings
) -> None:
    settings = await change_settings(by=event_from_user.id, address=checked_address(message.text or ""))
    await state.clear()
    await show(message, views.saved(words, settings))


async def take_location(
    message: Message,
    location: Location,
    words: Words,
    event_from_user: User,
    state: FSMContext,
    change_settings: ChangeSettings,
) -> None:
    point = Point(location.latitude, location.longitude)
    settings = await change_settings(by=event_from_user.id, point=point)
    await state.clear()
    await show(message, views.saved(words, settings))


async def take_typed_point(
    message: Message, words: Words, event_from_user: User, state: FSMContext, change_settings: ChangeSettings
) -> None:
    point = read_point(message.text or "")
    if point is None:
        await show(message, views.not_a_point(words))
        return
    settings = await change_settings(by=event_from_user.id, point=point)
    await state.clear()
    await show(message, views.saved(words, settings))


async def not_an_address(message: Message, words: Words) -> None:
    await show(message, views.not_an_address(words))


async def not_a_point(message: Message, words: Words) -> None:
    await show(message, views.not_a_point(words))


def make_router() -> Router:
    router = Router(name="owner_address")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_address, OfAddress.filter(F.act == AddressAct.SHOW))
    router.callback_query.register(ask_address, OfAddress.filter(F.act == AddressAct.TYPE))
    router.callback_query.register(ask_point, OfAddress.filter(F.act == AddressAct.PUT_POINT))
    router.callback_query.register(
        ask_drop, OfAddress.filter(F.act.in_({AddressAct.ASK_DROP, AddressAct.ASK_DROP_POINT}))
    )
    router.callback_query.register(drop_address, OfAddress.filter(F.act == AddressAct.DROP))
    router.callback_query.register(drop_point, OfAddress.filter(F.act == AddressAct.DROP_POINT))
    router.message.register(take_location, ANYTHING_ASKED, F.location.as_("location"), flags=IN_DIALOG)
    router.message.register(take_address, SettingAddress.text, F.text, flags=IN_DIALOG)
    router.message.register(take_typed_point, SettingAddress.point, F.text, flags=IN_DIALOG)
    router.message.register(not_an_address, SettingAddress.text, flags=IN_DIALOG)
    router.message.register(not_a_point, SettingAddress.point, flags=IN_DIALOG)
    return router
