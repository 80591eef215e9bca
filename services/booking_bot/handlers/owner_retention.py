"""The owner chooses how long the data of customers who come no more are kept."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.retention import GetRetention, SetRetention
from services.booking_bot.views import owner_retention as views
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.retention_buttons import KeepFor
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_retention(query: CallbackQuery, words: Words, get_retention: GetRetention) -> None:
    await show(query, views.retention(words, await get_retention(by=query.from_user.id)))


async def ask(query: CallbackQuery, callback_data: KeepFor, words: Words, get_retention: GetRetention) -> None:
    kept = await get_retention(by=query.from_user.id)
    if callback_data.years == kept.years:
        await show(query, views.retention(words, kept))
    else:
        await show(query, views.ask(words, kept, callback_data.years))


async def keep_for(query: CallbackQuery, callback_data: KeepFor, words: Words, set_retention: SetRetention) -> None:
    kept = await set_retention(callback_data.years, by=query.from_user.id)
    await show(query, views.retention(words, kept, words("✅ Saved.")))


def make_router() -> Router:
    router = Router(name="owner_retention")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_retention, Open.filter(F.place == Place.RETENTION))
    router.callback_query.register(keep_for, KeepFor.filter(F.sure | (F.years == 0)))
    router.callback_query.register(ask, KeepFor.filter())
    return router
