"""The log of changes: a line is written in the transaction of the change itself."""

from __future__ import annotations

from datetime import datetime

from services.booking_bot.domain.audit import Act, LogEntry
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.storage.ports import Tables


async def note(
    tables: Tables, act: Act, *, by: int | None, now: datetime, subject: str = "", before: str = "", after: str = ""
) -> None:
    """Who did what, for the log; nothing is written where ``before`` and ``after`` say the same and are not empty."""
    if not before or before != after:
        await tables.audit.add(LogEntry(act, now, by, subject, before, after))


async def note_booking(
    tables: Tables, act: Act, booking: Booking, *, by: int | None, now: datetime, before: str = "", after: str = ""
) -> None:
    """The same about a booking, named by its services."""
    await tables.audit.add(LogEntry(act, now, by, booking.service_name, before, after, booking_id=booking.id))
