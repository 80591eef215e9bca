"""What the use cases ask of storage about bookings and the time that is occupied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from services.booking_bot.domain.availability import Busy
from services.booking_bot.domain.bookings import Booking, BookingPart, CancelReason, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.visits import Assignment


class Taken(NamedTuple):
    """A stretch of a specialist's time that is occupied now; ``booking_id`` is None for holds and blocks.

    ``customer_id``: who cannot be elsewhere at that time. ``held_by``: the customer for whom it is held.
    """

    specialist_id: int
    booking_id: int | None
    busy: Busy
    customer_id: int | None = None
    held_by: int | None = None


class TakenUnit(NamedTuple):
    """A unit of a resource that is occupied now, else as ``Taken``."""

    resource_id: int
    unit: int
    booking_id: int | None
    busy: Busy
    held_by: int | None = None


@dataclass(frozen=True, slots=True)
class NewHold:
    """Time kept for a customer until ``expires_at``; buffers in minutes, ``units``: resource → the unit's number.

    ``visit_start``: when the whole visit would begin.
    """

    customer_id: int
    specialist_id: int
    span: Interval
    visit_start: datetime
    expires_at: datetime
    buffer_before: int = 0
    buffer_after: int = 0
    units: Mapping[int, int] = field(default_factory=dict)


class OccupiedTime(Protocol):
    """``hold`` raises ``TimeOverlaps``."""

    async def within(self, span: Interval, now: datetime) -> list[Taken]:
        """What overlaps ``span``, expired holds left out, of all specialists in one query."""

    async def units_within(self, span: Interval, now: datetime) -> list[TakenUnit]:
        """The same of resources."""

    async def free_lane(self, specialist_id: int, span: Interval, *, moving: int | None = None) -> int:
        """The lowest lane above all that are taken in ``span``, but for those of the booking that is ``moving``; 0 when
        nothing is taken."""

    async def hold(self, hold: NewHold) -> None: ...
    async def held_until(self, customer_id: int, visit_start: datetime) -> datetime | None:
        """Until when a visit at exactly this start is kept for the customer; it may be over."""

    async def release(self, customer_id: int) -> None:
        """Drop what is held for the customer."""

    async def drop_expired(self, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class NewPart:
    """``service`` as the specialist does it is copied; ``guest`` as in ``BookingPart``.

    ``own``: the customer is there himself, and cannot be elsewhere. ``lane``: above 0 it lies over something.
    """

    service: Service
    specialist_id: int
    start: datetime
    units: Mapping[int, int] = field(default_factory=dict)
    guest: str | None = None
    own: bool = True
    lane: int = 0


@dataclass(frozen=True, slots=True)
class NewBooking:
    """One visit; ``parts`` in order of time."""

    customer: Customer
    parts: Sequence[NewPart]
    currency: str
    booked_by: Side
    now: datetime


class Bookings(Protocol):
    """``add``, ``move`` and ``reassign`` raise ``TimeOverlaps`` when the time is taken.

    Changes ask for the specialists' lock.
    """

    async def add(self, new: NewBooking) -> Booking: ...
    async def get(self, booking_id: int) -> Booking | None: ...
    async def upcoming(self, customer_id: int, now: datetime) -> list[Booking]:
        """Those that are booked and not over, in order of time."""

    async def of_customer(self, customer_id: int) -> list[Booking]:
        """All that were not cancelled, in order of time."""

    async def count(self, customer_id: int) -> int: ...
    async def any(self) -> bool:
        """Whether there has ever been one."""

    async def last(self, customer_id: int) -> Booking | None:
        """The booking that the customer made last and did not cancel."""

    async def starting_within(self, span: Interval) -> list[Booking]:
        """Those that are booked and begin in ``span``, in order of time."""

    async def move(
        self,
        booking: Booking,
        start: datetime,
        units: Sequence[Mapping[int, int]],
        *,
        counted: bool,
        lanes: Sequence[int] = (),
    ) -> None:
        """One UPDATE for each part's occupied time; the parts keep their distances and their specialists.

        ``units``: for each part, resource → the unit that it takes then. ``counted``: it is one of the moves that the
        customer has. ``lanes``: for each part the lane that it takes then; none: the lowest for all.
        """

    async def reassign(self, booking: Booking, assigned: Sequence[Assignment]) -> None:
        """One UPDATE for each part: who does it at the same time, and the units that it takes then."""

    async def of_displacement(self, displacement_id: int) -> list[Booking]:
        """Those that it has hit, cancelled and past ones too."""

    async def displaced(self) -> list[Booking]:
        """Those of which it is not settled what becomes of them."""

    async def cancel(self, booking: Booking, reason: CancelReason | None) -> None:
        """The time is free when the transaction ends."""

    async def cancel_part(self, booking: Booking, part: BookingPart) -> None:
        """One part of several; the others stay as they are, and so does the customer's word that he comes."""

    async def confirm(self, booking: Booking) -> None:
        """The customer comes: holds for the present version."""

    async def unconfirm(self, booking: Booking) -> None:
        """Nobody knows whether he comes."""
