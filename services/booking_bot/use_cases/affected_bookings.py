"""Which bookings do not lie in the schedule (any more): after a change, or if there were a day off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.booking_bot.domain.authority import require_whose
from services.booking_bot.domain.bookings import Booking, BookingPart
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


@dataclass(frozen=True, slots=True)
class Affected:
    """A booking that is not over, with those of its parts that lie outside the opening hours of who does them."""

    booking: Booking
    parts: tuple[BookingPart, ...]


@dataclass(frozen=True, slots=True)
class AffectedBookings:
    """In order of time: who comes and the phone are the booking's customer.

    ``specialist_id``: the parts that she does alone. ``first`` … ``last``: bookings that begin on these days, in the
    night after them, or in the one before and reach into them; as far as anybody can have booked unless they are
    given. ``supposing``: as if this exception, which is not stored, held. A specialist asks for herself alone, and gets
    her share of each.

    Raises:
        NotAllowed.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        *,
        by: int,
        specialist_id: int | None = None,
        first: date | None = None,
        last: date | None = None,
        supposing: DayException | None = None,
    ) -> list[Affected]:
        async with self.storage.reading() as tables:
            settings, member = await as_staff(tables, by)
            require_whose(member, specialist_id)
            asked = _Asked(specialist_id, first, last, supposing)
            found = await _affected(tables, settings, self.clock(), asked)
        if member.own is None:
            return found
        return [replace(one, booking=share_of(one.booking, member.own) or one.booking) for one in found]


@dataclass(frozen=True, slots=True)
class _Asked:
    specialist_id: int | None
    first: date | None
    last: date | None
    supposing: DayException | None


async def _affected(tables: Tables, settings: BusinessSettings, now: datetime, asked: _Asked) -> list[Affected]:
    today = to_local(now, settings.zone).date()
    first = max(today, asked.first or today)
    last = asked.last or first + AS_FAR_AS_BOOKED
    if last < first:
        return []
    days = days_of(first, last, settings.zone)
    around = await tables.bookings.starting_within(Interval(days.start - NIGHT, days.end + NIGHT))
    bookings = [booking for booking in around if booking.end > days.start]
    schedules = await read_schedules(tables, first - A_DAY, last + A_DAY)
    if asked.supposing is not None:
        schedules = schedules.with_exception(asked.supposing)
    hours = _Hours(schedules, settings, first - A_DAY, last + A_DAY, {})
    found = []
    for booking in bookings:
        parts = tuple(
            part
            for part in booking.parts
            if asked.specialist_id in (None, part.specialist_id) and part.end > now and not hours.hold(part)
        )
        if parts:
            found.append(Affected(booking, parts))
    return found


@dataclass(frozen=True, slots=True)
class _Hours:
    """The opening hours of each specialist, turned into instants once."""

    schedules: Schedules
    settings: BusinessSettings
    first: date
    last: date
    known: dict[int, list[Interval]]

    def hold(self, part: BookingPart) -> bool:
        if part.specialist_id not in self.known:
            schedule = self.schedules.of(part.specialist_id)
            self.known[part.specialist_id] = merge(opening(schedule, self.first, self.last, self.settings.zone))
        visit = Interval(part.start, part.end)
        return any(span.contains(visit) for span in self.known[part.specialist_id])
