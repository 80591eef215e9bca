"""Visits that cannot take place as booked: their customers are asked what suits them, and the owner sees who answered.

A displacement is one occasion (somebody is ill today, a day off was set over visits) with the bookings that it hits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.bookings import Booking, BookingPart
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.specialists import Specialist

PATIENCE = timedelta(hours=2)
"""How long a customer may think about a visit within a day, before the owner is to call him."""
LONG_PATIENCE = timedelta(days=1)
"""The same about a later visit."""
NEAR = timedelta(hours=1)
"""So near the visit he is to be called, though he has had less time."""
LEAST_PATIENCE = timedelta(minutes=15)
"""Less than this nobody has, unless the visit begins sooner."""
TIME_TO_ANSWER = timedelta(hours=3)
"""Nobody is woken for a visit that begins so long after the quiet hours, or later."""


class Cause(StrEnum):
    ILL = "ill"
    """A specialist is not there for the rest of the day."""
    SCHEDULE = "schedule"
    """The schedule was changed over visits, or time was blocked."""


class DisplacedState(StrEnum):
    """What became of one displaced booking."""

    WAITING = "waiting"
    """The customer is being asked."""
    TO_CALL = "to_call"
    """He cannot be written to, or has not answered: the owner is to call him. He may still answer."""
    MOVED = "moved"
    """To another time, or to another specialist at the same time."""
    CANCELLED = "cancelled"
    CALLED = "called"
    """An admin settled it by hand: the visit stands as it is."""
    STANDS = "stands"
    """The schedule has changed once more, and the visit lies in it."""
    OVER = "over"
    """The visit's time has passed, and nobody said anything."""


_ENDS = frozenset(
    {
        DisplacedState.MOVED,
        DisplacedState.CANCELLED,
        DisplacedState.CALLED,
        DisplacedState.STANDS,
        DisplacedState.OVER,
    }
)
CHANGES: Mapping[DisplacedState, frozenset[DisplacedState]] = {
    DisplacedState.WAITING: _ENDS | {DisplacedState.TO_CALL},
    DisplacedState.TO_CALL: _ENDS,
    DisplacedState.CALLED: frozenset({DisplacedState.TO_CALL}),  # pressed in error
    **{state: frozenset() for state in _ENDS - {DisplacedState.CALLED}},
}
OPEN = frozenset({DisplacedState.WAITING, DisplacedState.TO_CALL})


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose visits (None: everybody's) on which days, both included; None: as far as anybody can have booked."""

    specialist_id: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Displacement:
    """``name``: the specialist's; None for the whole business, and where there is nobody else.

    ``version`` grows with every answer. ``closes``: an exception of the schedule was made with it, and still stands.
    """

    id: int
    cause: Cause
    scope: Scope
    name: str | None
    began_at: datetime
    version: int
    closes: bool = False

    def can_be_lifted(self, today: date) -> bool:
        """Whether it makes sense to say that she comes after all."""
        return self.closes and (self.scope.last is None or self.scope.last >= today)


@dataclass(frozen=True, slots=True)
class NewDisplaced:
    """A booking that is hit: ``state`` is waiting or to call; who waits is to be called from ``call_at`` on."""

    booking: Booking
    state: DisplacedState
    call_at: datetime


@dataclass(frozen=True, slots=True)
class Displaced:
    """``start``: as it was booked; ``asked``: the message has reached the customer. Times are aware, in UTC."""

    id: int
    displacement_id: int
    booking_id: int
    state: DisplacedState
    start: datetime
    asked: bool = False

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def may_become(self, state: DisplacedState) -> bool:
        return state in CHANGES[self.state]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a customer whose booking is displaced can choose, besides another time and cancelling.

    ``parts``: those that cannot take place as booked. ``others``: who can do all of them at the same time. ``closed``:
    it is the whole business that is not open then.
    """

    booking: Booking
    parts: tuple[BookingPart, ...]
    others: tuple[Specialist, ...] = ()
    closed: bool = False

    @property
    def away(self) -> str | None:
        """Who is not there; None where there is nobody else."""
        return " + ".join(dict.fromkeys(part.specialist_name for part in self.parts if part.specialist_name)) or None


@dataclass(frozen=True, slots=True)
class Entry:
    """A displaced booking as it is now."""

    displaced: Displaced
    booking: Booking


@dataclass(frozen=True, slots=True)
class DisplacementList:
    """What has become of each: who is to be called first, then who is being asked, then what is settled."""

    displacement: Displacement
    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, displacement: Displacement, entries: Iterable[Entry]) -> DisplacementList:
        order = [DisplacedState.TO_CALL, *(state for state in DisplacedState if state is not DisplacedState.TO_CALL)]
        listed = sorted(
            entries, key=lambda one: (order.index(one.displaced.state), one.displaced.start, one.booking.id)
        )
        return cls(displacement, tuple(listed))

    @property
    def is_open(self) -> bool:
        return any(entry.displaced.is_open for entry in self.entries)

    @property
    def tally(self) -> Mapping[DisplacedState, int]:
        """How many there are of each state; those of which there are none are left out."""
        return Counter(entry.displaced.state for entry in self.entries)


def can_be_written_to(customer: Customer) -> bool:
    """In Telegram; one whom the owner turned away could choose nothing."""
    return customer.user_id is not None and customer.access is not Access.BANNED


def write_at(start: datetime, now: datetime, quiet_end: datetime | None) -> datetime:
    """When to write of a visit at ``start``; ``quiet_end``: when the quiet hours end, None outside them."""
    if quiet_end is None or start - quiet_end < TIME_TO_ANSWER:
        return now
    return quiet_end


def call_at(start: datetime, written_at: datetime) -> datetime:
    """From when on a customer who has not answered is to be called, at the latest when the visit begins."""
    patience = PATIENCE if start - written_at <= LONG_PATIENCE else LONG_PATIENCE
    soon = min(written_at + patience, start - NEAR)
    return min(max(soon, written_at + LEAST_PATIENCE), max(start, written_at))
