"""Cancel a booking: its time is free at once."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.authority import require_actor
from services.booking_bot.domain.bookings import Actor, Booking, CancelReason, Side
from services.booking_bot.domain.changes import require_may_cancel
from services.booking_bot.domain.displacements import DisplacedState
from services.booking_bot.domain.log_values import moment
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.audit import note_booking
from services.booking_bot.use_cases.bookings import booking_of, booking_to_change
from services.booking_bot.use_cases.displaced import settle
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import tell_customer, tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class CancelBooking:
    """The other side is told; of a displaced one the owner reads in the list. A repeated ``update_id`` gives the
    cancelled booking again.

    Raises:
        BookingNotFound, NotYourBooking, BookingCancelled, NotAllowed, SharedVisit; BookingStarted, TooLateToCancel for
        a customer who is too late.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self, booking_id: int, *, by: Actor, reason: CancelReason | None = None, update_id: int | None = None
    ) -> Booking:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            require_actor(settings, by)
            if await earlier_subject(tables, update_id, now) is not None:
                return await booking_of(tables, settings, booking_id, by)
            await tables.specialists.lock()
            before = await booking_to_change(tables, settings, booking_id, by)
            require_may_cancel(before, settings, by.side, now)
            await tables.bookings.cancel(before, reason)
            settled = await settle(tables, before, DisplacedState.CANCELLED)
            after = await booking_of(tables, settings, booking_id, by)
            await tell_owner(tables, settings, NoticeKind.OWNER_CANCELLED, after, by=by, now=now, listed=settled)
            if by.side is Side.BUSINESS:
                await tell_customer(tables, NoticeKind.CUSTOMER_CANCELLED, after, now=now)
                when = moment(after.start)
                await note_booking(tables, Act.CANCELLED, after, by=by.user_id, now=now, before=when)
            await remember_subject(tables, update_id, after.id)
        return after
