"""The board of a day as the owner sees it. A screen is added as one more entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from scripts.gallery.making import Make
from scripts.gallery.samples import BLOCK, BOOKING, FULL, HERS, LONGEST_ID, MISSED, MOSCOW, PAID, SPECIALIST, START
from services.booking_bot.domain.board import Share, StaffDay
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.use_cases.board import Board
from services.booking_bot.use_cases.calls import CallCount
from services.booking_bot.views import board_picture, owner_blocks
from services.booking_bot.views.board import day_board, whose_day

HOURS = tuple(Interval(START + timedelta(minutes=20 * n), START + timedelta(minutes=20 * n + 15)) for n in range(9))
SHARES = tuple(Share(booking, booking.parts) for booking in (FULL, PAID, MISSED, HERS, BOOKING) * 3)
WORKING = StaffDay(replace(SPECIALIST, id=LONGEST_ID), HOURS, SHARES, (BLOCK,) * 3, HOURS)
OVER = frozenset({BOOKING.id})
ON_LEAVE = StaffDay(SPECIALIST)
BOARD = Board(
    date(2026, 3, 2),
    MOSCOW,
    START - timedelta(days=9),
    (WORKING, replace(WORKING, visits=(), blocks=()), *(ON_LEAVE,) * 15),
    (FULL, PAID, MISSED, HERS, BOOKING) * 3,
    others=True,
)
OF_ONE = replace(BOARD, staff=(WORKING,), specialist_id=LONGEST_ID)
OF_THE_ONLY_ONE = replace(BOARD, staff=(WORKING,), others=False)
NOTHING = replace(OF_THE_ONLY_ONE, staff=(ON_LEAVE,), bookings=())

BOARD_SCREENS: dict[str, Make] = {
    "board": lambda words: day_board(words, BOARD),
    "board, further": lambda words: day_board(words, BOARD, 2),
    "board, the end": lambda words: day_board(words, BOARD, 99),
    "board of one specialist": lambda words: day_board(words, OF_ONE),
    "board of the only one": lambda words: day_board(words, OF_THE_ONLY_ONE, 1),
    "board, of today": lambda words: day_board(words, replace(OF_THE_ONLY_ONE, now=START, displaced=99)),
    "board, nothing": lambda words: day_board(words, NOTHING),
    "board, blocked": lambda words: day_board(words, BOARD, title=owner_blocks.blocked(words, BLOCK)),
    "board, a block lifted": lambda words: day_board(
        words, NOTHING, title=owner_blocks.lifted(words), undo=owner_blocks.block_again_row(words, BLOCK)
    ),
    "board, calls": lambda words: day_board(
        words, replace(BOARD, calls=CallCount(99, 1), over=frozenset({BOOKING.id}))
    ),
    "board, called": lambda words: day_board(words, replace(BOARD, calls=CallCount(0, 1))),
    "board, whose?": lambda words: whose_day(words, BOARD, 1),
    "board as a picture": lambda words: board_picture.drawn(words, BOARD, b"a picture"),
    "board, no picture": lambda words: board_picture.not_drawn(words, BOARD),
}
