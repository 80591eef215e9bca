"""From the message that says what became free: book into it by hand, or keep it free."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Router
from aiogram.types import CallbackQuery, Update

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.blocks import BlockTime
from services.booking_bot.use_cases.board import GetBoard
from services.booking_bot.use_cases.holes import LookIntoHole
from services.booking_bot.views import holes as views
from services.booking_bot.views.board import day_board
from services.booking_bot.views.hole_buttons import BlockHole, FillHole
from services.booking_bot.views.owner_blocks import blocked
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show


async def fill_hole(
    query: CallbackQuery,
    callback_data: FillHole,
    words: Words,
    settings: BusinessSettings,
    look_into_hole: LookIntoHole,
    clock: Clock,
) -> None:
    found = await look_into_hole(callback_data.who, callback_data.start, by=query.from_user.id)
    await show(query, views.filling(words, settings, found, clock(), callback_data.page))


async def block_hole(
    query: CallbackQuery,
    callback_data: BlockHole,
    words: Words,
    event_update: Update,
    block_time: BlockTime,
    get_board: GetBoard,
) -> None:
    by, length = query.from_user.id, timedelta(minutes=callback_data.length)
    block = await block_time(
        callback_data.who, callback_data.start, by=by, length=length, update_id=event_update.update_id
    )
    board = await get_board(words.day_of(block.start), by=by)
    await show(query, day_board(words, board, title=blocked(words, block)))


def make_router() -> Router:
    router = Router(name="holes")
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(fill_hole, FillHole.filter())
    router.callback_query.register(block_hole, BlockHole.filter())
    return router
