"""Until when a customer can move and cancel a visit; said only where the owner has set such a window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.changes import why_not_cancel, why_not_move
from services.booking_bot.domain.errors import BookingCancelled, BookingStarted, TooManyMoves
from services.booking_bot.domain.services import OwnWindows
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.windows import windows_of
from services.booking_bot.views.words import Html, Words


def until_lines(
    words: Words, settings: BusinessSettings, services: Iterable[OwnWindows], start: datetime, now: datetime
) -> list[Html]:
    """Of a visit at ``start`` that is not booked yet."""
    windows = windows_of(services, settings)
    move, cancel = _until(start, windows.move_until_minutes), _until(start, windows.cancel_until_minutes)
    closed = [
        *([words("🔒 Such a visit can no longer be cancelled here.")] if cancel and cancel < now else []),
        *([words("🔒 Such a visit can no longer be moved here.")] if move and move < now else []),
    ]
    open_move, open_cancel = (None if until is None or until < now else until for until in (move, cancel))
    return [*_open_line(words, open_move, open_cancel), *closed]


def change_lines(words: Words, settings: BusinessSettings, booking: Booking, now: datetime) -> list[Html]:
    """Of a booking: until when, or that it is over, and whom to call then. Nothing for one that is gone or begun.

    Nor for one that is displaced: it can be changed until it begins.
    """
    cancel, move = (why(booking, settings, Side.CUSTOMER, now) for why in (why_not_cancel, why_not_move))
    if isinstance(cancel, BookingCancelled | BookingStarted) or booking.displaced:
        return []
    windows = windows_of(booking.windows, settings)
    closed = []
    if cancel is not None:
        closed.append(words("🔒 This visit can no longer be cancelled here."))
    if isinstance(move, TooManyMoves):
        closed.append(words("🔒 It can no longer be moved here: all moves are used up ({n}).", n=move.most))
    elif move is not None:
        closed.append(words("🔒 This visit can no longer be moved here."))
    if closed:
        closed.append(_contact(words, settings))
    open_move = None if move is not None else _until(booking.start, windows.move_until_minutes)
    open_cancel = None if cancel is not None else _until(booking.start, windows.cancel_until_minutes)
    return [*_open_line(words, open_move, open_cancel), *closed]


def _until(start: datetime, minutes: int) -> datetime | None:
    return start - timedelta(minutes=minutes) if minutes else None


def _open_line(words: Words, move: datetime | None, cancel: datetime | None) -> list[Html]:
    if move is not None and cancel is not None:
        said = words(
            "⏳ Can be cancelled until {cancel} · moved until {move}",
            cancel=words.short_when(cancel),
            move=words.short_when(move),
        )
        return [said]
    if cancel is not None:
        return [words("⏳ Can be cancelled until {cancel}", cancel=words.short_when(cancel))]
    return [] if move is None else [words("⏳ Can be moved until {move}", move=words.short_when(move))]


def _contact(words: Words, settings: BusinessSettings) -> Html:
    if settings.shop_phone:
        return words("☎️ Please call us: {phone}", phone=settings.shop_phone)
    return words("☎️ Please contact us.")
