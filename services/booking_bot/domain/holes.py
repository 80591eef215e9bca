"""Time that a cancellation or a move leaves free, and that can still be sold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.intervals import Interval, merge


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


def hole_left(
    opening: Iterable[Interval], free: Iterable[Interval], freed: Interval, soon: datetime, shortest: timedelta
) -> Interval | None:
    """The ``free`` stretch where ``freed`` was.

    ``soon``: what is before that cannot be sold any more. None: ``freed`` is over, outside the ``opening`` hours or
    taken again in part, or the stretch is shorter than ``shortest``.
    """
    spans = list(free)
    pieces = [_common(freed, hours, soon) for hours in merge(opening)]
    around = [next((span for span in spans if span.contains(piece)), None) for piece in pieces if piece is not None]
    stretches = [span for span in around if span is not None]
    if not stretches or len(stretches) < len(around):
        return None
    longest = max(stretches, key=lambda span: span.length)
    return longest if longest.length >= shortest else None


def within(span: Interval, freed: Iterable[Interval]) -> tuple[Interval, ...]:
    """What of ``freed`` is inside, those that touch made one."""
    inside = (_common(one, span, span.start) for one in freed)
    return tuple(merge(one for one in inside if one is not None))


def _common(one: Interval, other: Interval, soon: datetime) -> Interval | None:
    start, end = max(one.start, other.start, soon), min(one.end, other.end)
    return Interval(start, end) if start < end else None
