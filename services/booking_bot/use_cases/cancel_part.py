"""Cancel one part of a visit; the others stay where they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.authority import require_actor
from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.changes import require_may_cancel
from services.booking_bot.domain.displacements import DisplacedState
from services.booking_bot.domain.errors import LastPart
from services.booking_bot.domain.log_values import moment
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note_booking
from services.booking_bot.use_cases.bookings import booking_of, booking_to_change
from services.booking_bot.use_cases.displaced import settle
from services.booking_bot.use_cases.displaced_choices import parts_hit
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import remind, tell_customer, tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class CancelPart:
    """Its time is free at once, and the other side is told. A repeated ``update_id`` gives the booking as it is.

    A displaced booking is settled when what is left of it can take place.

    Raises:
        BookingNotFound, NotYourBooking, BookingCancelled, NotAllowed, SharedVisit, BookingStarted, TooLateToCancel;
        PartNotFound for a part that is cancelled already, LastPart for the only one left.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, booking_id: int, part_id: int, *, by: Actor, update_id: int | None = None) -> Booking:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            require_actor(settings, by)
            if await earlier_subject(tables, update_id, now) is not None:
                return await booking_of(tables, settings, booking_id, by)
            await tables.specialists.lock()
            before = await booking_to_change(tables, settings, booking_id, by)
            require_may_cancel(before, settings, by.side, now)
            part = before.part(part_id)
            if len(before.parts) == 1:
                raise LastPart(booking_id)
            await tables.bookings.cancel_part(before, part)
            settled = await _settle(tables, settings, before, now)
            after = await booking_of(tables, settings, booking_id, by)
            gone = replace(after, parts=(part,))
            kind = NoticeKind.OWNER_PART_CANCELLED
            await tell_owner(tables, settings, kind, gone, by=by, now=now, listed=settled)
            if by.side is Side.BUSINESS:
                await tell_customer(tables, NoticeKind.CUSTOMER_PART_CANCELLED, gone, now=now)
                when = moment(gone.start)
                await note_booking(tables, Act.PART_CANCELLED, gone, by=by.user_id, now=now, before=when)
            await remind(tables, settings, after, now=now)
            await remember_subject(tables, update_id, after.id)
        return after


async def _settle(tables: Tables, settings: BusinessSettings, before: Booking, now: datetime) -> bool:
    """Whether it was displaced, and what is left of it can take place."""
    left = await tables.bookings.get(before.id) if before.displaced else None
    if left is None or await parts_hit(tables, settings, left, now):
        return False
    return await settle(tables, before, DisplacedState.CANCELLED)
