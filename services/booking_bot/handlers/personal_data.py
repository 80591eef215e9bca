"""/privacy: what the business knows about a customer, putting the name right, and deleting it all."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.customers import Customer
from services.booking_bot.handlers.states import ChangingMyName
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import Visitors
from services.booking_bot.use_cases.personal_data import ChangeMyName, DeleteMyData, GetMyData
from services.booking_bot.views import commands, contact, personal_data
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_my_data(
    event: Message | CallbackQuery, words: Words, event_from_user: User, get_my_data: GetMyData
) -> None:
    await show(event, personal_data.my_data(words, await get_my_data(user_id=event_from_user.id)))


async def ask_name(query: CallbackQuery, words: Words, customer: Customer, state: FSMContext) -> None:
    await state.set_state(ChangingMyName.name)
    await show(query, personal_data.ask_name(words, customer.name))


async def take_name(
    message: Message,
    words: Words,
    event_from_user: User,
    state: FSMContext,
    visitors: Visitors,
    change_my_name: ChangeMyName,
    get_my_data: GetMyData,
) -> None:
    visitors.keep(await change_my_name(message.text or "", user_id=event_from_user.id))
    await state.clear()
    data = await get_my_data(user_id=event_from_user.id)
    await show(message, personal_data.my_data(words, data, words("✅ Saved.")))


async def ask_name_again(message: Message, words: Words) -> None:
    await show(message, contact.not_a_name(words))


async def ask_delete(query: CallbackQuery, words: Words) -> None:
    await show(query, personal_data.ask_delete(words))


async def delete_my_data(
    query: CallbackQuery, words: Words, visitors: Visitors, state: FSMContext, delete_data: DeleteMyData
) -> None:
    """A dialog that was left may still hold a guest's name: it goes, too."""
    await delete_data(user_id=query.from_user.id)
    await state.clear()
    visitors.forget(query.from_user.id)
    await show(query, personal_data.deleted(words))


def make_router() -> Router:
    router = Router(name="personal_data")
    router.message.register(open_my_data, Command(commands.PRIVACY))
    router.callback_query.register(open_my_data, Open.filter(F.place == Place.PRIVACY))
    router.callback_query.register(ask_name, Open.filter(F.place == Place.MY_NAME))
    router.message.register(take_name, ChangingMyName.name, F.text & ~F.text.startswith("/"), flags=IN_DIALOG)
    router.message.register(ask_name_again, ChangingMyName.name, ~F.text, flags=IN_DIALOG)
    router.callback_query.register(ask_delete, Open.filter(F.place == Place.ASK_FORGET))
    router.callback_query.register(delete_my_data, Open.filter(F.place == Place.FORGET))
    return router
