"""A visit as an iCalendar file (RFC 5545), which every phone's calendar takes over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from services.booking_bot.domain.bookings import Booking, BookingState
from services.booking_bot.domain.settings import BusinessSettings

FILE_NAME = "visit.ics"
LONGEST_LINE = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""


def calendar_file(booking: Booking, settings: BusinessSettings, now: datetime) -> bytes:
    """The visit in UTC. A later file of the same booking replaces the event: same UID, higher SEQUENCE."""
    return "".join(f"{folded}\r\n" for line in _lines(booking, settings, now) for folded in _folded(line)).encode()


def _lines(booking: Booking, settings: BusinessSettings, now: datetime) -> Iterator[str]:
    cancelled = booking.state is BookingState.CANCELLED
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Zapis//Booking bot//EN"
    yield f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}"
    yield "BEGIN:VEVENT"
    yield f"UID:{booking.created_at:%Y%m%dT%H%M%S%fZ}-{booking.id}@zapis"
    yield f"SEQUENCE:{booking.version - 1}"
    yield f"DTSTAMP:{_instant(now)}"
    yield f"DTSTART:{_instant(booking.start)}"
    yield f"DTEND:{_instant(booking.end)}"
    yield f"SUMMARY:{_text(f'{booking.service_name} – {settings.name}')}"
    if settings.address:
        yield f"LOCATION:{_text(settings.address)}"
    if settings.point is not None:
        yield f"GEO:{settings.point.latitude:.6f};{settings.point.longitude:.6f}"
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _instant(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A value of type TEXT (3.3.11)."""
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Cut into lines of at most 75 octets, none inside a character; those after the first begin with a blank."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
