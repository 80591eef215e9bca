"""The owner keeps an hour free: two taps from the board of the day."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Update

from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.errors_setup import TimeIsBooked
from services.booking_bot.handlers.visitors import IsStaff
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.blocks import BlockTime, FindFreeHours, FindVisitsAt, UnblockTime
from services.booking_bot.use_cases.board import GetBoard
from services.booking_bot.views import owner_blocks as views
from services.booking_bot.views.board import day_board
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.schedule_buttons import BlockAnyway, BlockHour, LiftBlock, OpenFreeHours
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import show


async def open_free_hours(
    query: CallbackQuery, callback_data: OpenFreeHours, words: Words, find_free_hours: FindFreeHours
) -> None:
    who = callback_data.specialist_id
    hours = await find_free_hours(callback_data.wanted, by=query.from_user.id, specialist_id=who)
    await show(query, views.free_hours(words, hours))


async def block_hour(
    query: CallbackQuery,
    callback_data: BlockHour,
    words: Words,
    event_update: Update,
    block_time: BlockTime,
    find_visits_at: FindVisitsAt,
    find_free_hours: FindFreeHours,
    get_board: GetBoard,
) -> None:
    """Who is booked in the hour is shown, and it is not blocked yet; nor is one that somebody is looking at."""
    by, who, start = query.from_user.id, callback_data.who, callback_data.start
    try:
        block = await block_time(who, start, by=by, update_id=event_update.update_id)
    except TimeIsBooked as error:
        booked = await find_visits_at(who, start, by=by)
        if booked:
            await show(query, views.ask_anyway(words, callback_data, booked))
            return
        hours = await find_free_hours(words.day_of(start), by=by, specialist_id=who)
        await show(query, views.free_hours(words, hours, refusal(words, error)))
        return
    board = await get_board(words.day_of(block.start), by=by)
    await show(query, day_board(words, board, title=views.blocked(words, block)))


async def block_anyway(
    query: CallbackQuery,
    callback_data: BlockAnyway,
    words: Words,
    event_update: Update,
    block_time: BlockTime,
    affected_bookings: AffectedBookings,
) -> None:
    by, who, start = query.from_user.id, callback_data.who, callback_data.start
    block = await block_time(who, start, by=by, anyway=True, update_id=event_update.update_id)
    day = words.day_of(block.start)
    affected = await affected_bookings(Scope(who, day, day), by=by)
    await show(query, views.blocked_anyway(words, block, affected))


async def lift_block(
    query: CallbackQuery, callback_data: LiftBlock, words: Words, unblock_time: UnblockTime, get_board: GetBoard
) -> None:
    block = await unblock_time(callback_data.id, by=query.from_user.id)
    board = await get_board(callback_data.wanted, by=query.from_user.id, specialist_id=callback_data.specialist_id)
    await show(query, day_board(words, board, title=views.lifted(words), undo=views.block_again_row(words, block)))


def make_router() -> Router:
    router = Router(name="owner_blocks")
    router.callback_query.filter(IsStaff())
    router.callback_query.register(open_free_hours, OpenFreeHours.filter())
    router.callback_query.register(block_hour, BlockHour.filter())
    router.callback_query.register(block_anyway, BlockAnyway.filter())
    router.callback_query.register(lift_block, LiftBlock.filter())
    return router
