"""The owner's first screen and the lists of a day."""

from __future__ import annotations

from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.bookings import DayList
from services.booking_bot.use_cases.displacement_lists import CountDisplaced
from services.booking_bot.use_cases.setup import GetReadiness
from services.booking_bot.views import commands, owner
from services.booking_bot.views.callbacks import Open, OpenDay, Place
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show


async def open_manage(
    event: Message | CallbackQuery,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    get_readiness: GetReadiness,
    count_displaced: CountDisplaced,
) -> None:
    by = event_from_user.id
    await show(event, owner.manage(words, settings, await get_readiness(by=by), await count_displaced(by=by)))


async def open_today(
    event: Message | CallbackQuery, words: Words, event_from_user: User, day_list: DayList, clock: Clock
) -> None:
    board = await day_list(words.day_of(clock()), by=event_from_user.id)
    await show(event, owner.day_list(words, board))


async def open_tomorrow(
    event: Message | CallbackQuery, words: Words, event_from_user: User, day_list: DayList, clock: Clock
) -> None:
    board = await day_list(words.day_of(clock()) + timedelta(days=1), by=event_from_user.id)
    await show(event, owner.day_list(words, board))


async def open_day(query: CallbackQuery, callback_data: OpenDay, words: Words, day_list: DayList) -> None:
    board = await day_list(callback_data.wanted, by=query.from_user.id)
    await show(query, owner.day_list(words, board, callback_data.page))


def make_router() -> Router:
    router = Router(name="owner")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_manage, Open.filter(F.place == Place.MANAGE))
    router.message.register(open_manage, Command(commands.MANAGE))
    router.callback_query.register(open_today, Open.filter(F.place == Place.TODAY))
    router.message.register(open_today, Command(commands.TODAY))
    router.callback_query.register(open_tomorrow, Open.filter(F.place == Place.TOMORROW))
    router.message.register(open_tomorrow, Command(commands.TOMORROW))
    router.callback_query.register(open_day, OpenDay.filter())
    return router
