"""The way to the business: its place on the map, as a message of its own."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.taps import PopUp
from services.booking_bot.views import address
from services.booking_bot.views.callbacks import OnMap
from services.booking_bot.views.words import Words


async def send_place(query: CallbackQuery, bot: Bot, words: Words, settings: BusinessSettings, pop_up: PopUp) -> None:
    point, chat_id = settings.point, query.from_user.id
    if point is None:
        pop_up.text = address.no_point(words)
    elif settings.address:
        await bot.send_venue(chat_id, point.latitude, point.longitude, title=settings.name, address=settings.address)
    else:
        await bot.send_location(chat_id, point.latitude, point.longitude)


def make_router() -> Router:
    router = Router(name="address")
    router.callback_query.register(send_place, OnMap.filter())
    return router
