"""A customer books for somebody else: the name is asked for, then the visit is booked."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.booking_bot.domain.customers import checked_name
from services.booking_bot.handlers.contact import Step
from services.booking_bot.handlers.kept import kept, kept_guest, kept_time
from services.booking_bot.handlers.states import NamingGuest
from services.booking_bot.handlers.steps import hand_out_steps
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.views import guests
from services.booking_bot.views.choices import ForSomebody
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def ask_name(query: CallbackQuery, callback_data: ForSomebody, words: Words, state: FSMContext) -> None:
    await state.set_data(kept(callback_data))
    await state.set_state(NamingGuest.name)
    await show(query, guests.ask_name(words, callback_data))


async def take_name(message: Message, state: FSMContext, step: Step) -> None:
    choice, guest = kept_time(await state.get_data()), checked_name(message.text or "")
    await step.book_or_ask(message, choice, guest)


async def book_named(
    query: CallbackQuery, callback_data: ForSomebody, words: Words, state: FSMContext, step: Step
) -> None:
    """Another time for who was named already."""
    guest = kept_guest(await state.get_data(), callback_data)
    if guest is None:
        await ask_name(query, callback_data, words, state)
    else:
        await step.book_or_ask(query, callback_data, guest)


async def ask_again(message: Message, words: Words) -> None:
    await show(message, guests.not_a_name(words))


def make_router() -> Router:
    router = Router(name="guests")
    hand_out_steps(router, Step.of)
    router.callback_query.register(book_named, ForSomebody.filter(), NamingGuest.named, flags=IN_DIALOG)
    router.callback_query.register(ask_name, ForSomebody.filter())
    not_a_command = F.text & ~F.text.startswith("/")
    router.message.register(take_name, NamingGuest.name, not_a_command, flags=IN_DIALOG)
    router.message.register(ask_again, NamingGuest.name, ~F.text, flags=IN_DIALOG)
    return router
