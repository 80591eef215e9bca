"""The owner's other hours on a day, days off and closed days: taken as they are typed."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.errors import DayOutOfReach
from services.booking_bot.domain.errors_setup import (
    DayOver,
    IntervalsOverlap,
    InvalidInterval,
    RangeReversed,
    RangeTooLong,
)
from services.booking_bot.handlers.states import SettingSchedule
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed_days import read_days
from services.booking_bot.handlers.visitors import IsStaff
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.schedule import AddException, ListExceptions, RemoveException
from services.booking_bot.views import owner_schedule as views
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.schedule_buttons import ExceptionAct, OfException, OpenExceptions, who_of
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show

WHO = "who"
WRONG = (DayOutOfReach, DayOver, IntervalsOverlap, InvalidInterval, RangeReversed, RangeTooLong)


async def open_exceptions(
    query: CallbackQuery,
    callback_data: OpenExceptions,
    words: Words,
    state: FSMContext,
    list_exceptions: ListExceptions,
) -> None:
    exceptions = await list_exceptions(callback_data.specialist_id, by=query.from_user.id)
    await state.set_data({WHO: callback_data.who})
    await state.set_state(SettingSchedule.days)
    await show(query, views.exceptions(words, exceptions, callback_data.page))


async def take_days(
    message: Message,
    words: Words,
    event_from_user: User,
    state: FSMContext,
    clock: Clock,
    add_exception: AddException,
    list_exceptions: ListExceptions,
    affected_bookings: AffectedBookings,
) -> None:
    """The dialog goes on: several days are often set one after another."""
    by, who = event_from_user.id, int((await state.get_data())[WHO]) or None
    try:
        typed = read_days(message.text or "", words.day_of(clock()), bare=who is None)
        if typed is None:
            await show(message, views.not_days(words, who))
            return
        added = await add_exception(who, typed.first, typed.last, typed.hours, by=by)
    except WRONG as error:
        await show(message, views.not_days(words, who, refusal(words, error)))
        return
    affected = await affected_bookings(Scope(who, added.first, added.last), by=by)
    await show(message, views.exception_set(words, await list_exceptions(who, by=by), added, affected))


async def ask_remove(
    query: CallbackQuery, callback_data: OfException, words: Words, list_exceptions: ListExceptions
) -> None:
    exceptions = await list_exceptions(callback_data.specialist_id, by=query.from_user.id)
    asked = next((one for one in exceptions.exceptions if one.id == callback_data.id), None)
    await show(query, views.exceptions(words, exceptions) if asked is None else views.ask_remove(words, asked))


async def remove(
    query: CallbackQuery,
    callback_data: OfException,
    words: Words,
    state: FSMContext,
    remove_exception: RemoveException,
) -> None:
    exceptions = await remove_exception(callback_data.specialist_id, callback_data.id, by=query.from_user.id)
    await state.set_data({WHO: who_of(callback_data.specialist_id)})
    await state.set_state(SettingSchedule.days)
    await show(query, views.exception_removed(words, exceptions))


def make_router() -> Router:
    router = Router(name="owner_schedule")
    router.message.filter(IsStaff())
    router.callback_query.filter(IsStaff())
    router.callback_query.register(open_exceptions, OpenExceptions.filter())
    router.message.register(take_days, SettingSchedule.days, F.text, flags=IN_DIALOG)
    router.callback_query.register(ask_remove, OfException.filter(F.act == ExceptionAct.ASK))
    router.callback_query.register(remove, OfException.filter(F.act == ExceptionAct.REMOVE))
    return router
