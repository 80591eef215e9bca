"""Choosing a time: month, day, start; then booking or moving. The same steps for customers and for the staff."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Update

from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.plans import Party
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.contact import Step
from services.booking_bot.handlers.kept import kept_guest
from services.booking_bot.handlers.states import NamingGuest
from services.booking_bot.handlers.steps import TakeStep
from services.booking_bot.handlers.taps import IN_DIALOG, PopUp
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.free_times import FreeSlots
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.months import LookAtMonth
from services.booking_bot.use_cases.move_booking import MoveBooking
from services.booking_bot.use_cases.offers import GetOffer, ListOffers
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.views import bookings, guests, home, specialists, times
from services.booking_bot.views.choices import (
    AddToVisit,
    Agree,
    Choice,
    Errand,
    NotFree,
    PickDay,
    PickMonth,
    PickService,
    PickTime,
    to_book,
)
from services.booking_bot.views.photos import with_photo
from services.booking_bot.views.visits import Subject
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen, show


@dataclass(frozen=True, slots=True)
class DescribeChoice:
    """What the time is being chosen for. Raises as ``GetOffer`` and ``GetBooking`` do."""

    get_offer: GetOffer
    get_booking: GetBooking

    async def __call__(self, choice: Choice, *, by: Actor) -> Subject:
        if choice.moves:
            return Subject.of_booking(await self.get_booking(choice.booking_id, by=by))
        return Subject.of_offer(await self.get_offer(choice.plan))


@dataclass(frozen=True, slots=True)
class MonthScreen:
    """The month view of a choice, for every way that leads to it."""

    look_at_month: LookAtMonth
    describe_choice: DescribeChoice
    list_services: ListServices

    async def __call__(self, choice: PickMonth, words: Words, settings: BusinessSettings, user_id: int) -> Screen:
        by = choice.actor(user_id)
        month = await self.look_at_month(choice.purpose, choice.wanted, by=by, settings=settings)
        subject = await self.describe_choice(choice, by=by)
        if month is None:
            return with_photo(times.nothing_free(words, choice, subject), choice.errand, subject.photo)
        shown = times.month(words, choice, subject, month, may_add=await self._may_add(choice, settings))
        return with_photo(shown, choice.errand, subject.photo)

    async def _may_add(self, choice: Choice, settings: BusinessSettings) -> bool:
        if choice.errand is not Errand.BOOK or choice.plan.party is not Party.ONE:
            return False
        if len(choice.plan.items) >= settings.most_services:
            return False
        return any(service.id not in choice.plan.service_ids for service in await self.list_services())


@dataclass(frozen=True, slots=True)
class ServiceScreen:
    """What follows the choice of a service: who does it, or the free days if there is nobody to choose from.

    By hand the day comes first: who does it is chosen together with the time, and a specialist does it herself.
    """

    list_offers: ListOffers
    month_screen: MonthScreen

    async def __call__(self, choice: PickService, words: Words, settings: BusinessSettings, user_id: int) -> Screen:
        own = settings.team.own_of(user_id) if choice.side is Side.BUSINESS else None
        if own is not None:
            hers = to_book(choice.plan.with_whom(own), choice.errand)
            return await self.month_screen(PickMonth(**hers), words, settings, user_id)
        offers = await self.list_offers(choice.plan.last.service_id)
        if len(offers) > 1 and choice.side is Side.CUSTOMER:
            shown = specialists.choose(words, settings, choice, offers)
            return with_photo(shown, choice.errand, offers[0].service.photo)
        return await self.month_screen(PickMonth(**choice.way), words, settings, user_id)


@dataclass(frozen=True, slots=True)
class QuestionScreen:
    """The last look at a visit; the time is kept for a customer meanwhile, though not for a ``guest`` of his: he may
    have a visit of his own then. Raises as ``HoldTime`` does."""

    hold_time: HoldTime
    describe_choice: DescribeChoice
    list_offers: ListOffers
    clock: Clock

    async def __call__(
        self, choice: PickTime, words: Words, settings: BusinessSettings, user_id: int, guest: str | None = None
    ) -> Screen:
        held_until = None
        if choice.side is Side.CUSTOMER and guest is None:
            held_until = await self.hold_time(choice.purpose, choice.start, user_id=user_id)
        subject = await self.describe_choice(choice, by=choice.actor(user_id))
        if guest is not None:
            return times.question(words, settings, choice, subject, self.clock(), times.Held(guest=guest))
        performers = 0 if choice.moves else len(await self.list_offers(choice.plan.last.service_id))
        company = guests.company_rows(words, settings, choice, performers)
        held = times.Held(held_until, company)
        return times.question(words, settings, choice, subject, self.clock(), held)


async def add_to_visit(
    query: CallbackQuery,
    callback_data: AddToVisit,
    words: Words,
    settings: BusinessSettings,
    list_services: ListServices,
    describe_choice: DescribeChoice,
) -> None:
    subject = await describe_choice(callback_data, by=callback_data.actor(query.from_user.id))
    services = await list_services()
    await show(query, home.add_to_visit(words, settings, callback_data, services, subject.name))


async def pick_service(
    query: CallbackQuery,
    callback_data: PickService,
    words: Words,
    settings: BusinessSettings,
    service_screen: ServiceScreen,
) -> None:
    await show(query, await service_screen(callback_data, words, settings, query.from_user.id))


async def pick_month(
    query: CallbackQuery,
    callback_data: PickMonth,
    words: Words,
    settings: BusinessSettings,
    month_screen: MonthScreen,
) -> None:
    await show(query, await month_screen(callback_data, words, settings, query.from_user.id))


async def pick_day(
    query: CallbackQuery,
    callback_data: PickDay,
    words: Words,
    free_slots: FreeSlots,
    describe_choice: DescribeChoice,
) -> None:
    by = callback_data.actor(query.from_user.id)
    free = await free_slots(callback_data.purpose, callback_data.wanted, by=by)
    subject = await describe_choice(callback_data, by=by)
    await show(query, times.day(words, callback_data, subject, free))


async def pick_time(
    query: CallbackQuery,
    callback_data: PickTime,
    words: Words,
    settings: BusinessSettings,
    state: FSMContext,
    question_screen: QuestionScreen,
) -> None:
    guest = kept_guest(await state.get_data(), callback_data)
    await show(query, await question_screen(callback_data, words, settings, query.from_user.id, guest))


async def book_visit(query: CallbackQuery, callback_data: Agree, step: Step) -> None:
    await step.book_or_ask(query, callback_data)


async def move_visit(
    query: CallbackQuery,
    callback_data: Agree,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    move_booking: MoveBooking,
    clock: Clock,
) -> None:
    by = callback_data.actor(query.from_user.id)
    booking = await move_booking(callback_data.booking_id, callback_data.start, by=by, update_id=event_update.update_id)
    await show(query, bookings.moved(words, settings, booking, by.side, clock()))


async def not_free(_query: CallbackQuery, words: Words, pop_up: PopUp) -> None:
    pop_up.text = words.label("Nothing is free here. Days with a number are.")


def make_router() -> Router:
    router = Router(name="choosing")
    router.callback_query.middleware(TakeStep(Step.of))
    router.callback_query.register(pick_service, PickService.filter())
    router.callback_query.register(add_to_visit, AddToVisit.filter())
    for pick, button in ((pick_month, PickMonth), (pick_day, PickDay), (pick_time, PickTime)):
        router.callback_query.register(pick, button.filter(), NamingGuest.named, flags=IN_DIALOG)
    router.callback_query.register(pick_month, PickMonth.filter())
    router.callback_query.register(pick_day, PickDay.filter())
    router.callback_query.register(pick_time, PickTime.filter())
    router.callback_query.register(book_visit, Agree.filter(F.errand == Errand.BOOK))
    router.callback_query.register(move_visit, Agree.filter(F.errand.in_({Errand.MOVE, Errand.SHIFT})))
    router.callback_query.register(not_free, NotFree.filter())
    return router
