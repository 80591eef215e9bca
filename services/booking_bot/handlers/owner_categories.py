"""The owner puts services into categories, and books by hand out of one."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.groups import in_category
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.hand_guests import ByHand
from services.booking_bot.handlers.states import ChoosingCategory
from services.booking_bot.handlers.taps import IN_DIALOG, PopUp
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.categories import ListCategories, NameCategory, SetCategory
from services.booking_bot.use_cases.services import GetService
from services.booking_bot.views import categories, hand, owner_services
from services.booking_bot.views import owner_categories as views
from services.booking_bot.views.callbacks import AskCategory, PutInto
from services.booking_bot.views.choices import Errand, OpenCategory
from services.booking_bot.views.errors import out_of_date
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

SERVICE = "service_id"


async def ask_category(
    query: CallbackQuery,
    callback_data: AskCategory,
    words: Words,
    state: FSMContext,
    get_service: GetService,
    list_categories: ListCategories,
) -> None:
    service = await get_service(callback_data.id)
    known = await list_categories(by=query.from_user.id)
    await state.set_data({SERVICE: service.id})
    await state.set_state(ChoosingCategory.name)
    await show(query, views.ask_category(words, service, known, callback_data.page))


async def put_into(
    query: CallbackQuery, callback_data: PutInto, words: Words, settings: BusinessSettings, set_category: SetCategory
) -> None:
    service = await set_category(callback_data.id, callback_data.category or None, by=query.from_user.id)
    await show(query, owner_services.service_card(words, settings, service, words("✅ Saved.")))


async def take_name(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    name_category: NameCategory,
) -> None:
    service_id = (await state.get_data())[SERVICE]
    service = await name_category(service_id, message.text or "", by=event_from_user.id)
    await state.clear()
    await show(message, owner_services.service_card(words, settings, service, words("✅ Saved.")))


async def open_by_hand(
    query: CallbackQuery,
    callback_data: OpenCategory,
    words: Words,
    settings: BusinessSettings,
    pop_up: PopUp,
    by_hand: ByHand,
) -> None:
    offered = await by_hand.services(by=query.from_user.id)
    inside = in_category(offered.every, callback_data.id)
    if inside:
        await show(query, categories.category(words, settings, callback_data, inside))
        return
    pop_up.text = out_of_date(words)
    await show(query, hand.services(words, settings, offered))


def make_router() -> Router:
    router = Router(name="owner_categories")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(ask_category, AskCategory.filter())
    router.callback_query.register(put_into, PutInto.filter())
    router.callback_query.register(open_by_hand, OpenCategory.filter(F.errand == Errand.HAND))
    router.message.register(take_name, ChoosingCategory.name, F.text, flags=IN_DIALOG)
    return router
