"""Ill today, visits outside the schedule, and the list of who has answered."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Update

from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin, IsSpecialist
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.displaced import MarkCalled
from services.booking_bot.use_cases.displacement import BeginDisplacement, IllToday, LiftDisplacement
from services.booking_bot.use_cases.displacement_lists import GetDisplacement, OpenDisplacements, ShowList, TurnList
from services.booking_bot.use_cases.displacement_preview import PreviewDisplacement, PreviewIllToday
from services.booking_bot.use_cases.specialists import ListSpecialists
from services.booking_bot.views import displacement as views
from services.booking_bot.views.affected import affected_list
from services.booking_bot.views.bookings import card
from services.booking_bot.views.displacement_buttons import (
    AskDisplace,
    AskIll,
    AskLift,
    AskWhoIsIll,
    Displace,
    Lift,
    OpenAffected,
    OpenDisplacedCard,
    OpenDisplacementLists,
    SayIll,
    ShowDisplacement,
    TapCalled,
    TurnDisplacement,
)
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import send, show


@dataclass(frozen=True, slots=True)
class Displacing:
    """What is done about visits that cannot take place as booked."""

    preview: PreviewDisplacement
    begin: BeginDisplacement
    preview_ill: PreviewIllToday
    ill_today: IllToday
    lift: LiftDisplacement
    get: GetDisplacement
    open: OpenDisplacements
    show_list: ShowList
    turn_list: TurnList
    mark_called: MarkCalled


async def ask_who_is_ill(
    query: CallbackQuery,
    callback_data: AskWhoIsIll,
    words: Words,
    list_specialists: ListSpecialists,
    displacing: Displacing,
) -> None:
    """With one specialist alone there is nobody to choose from."""
    everybody = await list_specialists(by=query.from_user.id)
    working = [specialist for specialist in everybody if specialist.active]
    if len(working) > 1:
        await show(query, views.who_is_ill(words, working, callback_data.page))
    else:
        preview = await displacing.preview_ill(working[0].id, by=query.from_user.id)
        await show(query, views.ask_ill(words, preview))


async def ask_ill(query: CallbackQuery, callback_data: AskIll, words: Words, displacing: Displacing) -> None:
    preview = await displacing.preview_ill(callback_data.who, by=query.from_user.id)
    await show(query, views.ask_ill(words, preview, callback_data.page))


async def say_ill(
    query: CallbackQuery,
    callback_data: SayIll,
    words: Words,
    event_update: Update,
    displacing: Displacing,
    clock: Clock,
) -> None:
    begun = await displacing.ill_today(callback_data.who, by=query.from_user.id, update_id=event_update.update_id)
    await show(query, views.begun(words, begun, words.day_of(clock())))


async def open_affected(
    query: CallbackQuery, callback_data: OpenAffected, words: Words, affected_bookings: AffectedBookings
) -> None:
    affected = await affected_bookings(callback_data.scope, by=query.from_user.id)
    await show(query, affected_list(words, affected, callback_data.scope, callback_data.page))


async def ask_displace(query: CallbackQuery, callback_data: AskDisplace, words: Words, displacing: Displacing) -> None:
    preview = await displacing.preview(callback_data.scope, by=query.from_user.id)
    await show(query, views.ask_displace(words, preview, callback_data.page))


async def displace(
    query: CallbackQuery,
    callback_data: Displace,
    words: Words,
    event_update: Update,
    displacing: Displacing,
    clock: Clock,
) -> None:
    begun = await displacing.begin(callback_data.scope, by=query.from_user.id, update_id=event_update.update_id)
    await show(query, views.begun(words, begun, words.day_of(clock())))


async def open_displacements(
    query: CallbackQuery, callback_data: OpenDisplacementLists, words: Words, displacing: Displacing
) -> None:
    """The list of the only one is sent at once: it comes below, and stays up to date there."""
    by = query.from_user.id
    listed = await displacing.open(by=by)
    if len(listed) == 1:
        await displacing.show_list(listed[0].displacement.id, by=by)
    else:
        await show(query, views.displacements(words, listed, callback_data.page))


async def show_displacement(query: CallbackQuery, callback_data: ShowDisplacement, displacing: Displacing) -> None:
    await displacing.show_list(callback_data.id, by=query.from_user.id)


async def turn_displacement(query: CallbackQuery, callback_data: TurnDisplacement, displacing: Displacing) -> None:
    """Whoever keeps the list up to date turns it."""
    await displacing.turn_list(callback_data.id, callback_data.page, by=query.from_user.id)


async def tap_called(query: CallbackQuery, callback_data: TapCalled, displacing: Displacing) -> None:
    await displacing.mark_called(callback_data.id, by=query.from_user.id, called=callback_data.called)


async def open_displaced_card(
    query: CallbackQuery,
    callback_data: OpenDisplacedCard,
    bot: Bot,
    words: Words,
    settings: BusinessSettings,
    get_booking: GetBooking,
    clock: Clock,
) -> None:
    booking = await get_booking(callback_data.id, by=Actor(query.from_user.id, Side.BUSINESS))
    await send(bot, query.from_user.id, card(words, settings, booking, Side.BUSINESS, clock()))


async def ask_lift(
    query: CallbackQuery, callback_data: AskLift, bot: Bot, words: Words, displacing: Displacing
) -> None:
    """As a message of its own: the list stays what it is."""
    shown = await displacing.get(callback_data.id, by=query.from_user.id)
    await send(bot, query.from_user.id, views.ask_lift(words, shown))


async def lift(query: CallbackQuery, callback_data: Lift, words: Words, displacing: Displacing) -> None:
    await displacing.lift(callback_data.id, by=query.from_user.id)
    await show(query, views.lifted(words))


def make_router() -> Router:
    router = Router(name="displacement")
    router.include_routers(_for_managers(), _of_herself())
    return router


def _of_herself() -> Router:
    """A specialist says that she herself is ill."""
    router = Router(name="ill_herself")
    router.callback_query.filter(IsSpecialist())
    router.callback_query.register(ask_ill, AskIll.filter())
    router.callback_query.register(say_ill, SayIll.filter())
    router.callback_query.register(ask_lift, AskLift.filter())
    router.callback_query.register(lift, Lift.filter())
    return router


def _for_managers() -> Router:
    router = Router(name="owner_displacement")
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(ask_who_is_ill, AskWhoIsIll.filter())
    router.callback_query.register(ask_ill, AskIll.filter())
    router.callback_query.register(say_ill, SayIll.filter())
    router.callback_query.register(open_affected, OpenAffected.filter())
    router.callback_query.register(ask_displace, AskDisplace.filter())
    router.callback_query.register(displace, Displace.filter())
    router.callback_query.register(open_displacements, OpenDisplacementLists.filter())
    router.callback_query.register(show_displacement, ShowDisplacement.filter())
    router.callback_query.register(turn_displacement, TurnDisplacement.filter())
    router.callback_query.register(tap_called, TapCalled.filter())
    router.callback_query.register(open_displaced_card, OpenDisplacedCard.filter())
    router.callback_query.register(ask_lift, AskLift.filter())
    router.callback_query.register(lift, Lift.filter())
    return router
