"""One of the team books somebody by hand: service, day, time (with whom), who comes; each by buttons, or typed."""

from __future__ import annotations

from datetime import date

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.errors import TimeRefused
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import to_instant
from services.booking_bot.handlers.choosing import DescribeChoice, QuestionScreen, ServiceScreen
from services.booking_bot.handlers.hand_guests import ANYWAY, HandStep, line_of, reply, text_of
from services.booking_bot.handlers.kept import kept, kept_choice, kept_time
from services.booking_bot.handlers.states import BookingByHand
from services.booking_bot.handlers.steps import hand_out_steps
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed import read_clock, read_guest
from services.booking_bot.handlers.visitors import IsStaff
from services.booking_bot.use_cases.book_by_hand import Guest
from services.booking_bot.use_cases.free_times import FreeSlots
from services.booking_bot.use_cases.move_booking import MoveBooking
from services.booking_bot.views import bookings, hand, times
from services.booking_bot.views.callbacks import ListPage, OpenList
from services.booking_bot.views.choices import AtTime, Errand, PickDay, PickService, PickTime, minute_of, to_book
from services.booking_bot.views.hand_buttons import Anyway, BookFor, OpenHand
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show

DAY, LINE, LINE_ID = "day", "line", "line_id"
TYPED_TOO = {Errand.HAND, Errand.DRAFT, Errand.SHIFT}
"""On these ways any time of a day may be typed."""


async def open_hand(
    query: CallbackQuery, words: Words, settings: BusinessSettings, step: HandStep, service_screen: ServiceScreen
) -> None:
    offered = await step.by_hand.services(by=query.from_user.id)
    if len(offered.every) == 1:
        choice = PickService(**to_book(Plan.of(offered.every[0].id), Errand.HAND))
        await show(query, await service_screen(choice, words, settings, query.from_user.id))
        return
    await show(query, hand.services(words, settings, offered))


async def open_services(
    query: CallbackQuery, callback_data: OpenList, words: Words, settings: BusinessSettings, step: HandStep
) -> None:
    offered = await step.by_hand.services(by=query.from_user.id)
    await show(query, hand.services(words, settings, offered, callback_data.page))


async def pick_day(
    query: CallbackQuery,
    callback_data: PickDay,
    words: Words,
    state: FSMContext,
    free_slots: FreeSlots,
    describe_choice: DescribeChoice,
) -> None:
    by, line = callback_data.actor(query.from_user.id), line_of(query)
    free = await free_slots(callback_data.purpose, callback_data.wanted, by=by)
    subject = await describe_choice(callback_data, by=by)
    named = {} if line is None else {LINE: text_of(line), LINE_ID: line.message_id}
    await state.set_data(kept(callback_data) | {DAY: callback_data.day} | named)
    await state.set_state(BookingByHand.time)
    await show(query, times.day(words, callback_data, subject, free))


async def pick_time(query: CallbackQuery, callback_data: PickTime, step: HandStep) -> None:
    await show(query, await step.ask_guest(await step.pinned(callback_data)))


async def take_time(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    state: FSMContext,
    step: HandStep,
    question_screen: QuestionScreen,
) -> None:
    """Any time of the day that is shown. Raises ``TimeRefused``, which offers to book it anyway."""
    minute, data = read_clock(message.text or ""), await state.get_data()
    way = kept_choice(data)
    if minute is None or way is None or DAY not in data:
        await show(message, hand.not_a_time(words))
        return
    start = to_instant(date.fromordinal(data[DAY]), minute, words.zone)
    choice = PickTime(**way.way, minute=minute_of(start))
    if choice.errand is Errand.DRAFT:
        drafted = await step.draft(choice, await step.guest(choice, data.get(LINE, "")))
        await reply(message, drafted, data.get(LINE_ID))
        return
    pinned = await step.pinned(choice)
    if choice.errand is Errand.HAND:
        await show(message, await step.ask_guest(pinned))
        return
    await state.clear()
    await show(message, await question_screen(choice, words, settings, step.user.id))


async def ask_anyway(query: CallbackQuery, callback_data: Anyway, step: HandStep) -> None:
    choice = AtTime(**callback_data.way, minute=callback_data.minute)
    await show(query, await step.ask_guest(choice, anyway=True))


async def move_anyway(
    query: CallbackQuery,
    callback_data: Anyway,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    move_booking: MoveBooking,
    clock: Clock,
) -> None:
    by = callback_data.actor(query.from_user.id)
    booking = await move_booking(
        callback_data.booking_id, callback_data.start, by=by, update_id=event_update.update_id, anyway=True
    )
    await show(query, bookings.moved(words, settings, booking, Side.BUSINESS, clock()))


async def take_guest(message: Message, words: Words, state: FSMContext, step: HandStep) -> None:
    """Books it; what cannot be booked any more, and who was to come instead of somebody else, is a draft first."""
    data, typed = await state.get_data(), message.text or ""
    choice = kept_time(data)
    if choice.errand is Errand.HAND:
        try:
            booking = await step.book(choice, Guest(*read_guest(typed)), anyway=bool(data.get(ANYWAY)))
        except TimeRefused:
            pass
        else:
            await state.clear()
            await show(message, hand.booked(words, booking))
            return
    drafted = await step.draft_for(choice, typed)
    await state.clear()
    await reply(message, drafted)


async def book_for(
    query: CallbackQuery, callback_data: BookFor, words: Words, state: FSMContext, step: HandStep
) -> None:
    guest = Guest(customer_id=callback_data.customer)
    try:
        shown = hand.booked(words, await step.book(callback_data, guest, anyway=callback_data.anyway))
    except TimeRefused:
        shown = await step.draft(callback_data.as_draft(), guest)
    await state.clear()
    await show(query, shown)


def make_router() -> Router:
    router = Router(name="owner_hand")
    router.message.filter(IsStaff())
    router.callback_query.filter(IsStaff())
    hand_out_steps(router, HandStep.of)
    router.callback_query.register(open_hand, OpenHand.filter())
    router.callback_query.register(open_services, OpenList.filter(F.which == ListPage.HAND_SERVICES))
    router.callback_query.register(pick_day, PickDay.filter(F.errand.in_(TYPED_TOO)))
    router.callback_query.register(pick_time, PickTime.filter(F.errand == Errand.HAND))
    router.callback_query.register(ask_anyway, Anyway.filter(F.errand == Errand.HAND))
    router.callback_query.register(move_anyway, Anyway.filter(F.errand == Errand.SHIFT))
    router.callback_query.register(book_for, BookFor.filter(F.errand == Errand.HAND))
    router.message.register(take_time, BookingByHand.time, F.text, flags=IN_DIALOG)
    router.message.register(take_guest, BookingByHand.guest, F.text, flags=IN_DIALOG)
    return router
