"""The owner's first screen and the lists of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.bookings import DayList
from services.booking_bot.use_cases.calls import CountCalls
from services.booking_bot.use_cases.setup import GetReadiness
from services.booking_bot.views import commands, owner
from services.booking_bot.views.callbacks import Open, OpenDay, Place
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen, show

A_DAY = timedelta(days=1)


async def open_manage(
    event: Message | CallbackQuery,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    get_readiness: GetReadiness,
) -> None:
    await show(event, owner.manage(words, settings, await get_readiness(by=event_from_user.id)))


@dataclass(frozen=True, slots=True)
class Board:
    """The board of a day, for every way that leads to it. Raises as ``DayList`` does."""

    day_list: DayList
    count_calls: CountCalls
    clock: Clock

    async def __call__(self, words: Words, day: date, *, by: int, page: int = 0) -> Screen:
        board = await self.day_list(day, by=by)
        today = words.day_of(self.clock())
        calls = await self.count_calls(by=by) if day in {today, today + A_DAY} else None
        return owner.day_list(words, board, page, calls=calls)


async def open_today(
    event: Message | CallbackQuery, words: Words, event_from_user: User, board: Board, clock: Clock
) -> None:
    await show(event, await board(words, words.day_of(clock()), by=event_from_user.id))


async def open_tomorrow(
    event: Message | CallbackQuery, words: Words, event_from_user: User, board: Board, clock: Clock
) -> None:
    await show(event, await board(words, words.day_of(clock()) + A_DAY, by=event_from_user.id))


async def open_day(query: CallbackQuery, callback_data: OpenDay, words: Words, board: Board) -> None:
    await show(query, await board(words, callback_data.wanted, by=query.from_user.id, page=callback_data.page))


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
