"""The board of a day: as a list and as a picture, everybody's or one specialist's."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Bot, F, Router
from aiogram.enums import ChatAction
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, User

from services.booking_bot.drawing.children import Drawing
from services.booking_bot.handlers.visitors import IsAdmin
from services.booking_bot.use_cases.board import GetBoard
from services.booking_bot.views import board_picture, commands
from services.booking_bot.views.board import day_board, whose_day
from services.booking_bot.views.board_buttons import AskWhose, DrawDay
from services.booking_bot.views.callbacks import Open, OpenDay, Place
from services.booking_bot.views.words import Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import show


async def open_today(
    event: Message | CallbackQuery, words: Words, event_from_user: User, get_board: GetBoard, clock: Clock
) -> None:
    await show(event, day_board(words, await get_board(words.day_of(clock()), by=event_from_user.id)))


async def open_tomorrow(
    event: Message | CallbackQuery, words: Words, event_from_user: User, get_board: GetBoard, clock: Clock
) -> None:
    tomorrow = words.day_of(clock()) + timedelta(days=1)
    await show(event, day_board(words, await get_board(tomorrow, by=event_from_user.id)))


async def open_day(query: CallbackQuery, callback_data: OpenDay, words: Words, get_board: GetBoard) -> None:
    board = await get_board(callback_data.wanted, by=query.from_user.id, specialist_id=callback_data.specialist_id)
    await show(query, day_board(words, board, callback_data.page))


async def ask_whose(query: CallbackQuery, callback_data: AskWhose, words: Words, get_board: GetBoard) -> None:
    board = await get_board(callback_data.wanted, by=query.from_user.id)
    await show(query, whose_day(words, board, callback_data.page))


async def draw_day(
    query: CallbackQuery, callback_data: DrawDay, words: Words, bot: Bot, get_board: GetBoard, drawing: Drawing
) -> None:
    """It takes a few seconds; without a picture the list is shown."""
    by, page = query.from_user.id, callback_data.page
    board = await get_board(callback_data.wanted, by=by, specialist_id=callback_data.specialist_id)
    await bot.send_chat_action(by, ChatAction.UPLOAD_PHOTO)
    png = await drawing.day(board_picture.day_picture(words, board, page))
    shown = board_picture.not_drawn(words, board) if png is None else board_picture.drawn(words, board, png, page)
    await show(query, shown)


def make_router() -> Router:
    router = Router(name="board")
    router.message.filter(IsAdmin())
    router.callback_query.filter(IsAdmin())
    router.callback_query.register(open_today, Open.filter(F.place == Place.TODAY))
    router.message.register(open_today, Command(commands.TODAY))
    router.callback_query.register(open_tomorrow, Open.filter(F.place == Place.TOMORROW))
    router.message.register(open_tomorrow, Command(commands.TOMORROW))
    router.callback_query.register(open_day, OpenDay.filter())
    router.callback_query.register(ask_whose, AskWhose.filter())
    router.callback_query.register(draw_day, DrawDay.filter())
    return router
