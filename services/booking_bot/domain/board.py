"""The board of a day: what each specialist has on it, and the time that is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.availability import Busy
from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.bookings import Booking, BookingPart, joined
from services.booking_bot.domain.intervals import Interval, merge, subtract
from services.booking_bot.domain.outcomes import Outcome
from services.booking_bot.domain.prices import Price, total
from services.booking_bot.domain.specialists import Specialist

LEAST_FREE = timedelta(minutes=15)
"""A shorter gap is of no use to anybody."""
STEP = timedelta(minutes=5)
"""Time that is left now begins with a whole one of these."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one specialist does of a visit; ``parts`` is never empty and in order of time."""

    booking: Booking
    parts: tuple[BookingPart, ...]

    @property
    def start(self) -> datetime:
        return self.parts[0].start

    @property
    def end(self) -> datetime:
        return max(part.end for part in self.parts)

    @property
    def service_name(self) -> str:
        return joined(part.service_name for part in self.parts)

    @property
    def brings(self) -> tuple[Price, ...]:
        """What it is expected to bring: nothing when the customer did not come."""
        if self.booking.mark.outcome is Outcome.NO_SHOW:
            return ()
        return tuple(part.costs for part in self.parts)


@dataclass(frozen=True, slots=True)
class StaffDay:
    """One specialist's day.

    ``opening``: her hours that begin on the day, in order; none on a day off. ``visits`` begin on the day, ``blocks``
    touch it; ``around`` is what else lies in the night before or after. ``free``: what is left of ``opening``.
    """

    specialist: Specialist
    opening: tuple[Interval, ...] = ()
    visits: tuple[Share, ...] = ()
    blocks: tuple[Block, ...] = ()
    free: tuple[Interval, ...] = ()
    around: tuple[Share | Block, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.visits or self.blocks)

    @property
    def load(self) -> int | None:
        """How much of her time without what is blocked is taken by visits, in percent; None where there is no time."""
        near = (*self.visits, *self.blocks, *self.around)
        blocked = [Interval(one.start, one.end) for one in near if isinstance(one, Block)]
        working = [left for hours in self.opening for left in subtract(hours, blocked)]
        there = _length(working)
        if not there:
            return None
        visits = [Interval(part.start, part.end) for one in near if isinstance(one, Share) for part in one.parts]
        left = _length([free for hours in working for free in subtract(hours, visits)])
        return round(100 * (there - left) / there)


def shares_of(specialist_id: int, bookings: Iterable[Booking]) -> tuple[Share, ...]:
    """Her parts of the ``bookings``, in order of time; those of which she does nothing are left out."""
    found = ((one, tuple(part for part in one.parts if part.specialist_id == specialist_id)) for one in bookings)
    return tuple(sorted((Share(one, parts) for one, parts in found if parts), key=lambda share: share.start))


def free_stretches(opening: Iterable[Interval], busy: Iterable[Busy], now: datetime) -> tuple[Interval, ...]:
    """What is left of ``opening`` from ``now`` on, without the gaps that visits ask for; short ones are left out."""
    taken = [Interval(one.start - one.before, one.end + one.after) for one in busy]
    soon = now + timedelta(seconds=-now.timestamp() % STEP.total_seconds())
    ahead = (Interval(max(hours.start, soon), hours.end) for hours in merge(opening) if soon < hours.end)
    return tuple(free for hours in ahead for free in subtract(hours, taken) if free.length >= LEAST_FREE)


def expected(shares: Iterable[Share]) -> tuple[Price, ...]:
    """What they bring together, in each currency; sums that are not stated are left out."""
    prices = [price for share in shares for price in share.brings]
    currencies = dict.fromkeys(price.currency for price in prices)
    sums = (total(price for price in prices if price.currency == currency) for currency in currencies)
    return tuple(price for price in sums if price.amount)


def _length(intervals: Sequence[Interval]) -> timedelta:
    return sum((one.length for one in merge(intervals)), timedelta())
