"""The consent, the name and the number, asked for between "Book" and the booking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.changes import lacking
from services.booking_bot.domain.consent import Contact
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.errors import NameNeeded, PhoneNeeded
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.booking_screen import BookingScreen
from services.booking_bot.handlers.kept import GUEST, kept, kept_guest, kept_time
from services.booking_bot.handlers.states import GivingContact
from services.booking_bot.handlers.steps import hand_out_steps
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.visitors import Visitors
from services.booking_bot.use_cases.contact import (
    AgreeToData,
    GetAgreement,
    GiveName,
    GivePhone,
    LeavePhoneOut,
    TakeConsentBack,
)
from services.booking_bot.use_cases.own_phone import GiveOwnPhone
from services.booking_bot.views import contact
from services.booking_bot.views.choices import AtTime, GiveConsent, GiveGuestConsent
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
    get_agreement: GetAgreement

    @classmethod
    def of(cls, data: dict[str, Any]) -> Step:
        """Of an update's data."""
        return cls(
            user=data["event_from_user"],
            update_id=data["event_update"].update_id,
            words=data["words"],
            settings=data["settings"],
            state=data["state"],
            visitors=data["visitors"],
            booking_screen=data["booking_screen"],
            get_agreement=data["get_agreement"],
        )

    async def go_on(self, event: Message | CallbackQuery, customer: Customer) -> None:
        """The next question, or the booking once all is known."""
        self.visitors.keep(customer)
        lack = lacking(customer, self.settings)
        if lack is None:
            await self._book(event)
        elif lack is Contact.NAME:
            await self.state.set_state(GivingContact.name)
            await show(event, contact.ask_name(self.words, self.user.full_name, customer))
        else:
            await self.state.set_state(GivingContact.phone)
            await show(event, contact.ask_phone(self.words, self.settings))

    async def _book(self, event: Message | CallbackQuery) -> None:
        if isinstance(event, Message):
            await show(event, contact.thanks(self.words))
        data = await self.state.get_data()
        booked = await self.book(kept_time(data), data.get(GUEST))
        await self.state.clear()
        await show(event, booked)

    async def book_or_ask(self, event: Message | CallbackQuery, choice: AtTime, guest: str | None = None) -> None:
        """Who has to give a name or a number of his own first is asked for it, and the guest's is kept meanwhile."""
        await self.state.set_data(kept(choice, guest=guest))
        try:
            booked = await self.book(choice, guest)
        except (NameNeeded, PhoneNeeded):
            await self._ask(event, choice, guest)
            return
        await self.state.clear()
        await show(event, booked)

    async def _ask(self, event: Message | CallbackQuery, choice: AtTime, guest: str | None) -> None:
        """Nobody is asked twice for his consent to the same text."""
        agreement = await self.get_agreement(user_id=self.user.id)
        if agreement.is_present:
            await self.go_on(event, agreement.customer)
            return
        if guest is None:
            await self.state.clear()
        else:
            await self.state.set_state(GivingContact.consent)
        await show(event, contact.ask_consent(self.words, self.settings, choice, for_guest=guest is not None))

    async def book(self, choice: AtTime, guest: str | None, *, without_phone: bool = False) -> Screen:
        return await self.booking_screen(
            choice, self.words, self.settings, self.user.id, self.update_id, guest=guest, without_phone=without_phone
        )

    async def guest(self, consent: GiveConsent) -> str | None:
        """Who comes in the customer's stead, where the consent is on the way to that."""
        return kept_guest(await self.state.get_data(), consent) if isinstance(consent, GiveGuestConsent) else None


class NameKept(Filter):
    """Who is to come was named before the consent was asked for; without the name the button is out of date."""

    async def __call__(
        self, _query: CallbackQuery, callback_data: GiveGuestConsent, state: FSMContext, raw_state: str | None = None
    ) -> bool:
        data = await state.get_data()
        asked = raw_state in GivingContact.__all_states_names__
        return asked and GUEST in data and data == kept(callback_data, guest=data[GUEST])


async def take_consent(
    query: CallbackQuery, callback_data: GiveConsent, step: Step, agree_to_data: AgreeToData
) -> None:
    customer = await agree_to_data(user_id=step.user.id)
    await step.state.set_data(kept(callback_data, guest=await step.guest(callback_data)))
    await step.go_on(query, customer)


async def refuse_consent(
    query: CallbackQuery, callback_data: GiveConsent, step: Step, take_consent_back: TakeConsentBack
) -> None:
    """What may be left out is: the visit is booked without it. Who had agreed before has taken that back otherwise."""
    guest = await step.guest(callback_data)
    await step.state.set_data(kept(callback_data, guest=guest))
    try:
        booked = await step.book(callback_data, guest, without_phone=True)
    except (NameNeeded, PhoneNeeded):
        step.visitors.keep(await take_consent_back(user_id=step.user.id, shown=step.user.full_name))
        booked = contact.refused(step.words, step.settings)
    await step.state.clear()
    await show(query, booked)


async def take_name(message: Message, step: Step, give_name: GiveName) -> None:
    """The key with a name, or a typed one."""
    await step.go_on(message, await give_name(message.text or "", user_id=step.user.id))


async def take_phone(
    message: Message,
    step: Step,
    give_phone: GivePhone,
    give_own_phone: GiveOwnPhone,
    leave_phone_out: LeavePhoneOut,
) -> None:
    """A shared contact, for which Telegram vouches, or a typed number, or the key that leaves it out."""
    shared, typed = message.contact, message.text or ""
    if shared is not None and shared.user_id != step.user.id:
        await show(message, contact.not_theirs(step.words))
        return
    if shared is not None:
        customer = await give_own_phone(shared.phone_number, user_id=step.user.id)
    elif typed == contact.without_phone(step.words):
        customer = await leave_phone_out(user_id=step.user.id)
    else:
        customer = await give_phone(typed, user_id=step.user.id)
    await step.go_on(message, customer)


async def ask_name_again(message: Message, words: Words) -> None:
    await show(message, contact.not_a_name(words))


async def ask_phone_again(message: Message, words: Words) -> None:
    await show(message, contact.not_a_phone(words))


def make_router() -> Router:
    router = Router(name="contact")
    hand_out_steps(router, Step.of)
    for answer, agrees in ((take_consent, F.agrees), (refuse_consent, ~F.agrees)):
        router.callback_query.register(answer, GiveConsent.filter(agrees), flags=IN_DIALOG)
        router.callback_query.register(answer, GiveGuestConsent.filter(agrees), NameKept(), flags=IN_DIALOG)
    not_a_command = F.text & ~F.text.startswith("/")
    router.message.register(take_name, GivingContact.name, not_a_command, flags=IN_DIALOG)
    router.message.register(ask_name_again, GivingContact.name, ~F.text, flags=IN_DIALOG)
    router.message.register(take_phone, GivingContact.phone, F.contact | not_a_command, flags=IN_DIALOG)
    router.message.register(ask_phone_again, GivingContact.phone, ~F.text, flags=IN_DIALOG)
    return router
