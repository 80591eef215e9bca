"""A small algebra of half-open stretches of time ``[start, end)``; those that only touch do not overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From ``start`` up to, not including, ``end``; both aware, in UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"an interval ends after it starts: {self.start} … {self.end}")

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: Interval) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        return self.start <= other.start and other.end <= self.end


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time in the fewest intervals, in order; touching ones become one."""
    merged: list[Interval] = []
    for interval in sorted(intervals):
        if merged and interval.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return merged


def subtract(interval: Interval, taken: Iterable[Interval]) -> list[Interval]:
    """What is left of ``interval`` without ``taken``, in order."""
    left, start = [], interval.start
    for other in merge(taken):
        if other.start > start and start < interval.end:
            left.append(Interval(start, min(other.start, interval.end)))
        start = max(start, other.end)
    if start < interval.end:
        left.append(Interval(start, interval.end))
    return left
