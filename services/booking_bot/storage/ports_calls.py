"""What the use cases ask of storage about calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from services.booking_bot.domain.calls import Call, WhyCall
from services.booking_bot.domain.intervals import Interval


class NeedsCall(NamedTuple):
    """By the booking's id; ``call``: the last one about its present version."""

    booking_id: int
    why: WhyCall
    call: Call | None


class Calls(Protocol):
    async def needed(self, span: Interval, now: datetime) -> Sequence[NeedsCall]:
        """Of the visits that begin in ``span``: those of which nobody has heard that the customer comes, and those
        about which he was called."""

    async def get(self, booking_id: int, version: int) -> Call | None: ...
    async def put(self, booking_id: int, version: int, call: Call, called_by: int) -> None:
        """In place of an earlier one about the same booking."""

    async def take_back(self, booking_id: int) -> None: ...
