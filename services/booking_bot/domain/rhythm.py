"""How often a customer comes, and whether it has been longer than usual; all by his own visits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.outcomes import Mark, Outcome, outcome_at, spent
from services.booking_bot.domain.zones import to_local

LEAST_VISITS = 3
"""On as many days: two bookings of one day are one visit to whoever counts the days between."""
LONGER_THAN_USUAL = 1.5


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A booking that was not cancelled; ``price`` in hundredths, times aware."""

    start: datetime
    end: datetime
    price: int
    mark: Mark

    @classmethod
    def of(cls, booking: Booking) -> PastVisit:
        return cls(booking.start, booking.end, booking.costs.amount, booking.mark)


@dataclass(frozen=True, slots=True)
class History:
    """``visits``: how often the customer came; ``spent`` in hundredths, without tips."""

    visits: int
    no_shows: int
    ahead: int
    spent: int
    last: datetime | None = None
    usual_gap: timedelta | None = None

    @classmethod
    def of(cls, bookings: Sequence[PastVisit], now: datetime, zone: ZoneInfo) -> History:
        """``bookings``: all of one customer that were not cancelled."""
        outcomes = [(booking, outcome_at(booking.mark, booking.end, now)) for booking in bookings]
        came = sorted(booking.start for booking, outcome in outcomes if outcome is Outcome.CAME)
        return cls(
            visits=len(came),
            no_shows=sum(outcome is Outcome.NO_SHOW for _, outcome in outcomes),
            ahead=sum(booking.start > now for booking in bookings),
            spent=sum(spent(booking.mark, booking.price, booking.end, now) for booking in bookings),
            last=came[-1] if came else None,
            usual_gap=usual_gap(came, zone),
        )

    def is_overdue(self, now: datetime) -> bool:
        """Has not come for longer than usual, and is not going to."""
        if self.usual_gap is None or self.last is None or self.ahead:
            return False
        return now - self.last > self.usual_gap * LONGER_THAN_USUAL


def usual_gap(starts: Sequence[datetime], zone: ZoneInfo) -> timedelta | None:
    """The median time between the days of visits, ``starts`` in order of time; None for less than three days."""
    firsts = list({to_local(start, zone).date(): start for start in reversed(starts)}.values())[::-1]
    if len(firsts) < LEAST_VISITS:
        return None
    return timedelta(seconds=median((later - earlier).total_seconds() for earlier, later in pairwise(firsts)))
