"""The owner calls those whom the bot does not reach, and says what came of it."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.calls import ListCalls, MarkCall
from services.booking_bot.views import calls
from services.booking_bot.views.call_buttons import OpenCalls, TakeCallBack, TapCall
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_calls(query: CallbackQuery, callback_data: OpenCalls, words: Words, list_calls: ListCalls) -> None:
    await show(query, calls.call_list(words, await list_calls(by=query.from_user.id), callback_data.page))


async def mark_call(query: CallbackQuery, callback_data: TapCall, words: Words, mark_call: MarkCall) -> None:
    listed = await mark_call(callback_data.id, callback_data.version, callback_data.result, by=query.from_user.id)
    await show(query, calls.call_list(words, listed, callback_data.page))


async def take_back(query: CallbackQuery, callback_data: TakeCallBack, words: Words, mark_call: MarkCall) -> None:
    listed = await mark_call(callback_data.id, callback_data.version, None, by=query.from_user.id)
    await show(query, calls.call_list(words, listed, callback_data.page))


def make_router() -> Router:
    router = Router(name="owner_calls")
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_calls, OpenCalls.filter())
    router.callback_query.register(mark_call, TapCall.filter())
    router.callback_query.register(take_back, TakeCallBack.filter())
    return router
