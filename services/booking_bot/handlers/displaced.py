"""A visit that cannot take place as booked: its customer, or an admin who has him on the phone, chooses."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Update

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.displacements import Choices
from services.booking_bot.domain.errors_displacement import NotDisplaced, SpecialistBusy
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.taps import PopUp
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.displaced_choices import GetChoices
from services.booking_bot.use_cases.reassign_booking import ReassignBooking
from services.booking_bot.views import bookings, displaced
from services.booking_bot.views.displacement_buttons import OfDisplaced, OpenChoices, Reassign
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.words import Html, Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen, show


async def open_choices(
    query: CallbackQuery,
    callback_data: OpenChoices,
    words: Words,
    settings: BusinessSettings,
    pop_up: PopUp,
    get_choices: GetChoices,
    get_booking: GetBooking,
    clock: Clock,
) -> None:
    """What is settled is shown as it is."""
    by = callback_data.actor(query.from_user.id)
    try:
        shown = _choices(words, callback_data, await get_choices(callback_data.id, by=by))
    except NotDisplaced as error:
        pop_up.text = refusal(words, error)
        booking = await get_booking(callback_data.id, by=by)
        shown = bookings.card(words, settings, booking, by.side, clock())
    await show(query, shown)


async def reassign(
    query: CallbackQuery,
    callback_data: Reassign,
    words: Words,
    settings: BusinessSettings,
    event_update: Update,
    pop_up: PopUp,
    reassign_booking: ReassignBooking,
    get_choices: GetChoices,
    get_booking: GetBooking,
    clock: Clock,
) -> None:
    """Who is taken meanwhile is said, with what is left."""
    by, tapped = callback_data.actor(query.from_user.id), callback_data
    try:
        booking = await reassign_booking(tapped.id, tapped.who, by=by, update_id=event_update.update_id)
        shown = bookings.reassigned(words, settings, booking, by.side, clock())
    except SpecialistBusy as error:
        shown = _choices(words, tapped, await get_choices(tapped.id, by=by), refusal(words, error))
    except NotDisplaced as error:
        pop_up.text = refusal(words, error)
        shown = bookings.card(words, settings, await get_booking(tapped.id, by=by), by.side, clock())
    await show(query, shown)


def _choices(words: Words, tapped: OfDisplaced, choices: Choices, reason: Html | None = None) -> Screen:
    view = displaced.choices if tapped.side is Side.CUSTOMER else displaced.choices_of_business
    return view(words, choices, reason)


def make_router() -> Router:
    router = Router(name="displaced")
    router.callback_query.register(open_choices, OpenChoices.filter())
    router.callback_query.register(reassign, Reassign.filter())
    return router
