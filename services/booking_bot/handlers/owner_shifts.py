"""The owner's shifts: by a tap or by typing; those that are set already are not dropped without a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.errors import DayOutOfReach
from services.booking_bot.domain.errors_setup import IntervalsOverlap, InvalidInterval, InvalidShift, ShiftsFollow
from services.booking_bot.domain.hours import Hours
from services.booking_bot.handlers.states import SettingSchedule
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed_days import read_shift
from services.booking_bot.handlers.visitors import IsStaff
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.schedule import DropShifts, GetShifts, SetShift
from services.booking_bot.views import owner_schedule as views
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.schedule_buttons import AskShiftStart, OfShifts, ShiftAct, StartShift
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen, show

WHO, SHIFT = "who", "shift"
WRONG = (DayOutOfReach, IntervalsOverlap, InvalidInterval, InvalidShift)


@dataclass(frozen=True, slots=True)
class AskedShift:
    """Shifts of the specialist ``who`` as they were tapped or typed; ``hours`` None: her usual ones."""

    who: int
    anchor: date
    on: int
    off: int
    hours: tuple[Hours, ...] | None = None

    def to_keep(self) -> dict[str, object]:
        """For the dialog's data, while the owner is asked whether it may drop others."""
        hours = None if self.hours is None else [[one.starts, one.ends] for one in self.hours]
        return {WHO: self.who, SHIFT: [self.anchor.toordinal(), self.on, self.off, hours]}

    @classmethod
    def kept_in(cls, data: Mapping[str, Any]) -> AskedShift | None:
        if SHIFT not in data:
            return None
        anchor, on, off, hours = data[SHIFT]
        spans = None if hours is None else tuple(Hours(*span) for span in hours)
        return cls(int(data[WHO]), date.fromordinal(anchor), on, off, spans)


@dataclass(frozen=True, slots=True)
class ShiftScreen:
    """Sets shifts and ends the dialog; asks before others would be dropped. Else raises as ``SetShift`` does."""

    set_shift: SetShift
    affected_bookings: AffectedBookings

    async def __call__(
        self, words: Words, state: FSMContext, asked: AskedShift, *, by: int, dropping: bool = False
    ) -> Screen:
        who, anchor, on, off, hours = asked.who, asked.anchor, asked.on, asked.off, asked.hours
        try:
            shifts = await self.set_shift(who, by=by, anchor=anchor, on=on, off=off, hours=hours, dropping=dropping)
        except ShiftsFollow as error:
            await state.set_data(asked.to_keep())
            await state.set_state(SettingSchedule.shift)
            return views.ask_replace_shifts(words, who, refusal(words, error))
        await state.clear()
        return views.shift_set(words, shifts, await self.affected_bookings(Scope(who), by=by))


async def open_shifts(
    query: CallbackQuery, callback_data: OfShifts, words: Words, state: FSMContext, get_shifts: GetShifts
) -> None:
    shifts = await get_shifts(callback_data.who, by=query.from_user.id)
    await state.set_data({WHO: callback_data.who})
    await state.set_state(SettingSchedule.shift)
    await show(query, views.shifts(words, shifts))


async def ask_shift_start(
    query: CallbackQuery, callback_data: AskShiftStart, words: Words, get_shifts: GetShifts
) -> None:
    shifts = await get_shifts(callback_data.who, by=query.from_user.id)
    await show(query, views.ask_shift_start(words, shifts, callback_data.on, callback_data.off))


async def start_shift(
    query: CallbackQuery, callback_data: StartShift, words: Words, state: FSMContext, shift_screen: ShiftScreen
) -> None:
    asked = AskedShift(callback_data.who, callback_data.anchor, callback_data.on, callback_data.off)
    await show(query, await shift_screen(words, state, asked, by=query.from_user.id))


async def take_shift(
    message: Message, words: Words, event_from_user: User, state: FSMContext, clock: Clock, shift_screen: ShiftScreen
) -> None:
    who, today = int((await state.get_data())[WHO]), words.day_of(clock())
    try:
        typed = read_shift(message.text or "", today)
        if typed is None:
            await show(message, views.not_a_shift(words, who))
            return
        asked = AskedShift(who, typed.anchor or today, typed.on, typed.off, typed.hours)
        shown = await shift_screen(words, state, asked, by=event_from_user.id)
    except WRONG as error:
        await show(message, views.not_a_shift(words, who, refusal(words, error)))
        return
    await show(message, shown)


async def replace_shifts(
    query: CallbackQuery,
    callback_data: OfShifts,
    words: Words,
    state: FSMContext,
    shift_screen: ShiftScreen,
    get_shifts: GetShifts,
) -> None:
    """What was asked about a while ago and is not known any more is asked for again."""
    asked = AskedShift.kept_in(await state.get_data())
    if asked is None or asked.who != callback_data.who:
        await open_shifts(query, callback_data, words, state, get_shifts)
        return
    await show(query, await shift_screen(words, state, asked, by=query.from_user.id, dropping=True))


async def ask_drop_shifts(
    query: CallbackQuery, callback_data: OfShifts, words: Words, state: FSMContext, get_shifts: GetShifts
) -> None:
    """Without any the week holds already."""
    shifts = await get_shifts(callback_data.who, by=query.from_user.id)
    if not shifts.shifts:
        await open_shifts(query, callback_data, words, state, get_shifts)
        return
    await show(query, views.ask_drop_shifts(words, shifts))


async def drop_shifts(
    query: CallbackQuery,
    callback_data: OfShifts,
    words: Words,
    drop_shifts: DropShifts,
    affected_bookings: AffectedBookings,
) -> None:
    by = query.from_user.id
    shifts = await drop_shifts(callback_data.who, by=by)
    affected = await affected_bookings(Scope(callback_data.who), by=by)
    await show(query, views.shifts_dropped(words, shifts, affected))


def make_router() -> Router:
    router = Router(name="owner_shifts")
    router.message.filter(IsStaff())
    router.callback_query.filter(IsStaff())
    router.callback_query.register(open_shifts, OfShifts.filter(F.act == ShiftAct.SHOW))
    router.callback_query.register(ask_drop_shifts, OfShifts.filter(F.act == ShiftAct.ASK_DROP))
    router.callback_query.register(drop_shifts, OfShifts.filter(F.act == ShiftAct.DROP))
    router.callback_query.register(replace_shifts, OfShifts.filter(F.act == ShiftAct.REPLACE), flags=IN_DIALOG)
    router.callback_query.register(ask_shift_start, AskShiftStart.filter())
    router.callback_query.register(start_shift, StartShift.filter())
    router.message.register(take_shift, SettingSchedule.shift, F.text, flags=IN_DIALOG)
    return router
