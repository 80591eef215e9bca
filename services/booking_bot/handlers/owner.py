"""The owner's first screen."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.displacement_lists import CountDisplaced
from services.booking_bot.use_cases.setup import GetReadiness
from services.booking_bot.views import commands, owner
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.words import Words
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


def make_router() -> Router:
    router = Router(name="owner")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_manage, Open.filter(F.place == Place.MANAGE))
    router.message.register(open_manage, Command(commands.MANAGE))
    return router
