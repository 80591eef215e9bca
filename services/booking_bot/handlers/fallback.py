"""The last router: what no step expects gets an answer all the same."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.taps import IN_DIALOG, PopUp
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.views import home, questions
from services.booking_bot.views.errors import out_of_date
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


class SomebodyReads(Filter):
    """A text, not a command, of a customer of a shop that has an admin."""

    async def __call__(self, message: Message, settings: BusinessSettings, is_admin: bool) -> bool:
        return bool(message.text and not message.text.startswith("/") and settings.admin_ids and not is_admin)


async def offer_a_human(message: Message, words: Words) -> None:
    offer = questions.offer(words)
    await message.reply(offer.text, reply_markup=offer.keyboard)


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
    router.message.register(offer_a_human, SomebodyReads(), flags=IN_DIALOG)
    router.message.register(not_understood, flags=IN_DIALOG)
    router.callback_query.register(out_of_date_button)
    return router
