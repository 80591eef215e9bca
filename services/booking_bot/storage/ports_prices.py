"""What the use cases ask of storage about prices that change on a day to come."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from services.booking_bot.domain.price_changes import Planned, PriceChange


class PriceChanges(Protocol):
    """Those that wait, the earliest first."""

    async def add(self, change: PriceChange, due_at: datetime) -> int: ...
    async def waiting(self) -> list[Planned]: ...
    async def end(self, change_id: int, *, applied: bool) -> bool:
        """False when it does not wait any more: somebody else has applied or cancelled it."""

    async def put_off(self, change_id: int, due_at: datetime) -> None:
        """To another instant, if it waits still."""

    async def next_due(self) -> datetime | None: ...
