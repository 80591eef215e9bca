"""The owner says at which times alone a service begins."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.states import FixingTimes
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.handlers.typed import read_times
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.services import EditService, GetService
from services.booking_bot.views import owner_service_rules as views
from services.booking_bot.views.callbacks import OfService, ServiceAct
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show

SERVICE = "service_id"


async def ask_fixed_times(
    query: CallbackQuery, callback_data: OfService, words: Words, state: FSMContext, get_service: GetService
) -> None:
    service = await get_service(callback_data.id)
    await state.set_data({SERVICE: service.id})
    await state.set_state(FixingTimes.times)
    await show(query, views.ask_fixed_times(words, service))


async def take_fixed_times(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    event_from_user: User,
    state: FSMContext,
    get_service: GetService,
    edit_service: EditService,
) -> None:
    service_id = (await state.get_data())[SERVICE]
    times = read_times(message.text or "")
    if times is None:
        await show(message, views.not_times(words, await get_service(service_id)))
        return
    service = await edit_service(service_id, by=event_from_user.id, fixed_times=times)
    await state.clear()
    await show(message, views.service_rules(words, settings, service))


async def ask_drop_fixed_times(
    query: CallbackQuery, callback_data: OfService, words: Words, get_service: GetService
) -> None:
    await show(query, views.ask_drop_fixed_times(words, await get_service(callback_data.id)))


async def drop_fixed_times(
    query: CallbackQuery,
    callback_data: OfService,
    words: Words,
    settings: BusinessSettings,
    edit_service: EditService,
) -> None:
    service = await edit_service(callback_data.id, by=query.from_user.id, fixed_times=())
    await show(query, views.service_rules(words, settings, service))


def make_router() -> Router:
    router = Router(name="owner_fixed_times")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(ask_fixed_times, OfService.filter(F.act == ServiceAct.ASK_TIMES))
    router.callback_query.register(ask_drop_fixed_times, OfService.filter(F.act == ServiceAct.ASK_DROP_TIMES))
    router.callback_query.register(drop_fixed_times, OfService.filter(F.act == ServiceAct.DROP_TIMES))
    router.message.register(take_fixed_times, FixingTimes.times, F.text, flags=IN_DIALOG)
    return router
