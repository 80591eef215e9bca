"""A request in the customer's own words: what no step expects may say when, what and with whom."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.choosing import ServiceScreen
from services.booking_bot.handlers.taps import IN_DIALOG
from services.booking_bot.use_cases.find_times import FindTimes, FoundTimes, WhichService
from services.booking_bot.views import requests
from services.booking_bot.views.callbacks import FindTimesFor
from services.booking_bot.views.choices import PickService, to_book
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen, show


async def read_request(
    message: Message,
    words: Words,
    settings: BusinessSettings,
    is_admin: bool,
    event_from_user: User,
    find_times: FindTimes,
) -> None:
    """The answer is a reply: the words are read from there again, and kept nowhere else."""
    answer = await find_times(message.text or "", user_id=event_from_user.id)
    if answer is None:
        raise SkipHandler
    answered = _screen(words, settings, answer, somebody_reads=bool(settings.admin_ids) and not is_admin)
    await message.reply(answered.text, reply_markup=answered.keyboard)


async def find_times_for(
    query: CallbackQuery,
    callback_data: FindTimesFor,
    words: Words,
    settings: BusinessSettings,
    is_admin: bool,
    find_times: FindTimes,
    service_screen: ServiceScreen,
) -> None:
    """Without the customer's words the service's own screen follows."""
    request = query.message.reply_to_message if isinstance(query.message, Message) else None
    text = (request.text if request is not None else None) or ""
    answer = await find_times(text, user_id=query.from_user.id, service_id=callback_data.id)
    if answer is None:
        choice = PickService(**to_book(Plan.of(callback_data.id)))
        await show(query, await service_screen(choice, words, settings, query.from_user.id))
        return
    somebody_reads = bool(settings.admin_ids) and not is_admin
    await show(query, _screen(words, settings, answer, somebody_reads=somebody_reads))


def _screen(
    words: Words, settings: BusinessSettings, answer: FoundTimes | WhichService, *, somebody_reads: bool
) -> Screen:
    if isinstance(answer, WhichService):
        return requests.which_service(words, settings, answer, somebody_reads=somebody_reads)
    return requests.found_times(words, answer, somebody_reads=somebody_reads)


def make_router() -> Router:
    router = Router(name="requests")
    router.message.register(read_request, F.text, ~F.text.startswith("/"), flags=IN_DIALOG)
    router.callback_query.register(find_times_for, FindTimesFor.filter())
    return router
