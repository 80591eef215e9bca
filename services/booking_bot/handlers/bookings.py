"""Bookings: a customer's list, the card of one, cancelling."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import BufferedInputFile, CallbackQuery, Message, Update, User

from services.booking_bot.domain.bookings import Actor
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.bookings import GetBooking, MyBookings
from services.booking_bot.use_cases.cancel_booking import CancelBooking
from services.booking_bot.use_cases.cancel_part import CancelPart as CancelOnePart
from services.booking_bot.use_cases.confirm_visit import ConfirmVisit
from services.booking_bot.use_cases.say_late import SayLate
from services.booking_bot.views import bookings, commands
from services.booking_bot.views.calendar_file import FILE_NAME, calendar_file
from services.booking_bot.views.callbacks import (
    BookingAct,
    Cancel,
    CancelPart,
    Late,
    ListPage,
    OfBooking,
    Open,
    OpenList,
    Place,
)
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show


async def open_my_bookings(
    event: Message | CallbackQuery, words: Words, event_from_user: User, my_bookings: MyBookings
) -> None:
    await show(event, bookings.my_bookings(words, await my_bookings(user_id=event_from_user.id)))


async def turn_my_bookings(
    query: CallbackQuery, callback_data: OpenList, words: Words, my_bookings: MyBookings
) -> None:
    mine = await my_bookings(user_id=query.from_user.id)
    await show(query, bookings.my_bookings(words, mine, callback_data.page))


async def open_booking(
    query: CallbackQuery,
    callback_data: OfBooking,
    words: Words,
    settings: BusinessSettings,
    get_booking: GetBooking,
    clock: Clock,
) -> None:
    booking = await get_booking(callback_data.id, by=callback_data.actor(query.from_user.id))
    await show(query, bookings.card(words, settings, booking, callback_data.side, clock()))


async def ask_cancel(
    query: CallbackQuery,
    callback_data: OfBooking,
    words: Words,
    settings: BusinessSettings,
    get_booking: GetBooking,
    clock: Clock,
) -> None:
    booking = await get_booking(callback_data.id, by=callback_data.actor(query.from_user.id))
    await show(query, bookings.ask_cancel(words, settings, booking, callback_data.side, clock()))


async def confirm_visit(
    query: CallbackQuery,
    callback_data: OfBooking,
    words: Words,
    settings: BusinessSettings,
    confirm_visit: ConfirmVisit,
    clock: Clock,
) -> None:
    booking = await confirm_visit(callback_data.id, by=Actor(query.from_user.id))
    await show(query, bookings.confirmed(words, settings, booking, clock()))


async def send_calendar_file(
    query: CallbackQuery,
    callback_data: OfBooking,
    bot: Bot,
    words: Words,
    settings: BusinessSettings,
    get_booking: GetBooking,
    clock: Clock,
) -> None:
    booking = await get_booking(callback_data.id, by=Actor(query.from_user.id))
    file = BufferedInputFile(calendar_file(booking, settings, clock()), FILE_NAME)
    await bot.send_document(query.from_user.id, file, caption=bookings.calendar_caption(words, booking))


async def ask_late(query: CallbackQuery, callback_data: OfBooking, words: Words, get_booking: GetBooking) -> None:
    booking = await get_booking(callback_data.id, by=Actor(query.from_user.id))
    await show(query, bookings.ask_late(words, booking))


async def say_late(
    query: CallbackQuery,
    callback_data: Late,
    words: Words,
    settings: BusinessSettings,
    say_late: SayLate,
    clock: Clock,
) -> None:
    booking = await say_late(callback_data.id, callback_data.minutes, by=Actor(query.from_user.id))
    await show(query, bookings.told_late(words, settings, booking, callback_data.minutes, clock()))


async def cancel_visit(
    query: CallbackQuery,
    callback_data: OfBooking | Cancel,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    cancel_booking: CancelBooking,
    clock: Clock,
) -> None:
    by = callback_data.actor(query.from_user.id)
    reason = callback_data.reason if isinstance(callback_data, Cancel) else None
    booking = await cancel_booking(callback_data.id, by=by, reason=reason, update_id=event_update.update_id)
    await show(query, bookings.card(words, settings, booking, by.side, clock()))


async def cancel_part(
    query: CallbackQuery,
    callback_data: CancelPart,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    cancel_part: CancelOnePart,
    clock: Clock,
) -> None:
    by = callback_data.actor(query.from_user.id)
    booking = await cancel_part(callback_data.id, callback_data.part, by=by, update_id=event_update.update_id)
    await show(query, bookings.part_cancelled(words, settings, booking, by.side, clock()))


def make_router() -> Router:
    router = Router(name="bookings")
    router.message.register(open_my_bookings, CommandStart(deep_link=True, magic=F.args == commands.MY_BOOKINGS_LINK))
    router.message.register(open_my_bookings, Command(commands.MY_BOOKINGS))
    router.callback_query.register(open_my_bookings, Open.filter(F.place == Place.MINE))
    router.callback_query.register(turn_my_bookings, OpenList.filter(F.which == ListPage.MY_BOOKINGS))
    router.callback_query.register(open_booking, OfBooking.filter(F.act == BookingAct.SHOW))
    router.callback_query.register(ask_cancel, OfBooking.filter(F.act == BookingAct.ASK_CANCEL))
    router.callback_query.register(cancel_visit, OfBooking.filter(F.act == BookingAct.CANCEL))
    router.callback_query.register(cancel_visit, Cancel.filter())
    router.callback_query.register(cancel_part, CancelPart.filter())
    router.callback_query.register(confirm_visit, OfBooking.filter(F.act == BookingAct.CONFIRM))
    router.callback_query.register(send_calendar_file, OfBooking.filter(F.act == BookingAct.CALENDAR))
    router.callback_query.register(ask_late, OfBooking.filter(F.act == BookingAct.ASK_LATE))
    router.callback_query.register(say_late, Late.filter())
    return router
