"""An admin books somebody by hand: service, day, time (offered or typed), name and phone."""

from __future__ import annotations

from datetime import date

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, Update, User

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import to_instant
from services.booking_bot.handlers.choosing import DescribeChoice
from services.booking_bot.handlers.kept import kept, kept_choice, kept_time
from services.booking_bot.handlers.states import BookingByHand
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed import read_clock, read_guest
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.book_by_hand import BookByHand
from services.booking_bot.use_cases.free_times import FreeSlots
from services.booking_bot.use_cases.services import ListServices
from services.booking_bot.views import owner, times
from services.booking_bot.views.callbacks import ListPage, OpenList
from services.booking_bot.views.choices import AtTime, Errand, PickDay, PickTime, minute_of
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

DAY = "day"


async def open_services(
    query: CallbackQuery,
    callback_data: OpenList,
    words: Words,
    settings: BusinessSettings,
    list_services: ListServices,
) -> None:
    await show(query, owner.hand_services(words, settings, await list_services(), callback_data.page))


async def pick_day(
    query: CallbackQuery,
    callback_data: PickDay,
    words: Words,
    state: FSMContext,
    free_slots: FreeSlots,
    describe_choice: DescribeChoice,
) -> None:
    by = callback_data.actor(query.from_user.id)
    free = await free_slots(callback_data.purpose, callback_data.wanted, by=by)
    subject = await describe_choice(callback_data, by=by)
    await state.set_data(kept(callback_data) | {DAY: callback_data.day})
    await state.set_state(BookingByHand.time)
    await show(query, times.day(words, callback_data, subject, free))


async def pick_time(
    query: CallbackQuery,
    callback_data: PickTime,
    words: Words,
    state: FSMContext,
    describe_choice: DescribeChoice,
) -> None:
    subject = await describe_choice(callback_data, by=callback_data.actor(query.from_user.id))
    await state.set_data(kept(callback_data))
    await state.set_state(BookingByHand.guest)
    await show(query, owner.ask_guest(words, words.when(callback_data.start), subject.name))


async def take_time(
    message: Message,
    words: Words,
    event_from_user: User,
    state: FSMContext,
    describe_choice: DescribeChoice,
) -> None:
    minute = read_clock(message.text or "")
    data = await state.get_data()
    choice = kept_choice(data)
    if minute is None or choice is None or DAY not in data:
        await show(message, owner.not_a_time(words))
        return
    start = to_instant(date.fromordinal(data[DAY]), minute, words.zone)
    subject = await describe_choice(choice, by=choice.actor(event_from_user.id))
    await state.set_data(kept(AtTime(**choice.way, minute=minute_of(start))))
    await state.set_state(BookingByHand.guest)
    await show(message, owner.ask_guest(words, words.when(start), subject.name))


async def take_guest(
    message: Message,
    words: Words,
    event_from_user: User,
    event_update: Update,
    state: FSMContext,
    book_by_hand: BookByHand,
) -> None:
    name, phone = read_guest(message.text or "")
    choice = kept_time(await state.get_data())
    booking = await book_by_hand(
        by=event_from_user.id,
        plan=choice.plan,
        start=choice.start,
        name=name,
        phone=phone,
        update_id=event_update.update_id,
    )
    await state.clear()
    await show(message, owner.booked_by_hand(words, booking))


def make_router() -> Router:
    router = Router(name="owner_hand")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_services, OpenList.filter(F.which == ListPage.HAND_SERVICES))
    router.callback_query.register(pick_day, PickDay.filter(F.errand == Errand.HAND))
    router.callback_query.register(pick_time, PickTime.filter(F.errand == Errand.HAND))
    router.message.register(take_time, BookingByHand.time, F.text, flags=IN_DIALOG)
    router.message.register(take_guest, BookingByHand.guest, F.text, flags=IN_DIALOG)
    return router
