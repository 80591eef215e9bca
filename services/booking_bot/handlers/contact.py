"""The consent and the number, asked for between "Book" and the booking."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update, User

from services.booking_bot.domain.consent import PhoneRule
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.booking_screen import BookingScreen
from services.booking_bot.handlers.kept import GUEST, kept, kept_time
from services.booking_bot.handlers.states import GivingContact
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import Visitors
from services.booking_bot.use_cases.contact import AgreeToData, GivePhone
from services.booking_bot.views import contact
from services.booking_bot.views.choices import GiveConsent
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def take_consent(
    query: CallbackQuery,
    callback_data: GiveConsent,
    words: Words,
    settings: BusinessSettings,
    state: FSMContext,
    agree_to_data: AgreeToData,
) -> None:
    await agree_to_data(user_id=query.from_user.id)
    await state.set_data(kept(callback_data, guest=await _guest(state)))
    await state.set_state(GivingContact.phone)
    await show(query, contact.ask_phone(words, settings))


async def refuse_consent(
    query: CallbackQuery,
    callback_data: GiveConsent,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    state: FSMContext,
    booking_screen: BookingScreen,
) -> None:
    """Where the number may be left out, the visit is booked without it."""
    guest = await _guest(state)
    await state.clear()
    if settings.phone_rule is PhoneRule.REQUIRED:
        await show(query, contact.refused(words, settings))
        return
    user_id, update_id = query.from_user.id, event_update.update_id
    booked = await booking_screen(callback_data, words, settings, user_id, update_id, guest=guest, without_phone=True)
    await show(query, booked)


async def _guest(state: FSMContext) -> str | None:
    """Who was named before the consent was asked for."""
    asked = await state.get_state() == GivingContact.consent.state
    return (await state.get_data()).get(GUEST) if asked else None


async def take_phone(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    event_update: Update,
    state: FSMContext,
    visitors: Visitors,
    give_phone: GivePhone,
    booking_screen: BookingScreen,
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
    user_id, update_id = event_from_user.id, event_update.update_id
    booked = await booking_screen(
        kept_time(data), words, settings, user_id, update_id, guest=data.get(GUEST), without_phone=leaves_out
    )
    await state.clear()
    await show(message, booked)


async def ask_again(message: Message, words: Words) -> None:
    await show(message, contact.not_a_phone(words))


def make_router() -> Router:
    router = Router(name="contact")
    router.callback_query.register(take_consent, GiveConsent.filter(F.agrees), flags=IN_DIALOG)
    router.callback_query.register(refuse_consent, GiveConsent.filter(~F.agrees), flags=IN_DIALOG)
    not_a_command = F.text & ~F.text.startswith("/")
    router.message.register(take_phone, GivingContact.phone, F.contact | not_a_command, flags=IN_DIALOG)
    router.message.register(ask_again, GivingContact.phone, ~F.text, flags=IN_DIALOG)
    return router
