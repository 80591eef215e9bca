"""The owner's rarely needed screens."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.plan_limits import SeePlan
from services.booking_bot.views import more
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_more(query: CallbackQuery, words: Words, see_plan: SeePlan) -> None:
    await show(query, more.more(words, await see_plan(by=query.from_user.id)))


def make_router() -> Router:
    router = Router(name="more")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_more, Open.filter(F.place == Place.MORE))
    return router
