"""What becomes of a displaced booking: it follows from what is done with the booking, whoever does it and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.bookings import Booking, BookingState
from services.booking_bot.domain.displacements import Displaced, DisplacedState
from services.booking_bot.domain.errors_displacement import NotDisplaced
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.affected_bookings import hit
from services.booking_bot.use_cases.audit import note_booking
from services.booking_bot.use_cases.settings import as_admin
from services.booking_bot.use_cases.tell import tell_customer
from services.shared.runtime.clock import Clock


async def settle(tables: Tables, booking: Booking, state: DisplacedState) -> bool:
    """The booking, as it was before the change, is not displaced any more. False: it was not.

    Then the owner reads of the change in the list, and needs no notice of it.
    """
    if not booking.displaced:
        return False
    displaced = await tables.displacements.of_booking(booking.id)
    return displaced is not None and await tables.displacements.change(displaced, state)


async def note_asked(tables: Tables, booking: Booking, now: datetime) -> None:
    """The message about the booking has reached the customer; that it stands again, he is told now."""
    displaced = await tables.displacements.of_booking(booking.id)
    if displaced is None:
        return
    await tables.displacements.asked(displaced)
    if displaced.state is DisplacedState.STANDS:
        await tell_customer(tables, NoticeKind.CUSTOMER_STANDS, booking, now=now, anew=True)


async def settle_standing(tables: Tables, settings: BusinessSettings, now: datetime) -> None:
    """After a change of the schedule: displaced visits that lie in it again take place, and who was asked is told."""
    waiting = {displaced.booking_id: displaced for displaced in await tables.displacements.all_open()}
    if not waiting:
        return
    bookings = [booking for booking in await tables.bookings.displaced() if booking.end > now]
    outside = {affected.booking.id for affected in await hit(tables, settings, bookings, now)}
    for booking in bookings:
        displaced = waiting[booking.id]
        if booking.id in outside or not await tables.displacements.change(displaced, DisplacedState.STANDS):
            continue
        if displaced.asked:
            await tell_customer(tables, NoticeKind.CUSTOMER_STANDS, booking, now=now, anew=True)


@dataclass(frozen=True, slots=True)
class MarkCalled:
    """An admin has settled it by hand, and the visit stands as it is; or, not ``called`` after all, is to be called.

    May be repeated; what was settled otherwise meanwhile stays so.

    Raises:
        NotAllowed; NotDisplaced: a forged id, or a visit that takes place as booked or is displaced anew.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, displaced_id: int, *, by: int, called: bool = True) -> None:
        async with self.storage.writing() as tables:
            await as_admin(tables, by)
            displaced = await tables.displacements.one(displaced_id)
            if displaced is None:
                raise NotDisplaced(displaced_id)
            if not called and not await self._can_still_be(tables, displaced):
                raise NotDisplaced(displaced.booking_id)
            changed = await tables.displacements.change(
                displaced, DisplacedState.CALLED if called else DisplacedState.TO_CALL
            )
            booking = await tables.bookings.get(displaced.booking_id)
            if changed and called and booking is not None:
                await note_booking(tables, Act.CALLED, booking, by=by, now=self.clock())
            await tables.displacement_lists.hurry(displaced.displacement_id, by, self.clock())

    async def _can_still_be(self, tables: Tables, displaced: Displaced) -> bool:
        """Whether there is something to call about."""
        booking = await tables.bookings.get(displaced.booking_id)
        if booking is None or booking.state is not BookingState.BOOKED or booking.displaced:
            return False
        return booking.start == displaced.start and booking.end > self.clock()


@dataclass(frozen=True, slots=True)
class CallOverdue:
    """Who has not answered in time is to be called, and what is over is settled. Gives when the next time comes."""

    storage: Storage
    clock: Clock

    async def __call__(self) -> datetime | None:
        now = self.clock()
        async with self.storage.reading() as tables:
            next_due = await tables.displacements.next_due()
        if next_due is None or next_due > now:
            return next_due
        async with self.storage.writing() as tables:
            for displaced, state in await tables.displacements.due(now):
                await tables.displacements.change(displaced, state)
            return await tables.displacements.next_due()
