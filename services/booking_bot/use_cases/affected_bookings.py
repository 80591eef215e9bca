"""Which bookings do not lie in the schedule (any more): after a change, or if there were a day off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.booking_bot.domain.authority import require_whose
from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.bookings import Booking, BookingPart
from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.hours import LONGEST_OVER_MIDNIGHT
from services.booking_bot.domain.intervals import Interval, merge
from services.booking_bot.domain.schedule import DayException, opening
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.shares import share_of
from services.booking_bot.domain.zones import days_of, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.schedules import Schedules, read_schedules
from services.booking_bot.use_cases.settings import as_staff
from services.shared.runtime.clock import Clock

A_DAY = timedelta(days=1)
NIGHT = timedelta(minutes=LONGEST_OVER_MIDNIGHT)
AS_FAR_AS_BOOKED = timedelta(days=366)
EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Affected:
    """A booking that is not over, with those of its parts that lie outside the opening hours of who does them, or in
    time that is blocked."""

    booking: Booking
    parts: tuple[BookingPart, ...]


@dataclass(frozen=True, slots=True)
class AffectedBookings:
    """In order of time: who comes and the phone are the booking's customer.

    ``scope``: the parts that this specialist does alone; bookings that begin on these days, in the night after them, or
    in the one before and reach into them. ``supposing``: as if this exception, which is not stored, held. A specialist
    asks for herself alone, and gets her share of each.

    Raises:
        NotAllowed.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self, scope: Scope = EVERYWHERE, *, by: int, supposing: DayException | None = None
    ) -> list[Affected]:
        async with self.storage.reading() as tables:
            settings, member = await as_staff(tables, by)
            require_whose(member, scope.specialist_id)
            supposed = () if supposing is None else (supposing,)
            found = await affected_in(tables, settings, self.clock(), scope, supposed)
        if member.own is None:
            return found
        return [replace(one, booking=share_of(one.booking, member.own) or one.booking) for one in found]


async def affected_in(
    tables: Tables,
    settings: BusinessSettings,
    now: datetime,
    scope: Scope,
    supposing: Sequence[DayException] = (),
) -> list[Affected]:
    """As ``AffectedBookings`` gives them, in a transaction of the caller's."""
    today = to_local(now, settings.zone).date()
    first = max(today, scope.first or today)
    last = scope.last or first + AS_FAR_AS_BOOKED
    if last < first:
        return []
    days = days_of(first, last, settings.zone)
    around = await tables.bookings.starting_within(Interval(days.start - NIGHT, days.end + NIGHT))
    bookings = [booking for booking in around if booking.end > days.start]
    found = await hit(tables, settings, bookings, now, supposing)
    own = (
        Affected(one.booking, tuple(part for part in one.parts if scope.specialist_id in (None, part.specialist_id)))
        for one in found
    )
    return [one for one in own if one.parts]


async def hit(
    tables: Tables,
    settings: BusinessSettings,
    bookings: Iterable[Booking],
    now: datetime,
    supposing: Sequence[DayException] = (),
) -> list[Affected]:
    """Those of ``bookings`` that do not lie in the schedule, in their order: four queries, however many there are."""
    bookings = list(bookings)
    if not bookings:
        return []
    span = Interval(min(booking.start for booking in bookings), max(booking.end for booking in bookings))
    first, last = (to_local(edge, settings.zone).date() for edge in (span.start - A_DAY, span.end + A_DAY))
    schedules = await read_schedules(tables, first, last)
    for exception in supposing:
        schedules = schedules.with_exception(exception)
    room = _Room(schedules, settings, first, last, await tables.blocks.within(span), {})
    parted = ((booking, tuple(part for part in booking.parts if not room.holds(part, now))) for booking in bookings)
    return [Affected(booking, parts) for booking, parts in parted if parts]


@dataclass(frozen=True, slots=True)
class _Room:
    """The opening hours of each specialist, turned into instants once, and what is blocked."""

    schedules: Schedules
    settings: BusinessSettings
    first: date
    last: date
    blocks: Sequence[Block]
    known: dict[int, list[Interval]]

    def holds(self, part: BookingPart, now: datetime) -> bool:
        """What is over is no longer of interest."""
        return part.end <= now or (self._is_open(part) and not self._is_blocked(part))

    def _is_open(self, part: BookingPart) -> bool:
        if part.specialist_id not in self.known:
            schedule = self.schedules.of(part.specialist_id)
            self.known[part.specialist_id] = merge(opening(schedule, self.first, self.last, self.settings.zone))
        visit = Interval(part.start, part.end)
        return any(span.contains(visit) for span in self.known[part.specialist_id])

    def _is_blocked(self, part: BookingPart) -> bool:
        return any(
            block.specialist_id == part.specialist_id and block.start < part.end and part.start < block.end
            for block in self.blocks
        )
