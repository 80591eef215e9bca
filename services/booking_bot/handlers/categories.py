"""The services of one category: a step that exists where there is a choice of categories."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from services.booking_bot.domain.groups import in_category
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.taps import PopUp
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.views import home
from services.booking_bot.views.categories import category
from services.booking_bot.views.choices import Errand, OpenCategory
from services.booking_bot.views.errors import out_of_date
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_category(
    query: CallbackQuery,
    callback_data: OpenCategory,
    words: Words,
    settings: BusinessSettings,
    is_admin: bool,
    pop_up: PopUp,
    list_services: ListServices,
) -> None:
    services = await list_services()
    inside = in_category(services, callback_data.id)
    if inside:
        await show(query, category(words, settings, callback_data, inside))
        return
    pop_up.text = out_of_date(words)
    await show(query, home.home(words, settings, services, is_admin=is_admin))


def make_router() -> Router:
    router = Router(name="categories")
    router.callback_query.register(open_category, OpenCategory.filter(F.errand == Errand.BOOK))
    return router
