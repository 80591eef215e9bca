"""The owner's customers: lists, search, the card, who may book, two made one."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import FindingCustomer
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.clientele import FindCustomers, GetCustomerCard, ListCustomers, SetAccess
from services.booking_bot.use_cases.merge_customers import MergeCustomers, PreviewMerge
from services.booking_bot.views import customer_card, customers
from services.booking_bot.views.customer_buttons import (
    CustomerAct,
    Merge,
    OfCustomer,
    OpenCustomers,
    OpenFound,
    OpenVisits,
    TapAccess,
    query_of,
)
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show


async def open_list(
    query: CallbackQuery, callback_data: OpenCustomers, words: Words, state: FSMContext, list_customers: ListCustomers
) -> None:
    people = await list_customers(callback_data.segment, by=query.from_user.id)
    await state.set_state(FindingCustomer.text)
    await show(query, customers.customer_list(words, people, callback_data.segment, callback_data.page))


async def take_search(message: Message, words: Words, event_from_user: User, find_customers: FindCustomers) -> None:
    text = query_of(message.text or "")
    await show(message, customers.found(words, await find_customers(text, by=event_from_user.id), text))


async def turn_found(
    query: CallbackQuery, callback_data: OpenFound, words: Words, state: FSMContext, find_customers: FindCustomers
) -> None:
    people = await find_customers(callback_data.text, by=query.from_user.id)
    await state.set_state(FindingCustomer.text)
    await show(query, customers.found(words, people, callback_data.text, callback_data.page))


async def open_card(
    query: CallbackQuery,
    callback_data: OfCustomer,
    words: Words,
    settings: BusinessSettings,
    get_customer_card: GetCustomerCard,
    clock: Clock,
) -> None:
    shown = await get_customer_card(callback_data.id, by=query.from_user.id)
    await show(query, customer_card.card(words, settings, shown, clock()))


async def open_visits(
    query: CallbackQuery, callback_data: OpenVisits, words: Words, get_customer_card: GetCustomerCard, clock: Clock
) -> None:
    shown = await get_customer_card(callback_data.id, by=query.from_user.id)
    await show(query, customer_card.visits(words, shown, clock(), callback_data.page))


async def set_access(
    query: CallbackQuery,
    callback_data: TapAccess,
    words: Words,
    settings: BusinessSettings,
    set_access: SetAccess,
    clock: Clock,
) -> None:
    shown = await set_access(callback_data.id, callback_data.access, by=query.from_user.id)
    await show(query, customer_card.card(words, settings, shown, clock()))


async def ask_merge(query: CallbackQuery, callback_data: Merge, words: Words, preview_merge: PreviewMerge) -> None:
    merged = await preview_merge(callback_data.id, callback_data.other, by=query.from_user.id)
    await show(query, customer_card.ask_merge(words, callback_data.id, merged))


async def merge(
    query: CallbackQuery,
    callback_data: Merge,
    words: Words,
    settings: BusinessSettings,
    merge_customers: MergeCustomers,
    clock: Clock,
) -> None:
    shown = await merge_customers(callback_data.id, callback_data.other, by=query.from_user.id)
    await show(query, customer_card.card(words, settings, shown, clock(), words("✅ The two are one customer now.")))


def make_router() -> Router:
    router = Router(name="owner_customers")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_list, OpenCustomers.filter())
    router.message.register(take_search, FindingCustomer.text, F.text, ~F.text.startswith("/"), flags=IN_DIALOG)
    router.callback_query.register(turn_found, OpenFound.filter())
    router.callback_query.register(open_card, OfCustomer.filter(F.act == CustomerAct.SHOW))
    router.callback_query.register(open_visits, OpenVisits.filter())
    router.callback_query.register(set_access, TapAccess.filter())
    router.callback_query.register(merge, Merge.filter(F.sure))
    router.callback_query.register(ask_merge, Merge.filter())
    return router
