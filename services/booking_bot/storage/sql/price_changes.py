"""Prices that change on a day to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.price_changes import Planned, PriceChange
from services.booking_bot.storage.sql.executor import Executor, inserted_id, instant, is_id

ADD = """
INSERT INTO price_changes (category_id, percent, amount, rounding, due_at)
VALUES (%(category_id)s, %(percent)s, %(amount)s, %(rounding)s, %(due_at)s)
RETURNING id
"""
WAITING = "SELECT * FROM price_changes WHERE state = 'waiting' ORDER BY due_at, id"
END = "UPDATE price_changes SET state = %(state)s WHERE id = %(change_id)s AND state = 'waiting'"
PUT_OFF = "UPDATE price_changes SET due_at = %(due_at)s WHERE id = %(change_id)s AND state = 'waiting'"
NEXT = "SELECT min(due_at) AS due_at FROM price_changes WHERE state = 'waiting'"


@dataclass(frozen=True, slots=True)
class SqlPriceChanges:
    executor: Executor

    async def add(self, change: PriceChange, due_at: datetime) -> int:
        return await inserted_id(
            self.executor,
            ADD,
            category_id=change.category_id,
            percent=change.percent,
            amount=change.amount,
            rounding=change.rounding,
            due_at=due_at,
        )

    async def waiting(self) -> list[Planned]:
        return [
            Planned(
                row["id"],
                PriceChange(bool(row["percent"]), row["amount"], row["rounding"], row["category_id"]),
                instant(row["due_at"]),
            )
            for row in await self.executor.rows(WAITING)
        ]

    async def end(self, change_id: int, *, applied: bool) -> bool:
        state = "applied" if applied else "cancelled"
        return is_id(change_id) and await self.executor.run(END, change_id=change_id, state=state) == 1

    async def put_off(self, change_id: int, due_at: datetime) -> None:
        await self.executor.run(PUT_OFF, change_id=change_id, due_at=due_at)

    async def next_due(self) -> datetime | None:
        row = await self.executor.row(NEXT)
        return None if row is None or row["due_at"] is None else instant(row["due_at"])
