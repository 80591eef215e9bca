"""What the use cases ask of storage about the people of the business and about what they changed."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from services.booking_bot.domain.audit import LogEntry
from services.booking_bot.domain.team import Member, Team


class Staff(Protocol):
    async def team(self) -> Team: ...
    async def put(self, member: Member) -> None:
        """Insert by ``user_id``, or change the role."""

    async def remove(self, user_id: int) -> None: ...


class Audit(Protocol):
    async def add(self, entry: LogEntry) -> None:
        """What is set when it is read is ignored."""

    async def page(self, *, limit: int, offset: int = 0) -> list[LogEntry]:
        """The newest first, with the names of those who did it and of the customers."""

    async def forget(self, before: datetime) -> int: ...
