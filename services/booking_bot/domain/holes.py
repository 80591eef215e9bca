"""Time that a cancellation or a move leaves free, and that can still be sold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.booking_bot.domain.intervals import Interval, merge, subtract

SHORTEST = timedelta(hours=1)
"""What is worth telling where no service says how long it takes."""
ROUND = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Freed:
    """A stretch of a specialist's time in which a visit was, and is no more."""

    specialist_id: int
    span: Interval


@dataclass(frozen=True, slots=True)
class Hole:
    """Free time of a specialist: all of ``span``, in which a visit was or several were at ``freed``, in order.

    ``specialist_name`` is None where there is only one, and nothing to say.
    """

    specialist_id: int
    span: Interval
    freed: tuple[Interval, ...]
    specialist_name: str | None = None


def free_stretches(opening: Iterable[Interval], taken: Sequence[Interval], now: datetime) -> list[Interval]:
    """What is left of the opening hours from ``now`` on (aware; the next five minutes), in order."""
    begun = rounded_up(now)
    free = (stretch for hours in merge(opening) for stretch in subtract(hours, taken) if stretch.end > begun)
    return [Interval(max(stretch.start, begun), stretch.end) for stretch in free]


def hole_left(
    opening: Sequence[Interval], taken: Sequence[Interval], freed: Interval, now: datetime, shortest: timedelta
) -> Interval | None:
    """The free stretch where ``freed`` was; None: it is over or taken again in part, or the stretch too short."""
    if freed.end <= now or any(other.overlaps(freed) for other in taken):
        return None
    stretches = [stretch for stretch in free_stretches(opening, taken, now) if stretch.overlaps(freed)]
    longest = max(stretches, key=lambda stretch: stretch.length, default=None)
    return longest if longest is not None and longest.length >= shortest else None


def within(span: Interval, freed: Iterable[Interval]) -> tuple[Interval, ...]:
    """What of ``freed`` is inside, those that touch made one."""
    inside = [Interval(max(one.start, span.start), min(one.end, span.end)) for one in freed if one.overlaps(span)]
    return tuple(merge(inside))


def rounded_up(now: datetime) -> datetime:
    """To the next five minutes of the clock."""
    past = (now - datetime.min.replace(tzinfo=UTC)) % ROUND
    return now + (ROUND - past) if past else now
