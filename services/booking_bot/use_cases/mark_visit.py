"""The business says what became of a visit; it may say something else at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.outcomes import NOTHING, Mark, Outcome, PaidBy, Received, checked_sum
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note_booking
from services.booking_bot.use_cases.bookings import booking_to_change
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class MarkVisit:
    """Came or did not; one that came brought what was booked, until another sum is said. May be repeated.

    What was said to be received is kept by one who did not come, so that a press in error loses nothing.

    Raises:
        NotAllowed, BookingNotFound, NotYourBooking, SharedVisit, BookingCancelled, NotBegun.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, booking_id: int, outcome: Outcome, *, by: int) -> Booking:
        def marked(booking: Booking) -> Mark:
            if booking.mark.outcome is outcome:
                return booking.mark
            return Mark(outcome, _received(booking) if outcome is Outcome.CAME else booking.mark.received)

        return await _set(self.storage, self.clock, booking_id, by, marked)


@dataclass(frozen=True, slots=True)
class SetReceived:
    """What was received, of what kind, and the tip; sums in hundredths, what is None stays. The customer came then.

    Raises:
        NotAllowed, BookingNotFound, NotYourBooking, SharedVisit, BookingCancelled, NotBegun, InvalidSum.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        booking_id: int,
        *,
        by: int,
        amount: int | None = None,
        paid_by: PaidBy | None = None,
        tip: int | None = None,
    ) -> Booking:
        amounts = {"amount": amount, "tip": tip}
        said = {name: checked_sum(value) for name, value in amounts.items() if value is not None}

        def marked(booking: Booking) -> Mark:
            before = _received(booking)
            return Mark(Outcome.CAME, replace(before, by=paid_by or before.by, **said))

        return await _set(self.storage, self.clock, booking_id, by, marked)


def _received(booking: Booking) -> Received:
    """What was said, else what was booked."""
    return Received(booking.due) if booking.mark.received == NOTHING else booking.mark.received


async def _set(storage: Storage, clock: Clock, booking_id: int, by: int, marked: Callable[[Booking], Mark]) -> Booking:
    now = clock()
    async with storage.writing() as tables:
        settings = await read_settings(tables)
        settings.require_staff(by)
        await tables.specialists.lock()
        booking = await booking_to_change(tables, settings, booking_id, Actor(by, Side.BUSINESS))
        booking.require_may_be_marked(now)
        mark = marked(booking)
        if mark != booking.mark:
            await tables.marks.set(booking.id, mark)
            await _note(tables, booking, mark, by, now)
    return replace(booking, mark=mark)


async def _note(tables: Tables, booking: Booking, mark: Mark, by: int, now: datetime) -> None:
    act = Act.RECEIVED if mark.outcome is booking.mark.outcome else Act.MARKED
    before, after = (values.mark(one, booking.costs.currency) for one in (booking.mark, mark))
    await note_booking(tables, act, booking, by=by, now=now, before=before, after=after)
