"""The owner's weekly hours: a weekday is set by a tap or by typing."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.errors_setup import IntervalsOverlap, InvalidInterval
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.team import Member
from services.booking_bot.handlers.states import SettingHours
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed import read_hours
from services.booking_bot.handlers.visitors import IsStaff
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.hours import GetWeeklyHours, SetWeekdayHours
from services.booking_bot.use_cases.specialists import ListSpecialists
from services.booking_bot.views import owner_hours as views
from services.booking_bot.views.callbacks import OfSpecialist, Open, OpenWeekday, Place, SetPreset, SpecialistAct
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.owner_specialists import specialist_list
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

WHO, WEEKDAY = "who", "weekday"


async def open_hours(
    query: CallbackQuery,
    words: Words,
    settings: BusinessSettings,
    member: Member,
    list_specialists: ListSpecialists,
    get_weekly_hours: GetWeeklyHours,
) -> None:
    """The week of the only specialist, or of her who asks; where there are several, whose."""
    specialists = await list_specialists(by=query.from_user.id) if member.manages else []
    if len(specialists) > 1:
        await show(query, specialist_list(words, settings, specialists))
    else:
        await show(query, views.week_view(words, await get_weekly_hours(by=query.from_user.id)))


async def open_week(
    query: CallbackQuery, callback_data: OfSpecialist, words: Words, get_weekly_hours: GetWeeklyHours
) -> None:
    week = await get_weekly_hours(by=query.from_user.id, specialist_id=callback_data.id)
    await show(query, views.week_view(words, week))


async def open_weekday(
    query: CallbackQuery,
    callback_data: OpenWeekday,
    words: Words,
    state: FSMContext,
    get_weekly_hours: GetWeeklyHours,
) -> None:
    week = await get_weekly_hours(by=query.from_user.id, specialist_id=callback_data.who)
    await state.set_data({WHO: callback_data.who, WEEKDAY: callback_data.weekday})
    await state.set_state(SettingHours.weekday)
    await show(query, views.weekday_view(words, callback_data.weekday, week))


async def set_preset(
    query: CallbackQuery,
    callback_data: SetPreset,
    words: Words,
    set_weekday_hours: SetWeekdayHours,
    affected_bookings: AffectedBookings,
) -> None:
    hours = views.PRESETS[min(callback_data.number, len(views.PRESETS) - 1)]
    by, who = query.from_user.id, callback_data.who
    week = await set_weekday_hours(callback_data.weekday, hours, by=by, specialist_id=who)
    affected = await affected_bookings(Scope(week.specialist_id), by=by)
    await show(query, views.saved(words, callback_data.weekday, week, affected))


async def take_hours(
    message: Message,
    words: Words,
    event_from_user: User,
    state: FSMContext,
    set_weekday_hours: SetWeekdayHours,
    affected_bookings: AffectedBookings,
) -> None:
    data = await state.get_data()
    who, weekday = int(data[WHO]), int(data[WEEKDAY])
    try:
        hours = read_hours(message.text or "")
        if hours is None:
            await show(message, views.not_hours(words, who))
            return
        week = await set_weekday_hours(weekday, hours, by=event_from_user.id, specialist_id=who)
    except (InvalidInterval, IntervalsOverlap) as error:
        await show(message, views.not_hours(words, who, refusal(words, error)))
        return
    await state.clear()
    affected = await affected_bookings(Scope(week.specialist_id), by=event_from_user.id)
    await show(message, views.saved(words, weekday, week, affected))


def make_router() -> Router:
    router = Router(name="owner_hours")
    router.message.filter(IsStaff())
    router.callback_query.filter(IsStaff())
    router.callback_query.register(open_hours, Open.filter(F.place == Place.HOURS))
    router.callback_query.register(open_week, OfSpecialist.filter(F.act == SpecialistAct.HOURS))
    router.callback_query.register(open_weekday, OpenWeekday.filter())
    router.callback_query.register(set_preset, SetPreset.filter())
    router.message.register(take_hours, SettingHours.weekday, F.text, flags=IN_DIALOG)
    return router
