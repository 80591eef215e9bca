"""What a customer can choose whose visit cannot take place as booked: who is free at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.booking_bot.domain.bookings import Actor, Booking, BookingPart, Side
from services.booking_bot.domain.displacements import Choices
from services.booking_bot.domain.errors_displacement import NotDisplaced
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.notices import Notice
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.domain.visits import Assignments
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.affected_bookings import hit
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.calendars import Wish, load_visit
from services.booking_bot.use_cases.plans import wish_to_move
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock

MOST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class GetChoices:
    """Raises ``BookingNotFound``, ``NotYourBooking``, ``NotAllowed``; ``NotDisplaced``: there is nothing to choose."""

    storage: Storage
    clock: Clock

    async def __call__(self, booking_id: int, *, by: Actor) -> Choices:
        async with self.storage.reading() as tables:
            settings = await read_settings(tables)
            if by.side is Side.BUSINESS:
                settings.require_admin(by.user_id)
            booking = await booking_of(tables, settings, booking_id, by)
            if not booking.displaced:
                raise NotDisplaced(booking_id)
            return await choices_of(tables, settings, booking, self.clock())


async def choices_in(tables: Tables, settings: BusinessSettings, notice: Notice, now: datetime) -> tuple[Choices, ...]:
    """Of the customer's visits that the displacement of the notice's booking has hit, and that are not settled."""
    displaced = await tables.displacements.of_booking(notice.booking_id)
    if displaced is None:
        return ()
    bookings = await tables.bookings.of_displacement(displaced.displacement_id)
    own = (booking for booking in bookings if booking.displaced and booking.customer.id == notice.customer.id)
    return tuple([await choices_of(tables, settings, booking, now) for booking in own])


async def choices_of(tables: Tables, settings: BusinessSettings, booking: Booking, now: datetime) -> Choices:
    """Whom to offer: up to five, in the owner's order, who do all that is hit and are free then, in their hours."""
    parts, closed = await parts_hit(tables, settings, booking, now), await _is_closed(tables, booking)
    able = await _able(tables, parts)
    if not able or booking.start <= now:
        return Choices(booking, parts, closed=closed)
    wish, positions = await _wish(tables, booking, parts, able)
    visit = await load_visit(tables, settings, wish, _at(booking.start), now)
    free = (one for one in able if visit.done_by(one.id, positions).assign_anyhow(booking.start) is not None)
    return Choices(booking, parts, tuple(free)[:MOST_OTHERS], closed)


async def assigned_to(
    tables: Tables, settings: BusinessSettings, booking: Booking, specialist_id: int, now: datetime
) -> Assignments | None:
    """The visit at its time with her in the place of who is not there; None when that is not among the choices."""
    parts = await parts_hit(tables, settings, booking, now)
    able = [one for one in await _able(tables, parts) if one.id == specialist_id]
    if not able:
        return None
    wish, _ = await _wish(tables, booking, parts, able)
    visit = await load_visit(tables, settings, wish, _at(booking.start), now)
    return visit.assign_anyhow(booking.start)


async def parts_hit(
    tables: Tables, settings: BusinessSettings, booking: Booking, now: datetime
) -> tuple[BookingPart, ...]:
    """The parts that cannot take place as booked."""
    return tuple(part for affected in await hit(tables, settings, [booking], now) for part in affected.parts)


async def _is_closed(tables: Tables, booking: Booking) -> bool:
    """Whether all are away, and not one specialist alone."""
    displaced = await tables.displacements.of_booking(booking.id)
    displacement = None if displaced is None else await tables.displacements.get(displaced.displacement_id)
    return displacement is not None and displacement.scope.specialist_id is None


async def _able(tables: Tables, parts: Sequence[BookingPart]) -> list[Specialist]:
    """Who else does all of ``parts`` in the time that was booked: that stays, and for more there would be no room."""
    able: list[Specialist] | None = None
    for part in parts:
        service = await tables.services.get(part.service_id)
        if service is None:
            return []
        longest = part.need.length // timedelta(minutes=1)
        quick = [
            one
            for one, own in await tables.specialists.offering(part.service_id)
            if one.id != part.specialist_id and own.applied(service).minutes <= longest
        ]
        able = quick if able is None else [one for one in able if one in quick]
    return able or []


async def _wish(
    tables: Tables, booking: Booking, parts: Sequence[BookingPart], able: Sequence[Specialist]
) -> tuple[Wish, list[int]]:
    """The room for ``able`` in the place of who does ``parts``, and the positions of these in the booking."""
    wish, hit_ids = await wish_to_move(tables, booking), {part.id for part in parts}
    positions = [position for position, part in enumerate(booking.parts) if part.id in hit_ids]
    wished = [
        replace(one, needs={other.id: part.need for other in able}) if part.id in hit_ids else one
        for part, one in zip(booking.parts, wish.parts, strict=True)
    ]
    return replace(wish, parts=tuple(wished)), positions


def _at(start: datetime) -> Interval:
    return Interval(start, start + timedelta.resolution)
