"""A booking: one visit of one customer, in one or more parts, each with a specialist of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.booking_bot.domain.availability import Need
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.errors import BookingCancelled, BookingStarted, NotBegun, PartNotFound, SharedVisit
from services.booking_bot.domain.outcomes import UNMARKED, Mark, Outcome, outcome_at
from services.booking_bot.domain.prices import Price, PriceKind, total
from services.booking_bot.domain.services import AS_EVERYWHERE, OwnWindows


class BookingState(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"


CHANGES: Mapping[BookingState, frozenset[BookingState]] = {
    BookingState.BOOKED: frozenset({BookingState.BOOKED, BookingState.CANCELLED}),  # booked again: moved in time
    BookingState.CANCELLED: frozenset(),
}


LATE_FROM = timedelta(hours=2)
"""How long before the visit a customer can first say to be late."""


class CancelReason(StrEnum):
    """What people say, each side its own."""

    PLANS = "plans"
    ILL = "ill"
    OTHER_PLACE = "other_place"
    SPECIALIST_AWAY = "specialist_away"
    CLOSED = "closed"
    ASKED = "asked"
    """The customer asked the business to."""


class Side(StrEnum):
    """Who did it: the customer, or the business for the customer."""

    CUSTOMER = "customer"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: the Telegram user, and whether as a customer or for the business (then an admin)."""

    user_id: int
    side: Side = Side.CUSTOMER


@dataclass(frozen=True, slots=True)
class BookingPart:
    """One service as it was when it was booked: later edits of the service change nothing here.

    ``price`` in hundredths of ``currency``; ``start`` and ``end`` aware, in UTC; buffers in minutes.
    ``specialist_name`` is None where there is only one specialist, and nothing to say. ``guest``: who comes; None is
    the customer, an empty text a second guest who was not named. ``windows`` alone are those that the service has now.
    """

    id: int
    specialist_id: int
    service_id: int
    service_name: str
    price: int
    currency: str
    start: datetime
    end: datetime
    buffer_before: int = 0
    buffer_after: int = 0
    specialist_name: str | None = None
    price_kind: PriceKind = PriceKind.EXACT
    guest: str | None = None
    windows: OwnWindows = AS_EVERYWHERE

    @property
    def costs(self) -> Price:
        return Price(self.price, self.currency, self.price_kind)

    @property
    def need(self) -> Need:
        return Need(self.end - self.start, timedelta(minutes=self.buffer_before), timedelta(minutes=self.buffer_after))


@dataclass(frozen=True, slots=True)
class Booking:
    """``parts`` is never empty and in order of time; a part that was cancelled alone is not among them.

    ``version`` grows with every change.

    ``confirmed``: the customer has said of this version that he comes.
    ``moves``: how often the customer has moved it.
    ``shared``: these parts are a specialist's own, and others have parts in the visit, too.
    ``displaced``: it cannot take place as booked, and nothing was agreed on yet.
    """

    id: int
    customer: Customer
    parts: tuple[BookingPart, ...]
    state: BookingState
    version: int
    booked_by: Side
    created_at: datetime
    confirmed: bool = False
    moves: int = 0
    cancel_reason: CancelReason | None = None
    mark: Mark = UNMARKED
    shared: bool = False
    displaced: bool = False

    @property
    def start(self) -> datetime:
        return self.parts[0].start

    @property
    def end(self) -> datetime:
        return max(part.end for part in self.parts)

    @property
    def guest(self) -> str | None:
        """Who comes in the customer's stead; None where he comes himself."""
        return self.parts[0].guest or None

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60

    @property
    def service_name(self) -> str:
        return joined(part.service_name for part in self.parts)

    @property
    def specialist_names(self) -> str | None:
        """Who does it, each once; None where there is nothing to say."""
        return " + ".join(dict.fromkeys(part.specialist_name for part in self.parts if part.specialist_name)) or None

    @property
    def costs(self) -> Price:
        return total(part.costs for part in self.parts)

    @property
    def windows(self) -> tuple[OwnWindows, ...]:
        return tuple(part.windows for part in self.parts)

    def may_be_late(self, now: datetime) -> bool:
        """Whether it makes sense to say so now: from two hours before the visit until it is over."""
        return self.state is BookingState.BOOKED and self.start - LATE_FROM <= now < self.end

    def part(self, part_id: int) -> BookingPart:
        """Raises ``PartNotFound``: there is no such part, or it was cancelled."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise PartNotFound(self.id, part_id)

    def require_change(self, state: BookingState) -> None:
        """Raises ``BookingCancelled`` when ``state`` cannot follow the present one."""
        if state not in CHANGES[self.state]:
            raise BookingCancelled(self.id)

    @property
    def due(self) -> int | None:
        """What is to be received, in hundredths; None where no sum was stated."""
        return self.costs.amount or None

    def outcome(self, now: datetime) -> Outcome | None:
        """What it counts as; None for one of which nobody has said anything yet."""
        return outcome_at(self.mark, self.end, now)

    def may_be_marked(self, now: datetime) -> bool:
        """Whether it can be said that the customer came or did not: from the beginning on, and ever after."""
        return self.state is BookingState.BOOKED and self.start <= now and not self.shared

    def require_may_be_marked(self, now: datetime) -> None:
        """Raises ``SharedVisit``, ``BookingCancelled``, ``NotBegun``."""
        if self.shared:
            raise SharedVisit(self.id)
        if self.state is not BookingState.BOOKED:
            raise BookingCancelled(self.id)
        if not self.may_be_marked(now):
            raise NotBegun(self.id, self.start)

    def require_time_left(self, side: Side, now: datetime) -> None:
        """Raises ``BookingStarted`` when a customer comes too late to change it; the business may always."""
        if side is Side.CUSTOMER and self.start <= now:
            raise BookingStarted(self.id, self.start)


def joined(names: Iterable[str]) -> str:
    """«Стрижка + Борода», «Стрижка × 2»."""
    return " + ".join(name if number == 1 else f"{name} × {number}" for name, number in Counter(names).items())
