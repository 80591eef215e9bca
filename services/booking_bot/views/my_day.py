"""Where a specialist's work begins: her own day, and the way to her hours and her pay."""

from __future__ import annotations

from services.booking_bot.use_cases.board import Board
from services.booking_bot.views.board import day_board
from services.booking_bot.views.callbacks import ListPage, Open, OpenList, Place
from services.booking_bot.views.displacement_buttons import AskIll
from services.booking_bot.views.home import home_row
from services.booking_bot.views.pay_buttons import OpenPayOf
from services.booking_bot.views.preference_buttons import preferences_row
from services.booking_bot.views.screen import button
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen


def my_day(words: Words, board: Board) -> Screen:
    """``board`` is hers alone."""
    assert board.specialist_id is not None
    foot = (
        [button(words.label("✍️ Book by hand"), OpenList(which=ListPage.HAND_SERVICES))],
        [
            button(words.label("🕒 My hours"), Open(place=Place.HOURS)),
            button(words.label("💰 My pay"), OpenPayOf(who=board.specialist_id)),
        ],
        [button(words.label("🤒 I am ill today"), AskIll(who=board.specialist_id))] if board.is_today else [],
        preferences_row(words),
        home_row(words),
    )
    return day_board(words, board, foot=foot)
