"""The picture of a day as plain values: the bot says what is to be drawn, a process of its own draws it.

The standard library alone: both of them import it.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import NamedTuple

MOST_COLUMNS = 12
"""More of them could not be read on a phone."""

Span = tuple[int, int]
"""From … to, in minutes after the day's first midnight; over 1440 is the night after it."""


class Look(StrEnum):
    """What tells visits apart; each has a colour."""

    BOOKED = "booked"
    CONFIRMED = "confirmed"
    CAME = "came"
    NO_SHOW = "no_show"
    BLOCKED = "blocked"


class Box(NamedTuple):
    """A visit, or blocked time. ``lane`` of ``lanes``: those at the same time stand side by side."""

    span: Span
    look: Look
    lines: tuple[str, ...]
    lane: int = 0
    lanes: int = 1


class Column(NamedTuple):
    """One specialist; ``opening`` is the time she works, ``breaks`` what lies between."""

    name: str
    note: str
    opening: tuple[Span, ...]
    breaks: tuple[Span, ...]
    boxes: tuple[Box, ...]


class DayPicture(NamedTuple):
    """``hours``: minute → what the clock shows then. ``now`` is None where it is not in the picture."""

    title: str
    span: Span
    hours: tuple[tuple[int, str], ...]
    columns: tuple[Column, ...]
    legend: tuple[tuple[Look, str], ...]
    now: int | None = None

    def dumped(self) -> bytes:
        return json.dumps(self).encode()

    @classmethod
    def loaded(cls, data: bytes) -> DayPicture:
        """The same as before ``dumped``; lists stand for tuples."""
        picture = cls(*json.loads(data))
        columns = (Column(*column) for column in picture.columns)
        return picture._replace(
            columns=tuple(column._replace(boxes=tuple(Box(*box) for box in column.boxes)) for column in columns)
        )
