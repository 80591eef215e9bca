"""The log of changes: a line is written in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from services.booking_bot.domain.audit import Act, LogEntry
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.log_changes import Change
from services.booking_bot.domain.log_values import text
from services.booking_bot.storage.ports import Tables


async def note(
    tables: Tables,
    act: Act,
    *,
    by: int | None,
    now: datetime,
    subject: str = "",
    before: str = "",
    after: str = "",
    customer_id: int | None = None,
) -> None:
    """Who did what, for the log; nothing is written where ``before`` and ``after`` say the same and are not empty."""
    if not before or before != after:
        await tables.audit.add(LogEntry(act, now, by, subject, before, after, customer_id=customer_id))


async def note_booking(
    tables: Tables, act: Act, booking: Booking, *, by: int | None, now: datetime, before: str = "", after: str = ""
) -> None:
    """The same about a booking, named by its services."""
    subject = text(booking.service_name)
    await tables.audit.add(LogEntry(act, now, by, subject, before, after, booking_id=booking.id))


async def name_for_log(tables: Tables, specialist_id: int | None) -> str:
    """The subject of a line about somebody's time; nothing for the whole business, or where there is nobody else."""
    everybody = {specialist.id: specialist.name for specialist in await tables.specialists.all()}
    return text(everybody[specialist_id]) if specialist_id in everybody and len(everybody) > 1 else ""


async def note_changes(tables: Tables, changes: Iterable[Change], *, by: int | None, now: datetime) -> None:
    """A line for each value that became another."""
    for change in changes:
        await note(tables, change.act, by=by, now=now, subject=change.subject, before=change.before, after=change.after)
