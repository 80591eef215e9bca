"""The owner's first screen and the lists of a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.clashes import overlapping
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.setup import Readiness
from services.booking_bot.use_cases.bookings import DayBoard
from services.booking_bot.use_cases.calls import CallCount
from services.booking_bot.views.bookings import customer_line
from services.booking_bot.views.callbacks import (
    BookingAct,
    ListPage,
    OfBooking,
    Open,
    OpenDay,
    OpenList,
    Place,
)
from services.booking_bot.views.calls import calls_row
from services.booking_bot.views.checklist import checklist, checklist_row
from services.booking_bot.views.customer_buttons import OpenCustomers
from services.booking_bot.views.hand_buttons import OpenHand
from services.booking_bot.views.outcomes import sign
from services.booking_bot.views.owner_blocks import block_time
from services.booking_bot.views.profile_buttons import OpenLinks
from services.booking_bot.views.schedule_buttons import LiftBlock, OpenFreeHours
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.visits import guest_line
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8


def manage(words: Words, settings: BusinessSettings, readiness: Readiness | None = None) -> Screen:
    text = words(
        "<b>{name}</b>\n\nYou are told here of every booking, move and cancellation at once.", name=settings.name
    )
    missing = checklist(words, readiness)
    return screen(
        "\n".join([text, "", *missing]) if missing else text,
        (
            checklist_row(words, readiness),
            [
                button(words.label("📋 Today"), Open(place=Place.TODAY)),
                button(words.label("📋 Tomorrow"), Open(place=Place.TOMORROW)),
            ],
            [button(words.label("✍️ Book by hand"), OpenHand())],
            [button(words.label("👤 Customers"), OpenCustomers())],
            [
                button(words.label("🧾 Services"), OpenList(which=ListPage.OWNER_SERVICES)),
                button(words.label("👥 Specialists"), Open(place=Place.SPECIALISTS)),
            ],
            [
                button(words.label("🕒 Opening hours"), Open(place=Place.HOURS)),
                button(words.label("🔗 Link and QR"), OpenLinks()),
            ],
            [button(words.label("⚙️ More"), Open(place=Place.MORE))],
            [button(words.label("👀 As a customer sees it"), Open(place=Place.HOME))],
        ),
    )


def manage_row(words: Words) -> Row:
    return [button(words.label("‹ Manage"), Open(place=Place.MANAGE))]


def day_list(
    words: Words, board: DayBoard, page: int = 0, title: Html | None = None, calls: CallCount | None = None
) -> Screen:
    """What is booked and blocked on a day, each with a button, and the way to the days around it.

    ``calls``: on the days about which customers are called.
    """
    entries: list[Booking | Block] = sorted([*board.bookings, *board.blocks], key=lambda entry: entry.start)
    shown = Page.of(entries, page, PAGE)
    lines = [*([title, ""] if title else []), words("<b>{day}</b>", day=words.day(board.day))]
    over = overlapping(board.bookings)
    lines += [_entry(words, entry, over) for entry in shown.items]
    if not board.bookings:
        lines += ["", words("Nothing is booked on this day.")]
    number = board.day.toordinal()
    rows: list[Row] = [[_open(words, entry, number)] for entry in shown.items]
    turning = shown.turning(lambda turned: OpenDay(day=number, page=turned))
    to_call: Row = [] if calls is None else calls_row(words, calls)
    block: Row = [button(words.label("⛔ Block an hour"), OpenFreeHours(day=number))]
    around: Row = [_day_button(words, board.day + timedelta(days=step)) for step in (-1, 1)]
    return screen("\n".join(lines), (*rows, turning, to_call, block, around, manage_row(words)))


def _day_button(words: Words, day: date) -> InlineKeyboardButton:
    return button(words.short_day(day), OpenDay(day=day.toordinal()))


def _entry(words: Words, entry: Booking | Block, over: Collection[int]) -> str:
    """``over``: the visits that lie over one another."""
    if isinstance(entry, Block):
        return "\n" + words("⛔ Kept free: {time}", time=block_time(words, entry))
    time = f"{'⚠️ ' if entry.id in over else ''}{words.clock(entry.start)}–{words.clock(entry.end)}"
    head = words("<b>{time}</b> {service}", time=time, service=_what(entry))
    guest = [guest_line(words, entry.guest)] if entry.guest is not None else []
    return "\n".join(["", head, *guest, customer_line(words, entry.customer)])


def _what(booking: Booking) -> str:
    names = booking.specialist_names
    return booking.service_name if names is None else f"{booking.service_name} · {names}"


def _open(words: Words, entry: Booking | Block, day: int) -> InlineKeyboardButton:
    if isinstance(entry, Block):
        return button(
            words.label("🔓 Open {time} again", time=block_time(words, entry)), LiftBlock(id=entry.id, day=day)
        )
    label = f"{words.clock(entry.start)} · {entry.guest or entry.customer.name} · {entry.service_name}"
    if entry.mark.outcome is not None:
        label = f"{sign(entry.mark.outcome)} {label}"
    return button(label, OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=entry.id))
