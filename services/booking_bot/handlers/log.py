"""The log of changes, for owners and admins."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.log import ReadLog
from services.booking_bot.views import log as views
from services.booking_bot.views.log_buttons import AskLogOf, OpenLog
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_log(query: CallbackQuery, callback_data: OpenLog, words: Words, read_log: ReadLog) -> None:
    of, page = callback_data.of or None, callback_data.page
    await show(query, views.log(words, await read_log(by=query.from_user.id, of=of, page=page)))


async def ask_whose(query: CallbackQuery, callback_data: AskLogOf, words: Words, read_log: ReadLog) -> None:
    shown = await read_log(by=query.from_user.id)
    await show(query, views.ask_whose(words, shown.people, callback_data.page))


def make_router() -> Router:
    router = Router(name="log")
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_log, OpenLog.filter())
    router.callback_query.register(ask_whose, AskLogOf.filter())
    return router
