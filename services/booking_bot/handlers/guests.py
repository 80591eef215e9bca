"""A customer books for somebody else: the name is asked for, then the visit is booked."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update, User

from services.booking_bot.domain.customers import checked_name
from services.booking_bot.domain.errors import NameNeeded, PhoneNeeded
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.booking_screen import BookingScreen
from services.booking_bot.handlers.kept import kept, kept_time
from services.booking_bot.handlers.states import GivingContact, NamingGuest
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.views import contact, guests
from services.booking_bot.views.choices import ForSomebody
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def ask_name(query: CallbackQuery, callback_data: ForSomebody, words: Words, state: FSMContext) -> None:
    await state.set_data(kept(callback_data))
    await state.set_state(NamingGuest.name)
    await show(query, guests.ask_name(words, callback_data))


async def take_name(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    event_update: Update,
    state: FSMContext,
    booking_screen: BookingScreen,
) -> None:
    """Who has to give a name or a number of his own first is asked for it, and the guest's name is kept meanwhile."""
    choice, guest = kept_time(await state.get_data()), checked_name(message.text or "")
    try:
        booked = await booking_screen(choice, words, settings, event_from_user.id, event_update.update_id, guest=guest)
    except (NameNeeded, PhoneNeeded):
        await state.set_data(kept(choice, guest=guest))
        await state.set_state(GivingContact.consent)
        await show(message, contact.ask_consent(words, settings, choice))
        return
    await state.clear()
    await show(message, booked)


async def ask_again(message: Message, words: Words) -> None:
    await show(message, guests.not_a_name(words))


def make_router() -> Router:
    router = Router(name="guests")
    router.callback_query.register(ask_name, ForSomebody.filter())
    not_a_command = F.text & ~F.text.startswith("/")
    router.message.register(take_name, NamingGuest.name, not_a_command, flags=IN_DIALOG)
    router.message.register(ask_again, NamingGuest.name, ~F.text, flags=IN_DIALOG)
    return router
