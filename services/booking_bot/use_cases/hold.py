"""Keep a time for a customer while he looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.access import require_welcome
from services.booking_bot.domain.availability import Need
from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.changes import require_may_book, require_may_move, require_open, require_plan, stands
from services.booking_bot.domain.holds import HELD_FOR
from services.booking_bot.domain.intervals import Interval, subtract
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.visits import Assignment
from services.booking_bot.domain.zones import instant_in_reach
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.storage.ports_bookings import NewHold
from services.booking_bot.use_cases.bookings import booking_to_change
from services.booking_bot.use_cases.calendars import NoRoom, Wish, assign
from services.booking_bot.use_cases.contact import known_customer
from services.booking_bot.use_cases.free_times import ForMove, Purpose
from services.booking_bot.use_cases.plans import planned, wish_of, wish_to_move
from services.booking_bot.use_cases.refusal import refusal
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class HoldTime:
    """Keep ``start`` (aware) for the customer for ten minutes, and give until when; what was held for him is let go.

    A visit that he has at that time already needs no hold: None, and None when a booking is to move where it is.

    Raises:
        As ``Book`` and ``MoveBooking`` do, but for NameNeeded and PhoneNeeded: what cannot be booked is not held.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, purpose: Purpose, start: datetime, *, user_id: int) -> datetime | None:
        now, start = self.clock(), instant_in_reach(start)
        try:
            async with self.storage.writing() as tables:
                return await _hold_within(tables, purpose, start, user_id, now)
        except NoRoom as refused:
            no_room = refused
        raise await refusal(self.storage, no_room, start, Side.CUSTOMER, now)


async def _hold_within(
    tables: Tables, purpose: Purpose, start: datetime, user_id: int, now: datetime
) -> datetime | None:
    settings = await read_settings(tables)
    require_open(settings, Side.CUSTOMER)
    await tables.specialists.lock()
    customer = await known_customer(tables, user_id)
    customer_id = customer.id
    await tables.occupied.release(customer_id)
    require_welcome(customer.access, settings.shop_phone)
    moving = None
    if isinstance(purpose, ForMove):
        moving = await _movable(tables, settings, purpose, user_id, now)
        if moving.start == start:
            return None
        wish = await wish_to_move(tables, moving)
    else:
        ahead = await tables.bookings.upcoming(customer_id, now)
        if any(stands(booking, purpose.plan, start) for booking in ahead):
            return None
        require_plan(purpose.plan, settings)
        require_may_book(len(ahead), settings)
        wish = wish_of(purpose.plan, await planned(tables, purpose.plan), customer_id=customer_id)
    assigned = await assign(tables, settings, wish, start, Side.CUSTOMER, now)
    await _keep(tables, settings, wish, assigned, moving, until=now + HELD_FOR)
    return now + HELD_FOR


async def _movable(
    tables: Tables, settings: BusinessSettings, purpose: ForMove, user_id: int, now: datetime
) -> Booking:
    booking = await booking_to_change(tables, settings, purpose.booking_id, Actor(user_id))
    require_may_move(booking, settings, Side.CUSTOMER, now)
    return booking


async def _keep(
    tables: Tables,
    settings: BusinessSettings,
    wish: Wish,
    assigned: tuple[Assignment, ...],
    moving: Booking | None,
    until: datetime,
) -> None:
    assert wish.customer_id is not None
    start = min(part.start for part in assigned)
    for part, wished in zip(assigned, wish.parts, strict=True):
        need = wished.needs[part.specialist_id]
        for span in _pieces(part, moving):
            units = {} if moving is not None and _meets(span, moving) else part.units
            hold = _hold(wish.customer_id, part.specialist_id, span, start, until, need, units)
            try:
                await tables.occupied.hold(hold)
            except TimeOverlaps:
                raise NoRoom(settings, wish) from None


def _hold(
    customer_id: int,
    specialist_id: int,
    span: Interval,
    start: datetime,
    until: datetime,
    need: Need,
    units: Mapping[int, int],
) -> NewHold:
    minute = timedelta(minutes=1)
    return NewHold(customer_id, specialist_id, span, start, until, need.before // minute, need.after // minute, units)


def _pieces(part: Assignment, moving: Booking | None) -> list[Interval]:
    """What is to be kept of a part: all of it, or what the specialist does not do for the moving booking already."""
    own = [] if moving is None else [one for one in moving.parts if one.specialist_id == part.specialist_id]
    return subtract(Interval(part.start, part.end), [Interval(one.start, one.end) for one in own])


def _meets(span: Interval, booking: Booking) -> bool:
    """Then the booking's own units stand in the way of the same ones, and keep them for it anyhow."""
    return any(span.overlaps(Interval(part.start, part.end)) for part in booking.parts)
