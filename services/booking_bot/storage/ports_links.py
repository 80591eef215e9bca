"""What the use cases ask of storage about customers' links."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from services.booking_bot.domain.customer_links import CustomerLink


class CustomerLinks(Protocol):
    """Changes ask for the specialists' lock."""

    async def put(self, link: CustomerLink, customer_id: int) -> None:
        """In place of those of the customer that nobody has opened."""

    async def get(self, code_hash: str) -> CustomerLink | None: ...
    async def use(self, code_hash: str, user_id: int) -> bool:
        """True for the first to open it."""

    async def forget(self, customer_id: int) -> None:
        """All links of the customer's visits."""

    async def forget_expired(self, before: datetime) -> int: ...
