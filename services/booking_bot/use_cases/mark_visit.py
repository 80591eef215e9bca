"""The business says what became of a visit; it may say something else at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.outcomes import NOTHING, Mark, Outcome, PaidBy, Received, checked_sum
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class MarkVisit:
    """Came or did not; one that came brought what was booked, until another sum is said. May be repeated.

    What was said to be received is kept by one who did not come, so that a press in error loses nothing.

    Raises:
        NotAllowed, BookingNotFound, BookingCancelled, NotBegun.
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
        NotAllowed, BookingNotFound, BookingCancelled, NotBegun, InvalidSum.
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
    actor = Actor(by, Side.BUSINESS)
    async with storage.writing() as tables:
        (await read_settings(tables)).require_admin(by)
        await tables.specialists.lock()
        booking = await booking_of(tables, booking_id, actor)
        booking.require_may_be_marked(clock())
        mark = marked(booking)
        await tables.marks.set(booking.id, mark)
    return replace(booking, mark=mark)
