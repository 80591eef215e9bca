"""Bookings that a change of the schedule has left outside: the owner is never left unaware of them."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.bookings import Side
from services.booking_bot.use_cases.affected_bookings import Affected
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.screen import Row, button
from services.booking_bot.views.words import Words

SHOWN_AT_MOST = 20


def affected_lines(words: Words, affected: Sequence[Affected]) -> list[str]:
    """How many they are, and of each when, who and the phone; nothing where there are none."""
    if not affected:
        return []
    count = words.plural(
        "⚠️ {n} visit is booked outside these hours. It stays: open it to move or cancel it.",
        "⚠️ {n} visits are booked outside these hours. They stay: open each to move or cancel it.",
        len(affected),
    )
    lines = [count]
    for one in affected[:SHOWN_AT_MOST]:
        customer, start = one.booking.customer, one.booking.start
        phone = words(" · {phone}", phone=customer.phone) if customer.phone else ""
        lines.append(words("{when} · {name}", when=words.short_when(start), name=customer.name) + phone)
    return [*lines, ""]


def affected_rows(words: Words, affected: Sequence[Affected]) -> list[Row]:
    """A button to the card of each."""
    return [[_card(words, one)] for one in affected[:SHOWN_AT_MOST]]


def _card(words: Words, affected: Affected) -> InlineKeyboardButton:
    booking = affected.booking
    label = f"{words.short_when(booking.start)} · {booking.customer.name}"
    return button(label, OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=booking.id))
