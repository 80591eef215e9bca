"""The consent and the number, asked for between "Book" and the booking."""

from __future__ import annotations

from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update, User

from services.booking_bot.domain.consent import PhoneRule
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import GivingContact
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import Visitors
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.contact import AgreeToData, GivePhone
from services.booking_bot.views import bookings, contact
from services.booking_bot.views.callbacks import Errand, GiveConsent
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show

ERRAND, SERVICE, WHO, MINUTE = "errand", "service_id", "who", "minute"


async def take_consent(
    query: CallbackQuery,
    callback_data: GiveConsent,
    words: Words,
    settings: BusinessSettings,
    state: FSMContext,
    agree_to_data: AgreeToData,
) -> None:
    await agree_to_data(user_id=query.from_user.id)
    await state.set_data(
        {
            ERRAND: Errand.BOOK.value,
            SERVICE: callback_data.id,
            WHO: callback_data.who,
            MINUTE: callback_data.minute,
        }
    )
    await state.set_state(GivingContact.phone)
    await show(query, contact.ask_phone(words, settings))


async def refuse_consent(
    query: CallbackQuery,
    callback_data: GiveConsent,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    book: Book,
    clock: Clock,
) -> None:
    """Where the number may be left out, the visit is booked without it."""
    if settings.phone_rule is PhoneRule.REQUIRED:
        await show(query, contact.refused(words, settings))
        return
    booking = await book(
        user_id=query.from_user.id,
        service_id=callback_data.id,
        start=callback_data.start,
        specialist_id=callback_data.who or None,
        update_id=event_update.update_id,
        without_phone=True,
    )
    await show(query, bookings.booked(words, settings, booking, clock()))


async def take_phone(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    event_update: Update,
    state: FSMContext,
    visitors: Visitors,
    give_phone: GivePhone,
    book: Book,
    clock: Clock,
) -> None:
    """A shared contact, or a typed number, or the key that leaves it out; then the booking is made."""
    shared, data = message.contact, await state.get_data()
    if shared is not None and shared.user_id != event_from_user.id:
        await show(message, contact.not_theirs(words))
        return
    leaves_out = message.text == contact.without_phone(words)
    if not leaves_out:
        phone = shared.phone_number if shared is not None else message.text or ""
        visitors.keep(await give_phone(phone, user_id=event_from_user.id))
    await show(message, contact.thanks(words))
    booking = await book(
        user_id=event_from_user.id,
        service_id=data[SERVICE],
        start=datetime.fromtimestamp(data[MINUTE] * 60, UTC),
        specialist_id=data[WHO] or None,
        update_id=event_update.update_id,
        without_phone=leaves_out,
    )
    await state.clear()
    await show(message, bookings.booked(words, settings, booking, clock()))


async def ask_again(message: Message, words: Words) -> None:
    await show(message, contact.not_a_phone(words))


def make_router() -> Router:
    router = Router(name="contact")
    router.callback_query.register(take_consent, GiveConsent.filter(F.agrees))
    router.callback_query.register(refuse_consent, GiveConsent.filter(~F.agrees))
    not_a_command = F.text & ~F.text.startswith("/")
    router.message.register(take_phone, GivingContact.phone, F.contact | not_a_command, flags=IN_DIALOG)
    router.message.register(ask_again, GivingContact.phone, ~F.text, flags=IN_DIALOG)
    return router
