"""Where a specialist's work begins."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.handlers.visitors import IsSpecialist
from services.booking_bot.use_cases.board import GetBoard
from services.booking_bot.views import commands, my_day
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show


async def open_my_day(
    event: Message | CallbackQuery, words: Words, event_from_user: User, get_board: GetBoard, clock: Clock
) -> None:
    await show(event, my_day.my_day(words, await get_board(words.day_of(clock()), by=event_from_user.id)))


def make_router() -> Router:
    router = Router(name="my_day")
    router.message.filter(IsSpecialist())
    router.callback_query.filter(IsSpecialist())
    router.callback_query.register(open_my_day, Open.filter(F.place.in_({Place.MY_DAY, Place.MANAGE})))
    router.message.register(open_my_day, Command(commands.MY_DAY, commands.MANAGE))
    return router
