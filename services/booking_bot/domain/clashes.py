"""What is in the way of a visit that the business wants to book all the same, and which visits lie over another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import Protocol


class Hindrance(StrEnum):
    VISIT = "visit"
    HOLD = "hold"
    """A customer is looking at the time, and it is kept for him."""
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Taken time (aware, UTC). ``what``: the services and ``who``: the customer of a visit; ``who`` also of a hold."""

    kind: Hindrance
    start: datetime
    end: datetime
    what: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a visit does not fit, and who would do it all the same.

    ``specialist_id``: of its first part; ``specialist``: the names of all, None where there is nobody to choose from.
    ``missing``: the names of chairs and rooms of which none is free: it would be booked without.
    """

    specialist_id: int
    specialist: str | None
    obstacles: tuple[Obstacle, ...] = ()
    outside_hours: bool = False
    missing: tuple[str, ...] = ()


class _Part(Protocol):
    @property
    def specialist_id(self) -> int: ...
    @property
    def start(self) -> datetime: ...
    @property
    def end(self) -> datetime: ...


class _Visit(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def parts(self) -> Iterable[_Part]: ...


def overlapping(visits: Iterable[_Visit]) -> frozenset[int]:
    """The ids of those of which a part lies over another one's with the same specialist."""
    by_specialist: defaultdict[int, list[tuple[datetime, datetime, int]]] = defaultdict(list)
    for visit in visits:
        for part in visit.parts:
            by_specialist[part.specialist_id].append((part.start, part.end, visit.id))
    found: set[int] = set()
    for parts in by_specialist.values():
        for (start, end, one), (other_start, other_end, other) in combinations(parts, 2):
            if start < other_end and other_start < end:
                found |= {one, other}
    return frozenset(found)
