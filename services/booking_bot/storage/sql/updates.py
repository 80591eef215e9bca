"""Telegram's updates that had an effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.storage.sql.executor import Executor

CLAIM = "INSERT INTO updates (update_id, at) VALUES (%(update_id)s, %(now)s) ON CONFLICT (update_id) DO NOTHING"
RECORD = "UPDATE updates SET subject_id = %(subject_id)s WHERE update_id = %(update_id)s"
SUBJECT = "SELECT subject_id FROM updates WHERE update_id = %(update_id)s"
FORGET = "DELETE FROM updates WHERE at < %(before)s"
FORGET_ALL = "DELETE FROM updates"


@dataclass(frozen=True, slots=True)
class SqlUpdates:
    executor: Executor

    async def claim(self, update_id: int, now: datetime) -> bool:
        return await self.executor.run(CLAIM, update_id=update_id, now=now) == 1

    async def record(self, update_id: int, subject_id: int) -> None:
        await self.executor.run(RECORD, update_id=update_id, subject_id=subject_id)

    async def subject(self, update_id: int) -> int | None:
        row = await self.executor.row(SUBJECT, update_id=update_id)
        return None if row is None else row["subject_id"]

    async def forget(self, before: datetime | None) -> int:
        if before is None:
            return await self.executor.run(FORGET_ALL)
        return await self.executor.run(FORGET, before=before)
