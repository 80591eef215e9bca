"""The last router: what no step expects gets an answer all the same."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.taps import IN_DIALOG, PopUp
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.views import home
from services.booking_bot.views.errors import out_of_date
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def not_understood(message: Message, words: Words) -> None:
    await show(message, home.not_understood(words))


async def out_of_date_button(
    query: CallbackQuery,
    words: Words,
    settings: BusinessSettings,
    is_admin: bool,
    pop_up: PopUp,
    list_services: ListServices,
) -> None:
    pop_up.text = out_of_date(words)
    await show(query, home.home(words, settings, await list_services(), is_admin=is_admin))


def make_router() -> Router:
    router = Router(name="fallback")
    router.message.register(not_understood, flags=IN_DIALOG)
    router.callback_query.register(out_of_date_button)
    return router
