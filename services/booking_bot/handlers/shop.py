"""How customers reach the business."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views import shop
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_contacts(query: CallbackQuery, words: Words, settings: BusinessSettings) -> None:
    await show(query, shop.contacts(words, settings))


def make_router() -> Router:
    router = Router(name="shop")
    router.callback_query.register(open_contacts, Open.filter(F.place == Place.CONTACTS))
    return router
