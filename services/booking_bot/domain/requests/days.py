"""Which days a text asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from services.booking_bot.domain.requests.mentions import Mention, Rank, mention_at
from services.booking_bot.domain.requests.reading import Reading

MOST_MENTIONS = 10
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """``first`` … ``last``, both included; ``last`` None is as long as there are days."""

    first: date
    last: date | None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


class Edge(Enum):
    FROM = auto()
    AFTER = auto()
    UNTIL = auto()
    THROUGH = auto()
    """An end only where something has begun: «с пятницы по среду», and not «по пятницам»."""


_EDGES = {
    "с": Edge.FROM,
    "со": Edge.FROM,
    "from": Edge.FROM,
    "после": Edge.AFTER,
    "after": Edge.AFTER,
    "до": Edge.UNTIL,
    "по": Edge.THROUGH,
    "until": Edge.UNTIL,
    "till": Edge.UNTIL,
    "to": Edge.THROUGH,
    "before": Edge.UNTIL,
    "-": Edge.THROUGH,
}

Mentioned = tuple[Mention, Edge | None]


def find_mentions(reading: Reading, today: date) -> list[Mentioned]:
    """Every mention of a day with the word before it that makes it an edge; their tokens are used up."""
    found: list[Mentioned] = []
    place = 0
    while place < len(reading.tokens) and len(found) < MOST_MENTIONS:
        mention = mention_at(reading, place, today)
        if mention is None:
            place += 1
            continue
        if not _denied(reading, place):
            found.append((mention, _EDGES.get(reading.text(place - 1))))
        reading.use(place, mention.stop)
        place = mention.stop
    return found


def _denied(reading: Reading, place: int) -> bool:
    """«Не сегодня», "not on Friday"."""
    before = place - 2 if reading.text(place - 1) in {"в", "во", "on"} else place - 1
    return reading.text(before) in {"не", "not"}


def settle(mentioned: list[Mentioned], today: date, *, too_late_today: bool) -> tuple[Days, ...]:
    """The days that all mentions together ask for; none: no day was named.

    ``too_late_today``: the time of day is over by now, so that a weekday which is today's is that of next week.
    """
    exact = max((mention.rank for mention, _ in mentioned), default=Rank.WEEKDAY)
    weekdays = [mention for mention, _ in mentioned if mention.rank is Rank.WEEKDAY]
    week = next((mention for mention, _ in mentioned if mention.week), None)
    if week is not None and weekdays and exact is Rank.RELATIVE:
        monday = week.first - timedelta(days=week.first.weekday())
        named = [monday + timedelta(days=mention.first.weekday()) for mention in weekdays]
        return tuple(Days(day, day) for day in named)
    kept = [(mention, _edge(mention, edge)) for mention, edge in mentioned if mention.rank is exact]
    starts = [mention.first + A_DAY * (edge is Edge.AFTER) for mention, edge in kept if edge in {Edge.FROM, Edge.AFTER}]
    ends = [mention.last for mention, edge in kept if edge is Edge.UNTIL or (starts and edge is Edge.THROUGH)]
    if starts:
        return (Days(starts[0], _end(starts[0], ends[0]) if ends else None),)
    if ends:
        return (Days(min(today, ends[0]), ends[0]),)
    return tuple(_moved(mention, today, too_late_today) for mention, _ in kept)


def _edge(mention: Mention, edge: Edge | None) -> Edge | None:
    """«С 5 по 7 декабря» says both of its edges itself."""
    return None if mention.rank is Rank.DATE and mention.first < mention.last else edge


def _end(start: date, end: date) -> date:
    """«С пятницы по среду»: the Wednesday that follows."""
    return end if end >= start else max(end + A_WEEK, start)


def _moved(mention: Mention, today: date, too_late_today: bool) -> Days:
    late = too_late_today and mention.rank is Rank.WEEKDAY and mention.first == today
    return Days(mention.first + A_WEEK, mention.last + A_WEEK) if late else Days(mention.first, mention.last)
