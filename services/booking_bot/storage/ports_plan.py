"""What the use cases ask of storage about what the plan holds."""

from __future__ import annotations

from typing import Protocol

from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.plan_limits import Limit, Overage, PlanNews


class PlanOverages(Protocol):
    async def used(self, month: Interval) -> dict[Limit, int]:
        """Specialists who take visits, and bookings that were made in ``month``."""

    async def all(self) -> dict[Limit, Overage]: ...
    async def put(self, overage: Overage) -> None:
        """One that begins is news for everybody."""

    async def told(self) -> dict[Limit, frozenset[tuple[PlanNews, int]]]:
        """Who has been told what, by their Telegram ids."""

    async def tell(self, limit: Limit, news: PlanNews, user_id: int) -> None: ...
