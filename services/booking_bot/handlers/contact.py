"""The consent, the name and the number, asked for between "Book" and the booking."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from services.booking_bot.domain.changes import lacking
from services.booking_bot.domain.consent import Contact
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.errors import NameNeeded, PhoneNeeded, TimeRefused
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.booking_screen import BookingScreen
from services.booking_bot.handlers.kept import GUEST, kept, kept_time
from services.booking_bot.handlers.states import GivingContact
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import Visitors
from services.booking_bot.use_cases.contact import AgreeToData, GiveName, GivePhone
from services.booking_bot.views import contact
from services.booking_bot.views.choices import AtTime, GiveConsent
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen, show


@dataclass(frozen=True, slots=True)
class Step:
    """An answer's surroundings: who gave it, in which dialog, in which update."""

    user: User
    update_id: int
    words: Words
    settings: BusinessSettings
    state: FSMContext
    visitors: Visitors
    booking_screen: BookingScreen

    async def go_on(self, event: Message | CallbackQuery, customer: Customer, *, without_phone: bool = False) -> None:
        """The next question, or the booking once all is known."""
        self.visitors.keep(customer)
        lack = lacking(customer, self.settings, without_phone=without_phone)
        if lack is None:
            await self._book(event, without_phone=without_phone)
        elif lack is Contact.NAME:
            await self.state.set_state(GivingContact.name)
            await show(event, contact.ask_name(self.words, self.user.full_name, customer))
        else:
            await self.state.set_state(GivingContact.phone)
            await show(event, contact.ask_phone(self.words, self.settings))

    async def _book(self, event: Message | CallbackQuery, *, without_phone: bool) -> None:
        if isinstance(event, Message):
            await show(event, contact.thanks(self.words))
        data = await self.state.get_data()
        try:
            booked = await self.book(kept_time(data), data.get(GUEST), without_phone=without_phone)
        except TimeRefused:
            await self.state.set_state(None)  # the next words are no name; the data say what the time was for
            raise
        await self.state.clear()
        await show(event, booked)

    async def book(self, choice: AtTime, guest: str | None, *, without_phone: bool) -> Screen:
        return await self.booking_screen(
            choice, self.words, self.settings, self.user.id, self.update_id, guest=guest, without_phone=without_phone
        )

    async def guest(self, choice: AtTime) -> str | None:
        """Who was named before the consent for ``choice`` was asked for."""
        data = await self.state.get_data()
        guest: str | None = data.get(GUEST)
        asked = await self.state.get_state() in GivingContact.__all_states_names__
        return guest if asked and data == kept(choice, guest=guest) else None


class TakeStep(BaseMiddleware):
    """Hands ``step`` to the handlers of this router."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        data["step"] = Step(
            user=data["event_from_user"],
            update_id=data["event_update"].update_id,
            words=data["words"],
            settings=data["settings"],
            state=data["state"],
            visitors=data["visitors"],
            booking_screen=data["booking_screen"],
        )
        return await handler(event, data)


async def take_consent(
    query: CallbackQuery, callback_data: GiveConsent, step: Step, agree_to_data: AgreeToData
) -> None:
    customer = await agree_to_data(user_id=step.user.id)
    await step.state.set_data(kept(callback_data, guest=await step.guest(callback_data)))
    await step.go_on(query, customer)


async def refuse_consent(query: CallbackQuery, callback_data: GiveConsent, step: Step) -> None:
    """What may be left out is: the visit is booked without it."""
    guest = await step.guest(callback_data)
    await step.state.clear()
    try:
        booked = await step.book(callback_data, guest, without_phone=True)
    except (NameNeeded, PhoneNeeded):
        booked = contact.refused(step.words, step.settings)
    await show(query, booked)


async def take_name(message: Message, step: Step, give_name: GiveName) -> None:
    """The key with a name, or a typed one."""
    await step.go_on(message, await give_name(message.text or "", user_id=step.user.id))


async def take_phone(message: Message, step: Step, customer: Customer, give_phone: GivePhone) -> None:
    """A shared contact, or a typed number, or the key that leaves it out."""
    shared = message.contact
    if shared is not None and shared.user_id != step.user.id:
        await show(message, contact.not_theirs(step.words))
        return
    if message.text == contact.without_phone(step.words):
        await step.go_on(message, customer, without_phone=True)
        return
    phone = shared.phone_number if shared is not None else message.text or ""
    await step.go_on(message, await give_phone(phone, user_id=step.user.id))


async def ask_name_again(message: Message, words: Words) -> None:
    await show(message, contact.not_a_name(words))


async def ask_phone_again(message: Message, words: Words) -> None:
    await show(message, contact.not_a_phone(words))


def make_router() -> Router:
    router = Router(name="contact")
    router.message.middleware(TakeStep())
    router.callback_query.middleware(TakeStep())
    router.callback_query.register(take_consent, GiveConsent.filter(F.agrees), flags=IN_DIALOG)
    router.callback_query.register(refuse_consent, GiveConsent.filter(~F.agrees), flags=IN_DIALOG)
    not_a_command = F.text & ~F.text.startswith("/")
    router.message.register(take_name, GivingContact.name, not_a_command, flags=IN_DIALOG)
    router.message.register(ask_name_again, GivingContact.name, ~F.text, flags=IN_DIALOG)
    router.message.register(take_phone, GivingContact.phone, F.contact | not_a_command, flags=IN_DIALOG)
    router.message.register(ask_phone_again, GivingContact.phone, ~F.text, flags=IN_DIALOG)
    return router
