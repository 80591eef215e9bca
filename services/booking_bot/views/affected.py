"""Bookings that a change of the schedule has left outside: the owner is never left unaware of them."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.displacements import Scope
from services.booking_bot.use_cases.affected_bookings import Affected
from services.booking_bot.views.callbacks import BookingAct, OfBooking, Open, Place
from services.booking_bot.views.displacement_buttons import AskDisplace, OpenAffected, code_of
from services.booking_bot.views.screen import Page, Row, button, screen
from services.booking_bot.views.words import Words
from services.shared.telegram.screens import Screen

PAGE = 8


def affected_lines(words: Words, affected: Sequence[Affected], page: int = 0) -> list[str]:
    """How many they are, and of one page when, who and the phone; nothing where there are none."""
    if not affected:
        return []
    count = words.plural(
        "⚠️ {n} visit is booked outside these hours. It stays: write to the customer, or open it.",
        "⚠️ {n} visits are booked outside these hours. They stay: write to all of them, or open each.",
        len(affected),
    )
    return [count, *(affected_line(words, one) for one in Page.of(affected, page, PAGE).items), ""]


def affected_line(words: Words, affected: Affected) -> str:
    customer, start = affected.booking.customer, affected.booking.start
    phone = words(" · {phone}", phone=customer.phone) if customer.phone else ""
    return words("{when} · {name}", when=words.short_when(start), name=customer.name) + phone


def affected_rows(words: Words, affected: Sequence[Affected], scope: Scope) -> list[Row]:
    """A button to the card of each of the first, the way to all of them, and to writing to them."""
    if not affected:
        return []
    cards: list[Row] = [[_card(words, one)] for one in affected[:PAGE]]
    rest: Row = []
    if len(affected) > PAGE:
        rest = [button(words.label("All of them ({n}) ›", n=len(affected)), OpenAffected(**code_of(scope)))]
    return [*cards, rest, _write_row(words, affected, scope)]


def affected_list(words: Words, affected: Sequence[Affected], scope: Scope, page: int = 0) -> Screen:
    """All of them, page by page."""
    lines = affected_lines(words, affected, page) or [words("No visit is booked outside the hours any more.")]
    shown = Page.of(affected, page, PAGE)
    cards: list[Row] = [[_card(words, one)] for one in shown.items]
    turning = shown.turning(lambda number: OpenAffected(**code_of(scope), page=number))
    manage = [button(words.label("‹ Manage"), Open(place=Place.MANAGE))]
    return screen("\n".join(lines), (*cards, turning, _write_row(words, affected, scope), manage))


def _write_row(words: Words, affected: Sequence[Affected], scope: Scope) -> Row:
    if words.own_desk or all(one.booking.displaced for one in affected):
        return []
    return [button(words.label("✉️ Write to all of them"), AskDisplace(**code_of(scope)))]


def _card(words: Words, affected: Affected) -> InlineKeyboardButton:
    booking = affected.booking
    label = f"{words.short_when(booking.start)} · {booking.customer.name}"
    return button(label, OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=booking.id))
