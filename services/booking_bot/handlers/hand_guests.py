"""What every way of booking by hand shares: who is meant, who is asked for, and the draft that is confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, ReplyParameters, Update, User

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.handlers.choosing import DescribeChoice
from services.booking_bot.handlers.kept import kept
from services.booking_bot.handlers.states import BookingByHand
from services.booking_bot.handlers.typed import read_guest
from services.booking_bot.use_cases.book_by_hand import BookByHand, Guest
from services.booking_bot.use_cases.clientele import FindCustomers
from services.booking_bot.use_cases.draft import ListRecent, LookAtDraft
from services.booking_bot.use_cases.hand_services import ListHandServices
from services.booking_bot.use_cases.pin_time import PinTime
from services.booking_bot.use_cases.read_line import ReadLine
from services.booking_bot.views import drafts, hand
from services.booking_bot.views.choices import THE_MESSAGE, AtTime, to_draft
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

SUGGESTED = 3
ANYWAY = "anyway"


@dataclass(frozen=True, slots=True)
class ByHand:
    """The use cases behind the screens."""

    services: ListHandServices
    pin_time: PinTime
    recent: ListRecent
    find: FindCustomers
    describe: DescribeChoice
    read_line: ReadLine
    look_at: LookAtDraft
    book: BookByHand


@dataclass(frozen=True, slots=True)
class HandStep:
    """One step of one of the team. Raises as the use cases do."""

    user: User
    update_id: int
    words: Words
    state: FSMContext
    by_hand: ByHand

    @classmethod
    def of(cls, data: dict[str, Any]) -> HandStep:
        """Of an update's data."""
        update: Update = data["event_update"]
        return cls(data["event_from_user"], update.update_id, data["words"], data["state"], data["by_hand"])

    async def pinned(self, choice: AtTime) -> AtTime:
        """The choice with who does it. Raises ``TimeRefused``."""
        plan = await self.by_hand.pin_time(choice.purpose, choice.start, by=self.user.id)
        way = choice.way if plan is None else choice.way_with(plan.last.specialist_id)
        return AtTime(**way, minute=choice.minute)

    async def ask_guest(self, choice: AtTime, *, anyway: bool = False, newcomer: str = "") -> Screen:
        """Who has that name comes first, then the last visitors; what is typed next answers it."""
        by = self.user.id
        subject = await self.by_hand.describe(choice, by=choice.actor(by))
        found = await self.by_hand.find(newcomer, by=by) if newcomer and not self.words.own_desk else []
        people = {person.customer.id: person.customer for person in found[:SUGGESTED]}
        people |= {customer.id: customer for customer in await self.by_hand.recent(by=by)}
        await self.state.set_data(kept(choice) | {ANYWAY: anyway})
        await self.state.set_state(BookingByHand.guest)
        return hand.ask_guest(self.words, choice, subject, list(people.values()), anyway=anyway, newcomer=newcomer)

    async def guest(self, choice: AtTime, line: str) -> Guest:
        """Who comes to a draft that answers ``line``; without a name where that is not known any more."""
        if choice.guest_id == THE_MESSAGE:
            return Guest(*read_guest(line))
        if choice.guest_id is not None:
            return Guest(customer_id=choice.guest_id)
        read = await self.by_hand.read_line(line, by=self.user.id)
        return Guest() if read is None else read.said

    async def draft(self, choice: AtTime, guest: Guest) -> Screen:
        """The draft, or the question who comes where nobody was named."""
        if guest == Guest():
            return await self.ask_guest(AtTime(**to_draft(choice.plan), minute=choice.minute))
        shown = await self.by_hand.look_at(choice.plan, choice.start, guest, by=self.user.id)
        if shown.customer is not None and choice.guest_id == THE_MESSAGE and not self.words.own_desk:
            choice = AtTime(**to_draft(choice.plan, shown.customer.id), minute=choice.minute)
        return drafts.draft(self.words, choice, shown)

    async def draft_for(self, choice: AtTime, typed: str) -> Screen:
        """The draft for who was typed in answer to the question who comes."""
        named = AtTime(**to_draft(choice.plan, THE_MESSAGE), minute=choice.minute)
        return await self.draft(named, Guest(*read_guest(typed)))

    async def book(self, choice: AtTime, guest: Guest, *, anyway: bool = False) -> Booking:
        """Raises ``TimeRefused``."""
        return await self.by_hand.book(
            by=self.user.id,
            plan=choice.plan,
            start=choice.start,
            name=guest.name,
            phone=guest.phone,
            customer_id=guest.customer_id,
            update_id=self.update_id,
            anyway=anyway,
        )


def line_of(query: CallbackQuery) -> Message | None:
    """The message to which the screen is a reply, as far as Telegram still knows it."""
    return query.message.reply_to_message if isinstance(query.message, Message) else None


def text_of(line: Message | None) -> str:
    return (line.text if line is not None else None) or ""


async def reply(message: Message, screen: Screen, message_id: int | None = None) -> None:
    """As an answer to ``message_id``, else to the message itself: the words are read from there again."""
    assert message.bot is not None
    to = ReplyParameters(message_id=message_id or message.message_id, allow_sending_without_reply=True)
    await message.bot.send_message(message.chat.id, screen.text, reply_markup=screen.keyboard, reply_parameters=to)
