"""The owner says what became of visits: on the card of one, and of a whole day at closing time."""

from __future__ import annotations

from datetime import date

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import MarkingVisit
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed import read_sum
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.closing import DayToMark, RestCame
from services.booking_bot.use_cases.mark_visit import MarkVisit, SetReceived
from services.booking_bot.views import bookings, closing, outcomes
from services.booking_bot.views.outcome_buttons import (
    AskSum,
    OpenClosing,
    RestOfDayCame,
    TapInClosing,
    TapOutcome,
    TapPaidBy,
)
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show

BOOKING = "booking_id"


async def mark_visit(
    query: CallbackQuery,
    callback_data: TapOutcome,
    words: Words,
    settings: BusinessSettings,
    mark_visit: MarkVisit,
    clock: Clock,
) -> None:
    booking = await mark_visit(callback_data.id, callback_data.outcome, by=query.from_user.id)
    await show(query, bookings.card(words, settings, booking, Side.BUSINESS, clock()))


async def set_paid_by(
    query: CallbackQuery,
    callback_data: TapPaidBy,
    words: Words,
    settings: BusinessSettings,
    set_received: SetReceived,
    clock: Clock,
) -> None:
    booking = await set_received(callback_data.id, by=query.from_user.id, paid_by=callback_data.by)
    await show(query, bookings.card(words, settings, booking, Side.BUSINESS, clock()))


async def ask_sum(
    query: CallbackQuery, callback_data: AskSum, words: Words, state: FSMContext, get_booking: GetBooking, clock: Clock
) -> None:
    booking = await get_booking(callback_data.id, by=Actor(query.from_user.id, Side.BUSINESS))
    booking.require_may_be_marked(clock())
    await state.set_data({BOOKING: booking.id})
    await state.set_state(MarkingVisit.tip if callback_data.tip else MarkingVisit.sum)
    await show(query, outcomes.ask_sum(words, booking, tip=callback_data.tip))


async def take_sum(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    raw_state: str,
    set_received: SetReceived,
    clock: Clock,
) -> None:
    booking_id, amount = (await state.get_data())[BOOKING], read_sum(message.text or "")
    if amount is None:
        await show(message, outcomes.not_a_sum(words, booking_id))
        return
    is_tip = raw_state == MarkingVisit.tip.state
    booking = await set_received(
        booking_id, by=event_from_user.id, amount=None if is_tip else amount, tip=amount if is_tip else None
    )
    await state.clear()
    await show(message, bookings.card(words, settings, booking, Side.BUSINESS, clock()))


async def open_closing(query: CallbackQuery, callback_data: OpenClosing, words: Words, day_to_mark: DayToMark) -> None:
    visits = await day_to_mark(date.fromordinal(callback_data.day), by=query.from_user.id)
    await show(query, closing.who_did_not(words, visits, callback_data.page))


async def mark_in_closing(
    query: CallbackQuery, callback_data: TapInClosing, words: Words, mark_visit: MarkVisit, day_to_mark: DayToMark
) -> None:
    await mark_visit(callback_data.id, callback_data.outcome, by=query.from_user.id)
    visits = await day_to_mark(date.fromordinal(callback_data.day), by=query.from_user.id)
    await show(query, closing.who_did_not(words, visits, callback_data.page))


async def close_day(query: CallbackQuery, callback_data: RestOfDayCame, words: Words, rest_came: RestCame) -> None:
    visits = await rest_came(date.fromordinal(callback_data.day), by=query.from_user.id)
    await show(query, closing.closed(words, visits))


def make_router() -> Router:
    router = Router(name="owner_outcomes")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(mark_visit, TapOutcome.filter())
    router.callback_query.register(set_paid_by, TapPaidBy.filter())
    router.callback_query.register(ask_sum, AskSum.filter())
    router.message.register(take_sum, StateFilter(MarkingVisit), F.text, flags=IN_DIALOG)
    router.callback_query.register(open_closing, OpenClosing.filter())
    router.callback_query.register(mark_in_closing, TapInClosing.filter())
    router.callback_query.register(close_day, RestOfDayCame.filter())
    return router
