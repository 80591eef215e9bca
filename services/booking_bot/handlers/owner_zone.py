"""The owner changes the time zone: chosen from cities or typed, looked at, and then taken."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.customers import Customer
from services.booking_bot.handlers.region_screen import RegionScreen
from services.booking_bot.handlers.states import SettingZone
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed_zone import find_zones
from services.booking_bot.handlers.visitors import IsAdmin, Speech
from services.booking_bot.use_cases.zone import ChangeZone, LookAtZone
from services.booking_bot.views import owner_zone
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.region_buttons import LookAt, OpenNeighbours, TakeZone
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show


async def choose_zone(query: CallbackQuery, words: Words, state: FSMContext, clock: Clock) -> None:
    await state.set_state(SettingZone.city)
    await show(query, owner_zone.choose_zone(words, clock()))


async def open_neighbours(query: CallbackQuery, words: Words, state: FSMContext, clock: Clock) -> None:
    await state.set_state(SettingZone.city)
    await show(query, owner_zone.neighbours(words, clock()))


async def take_city(
    message: Message, words: Words, event_from_user: User, clock: Clock, look_at_zone: LookAtZone
) -> None:
    """The question stays open: something else may be typed as long as nothing was pressed."""
    typed = message.text or ""
    names = find_zones(typed, clock())
    if not names:
        await show(message, owner_zone.not_found(words, typed))
    elif len(names) > 1:
        await show(message, owner_zone.found(words, names, clock()))
    else:
        await show(message, owner_zone.ask_change(words, await look_at_zone(names[0], by=event_from_user.id)))


async def look_at(query: CallbackQuery, callback_data: LookAt, words: Words, look_at_zone: LookAtZone) -> None:
    await show(query, owner_zone.ask_change(words, await look_at_zone(callback_data.name, by=query.from_user.id)))


async def take_zone(
    query: CallbackQuery,
    callback_data: TakeZone,
    customer: Customer,
    speech: Speech,
    change_zone: ChangeZone,
    region_screen: RegionScreen,
) -> None:
    settings = await change_zone(callback_data.name, by=query.from_user.id)
    words = speech(customer.language, settings)
    await show(query, await region_screen(words, settings, query.from_user.id, words("✅ The time zone is changed.")))


def make_router() -> Router:
    router = Router(name="owner_zone")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(choose_zone, Open.filter(F.place == Place.ZONE))
    router.callback_query.register(open_neighbours, OpenNeighbours.filter())
    router.callback_query.register(look_at, LookAt.filter())
    router.callback_query.register(take_zone, TakeZone.filter())
    router.message.register(take_city, SettingZone.city, F.text, flags=IN_DIALOG)
    return router
