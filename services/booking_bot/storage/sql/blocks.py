"""Blocked time: rows of occupied time that belong to no visit."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.storage.sql.executor import Executor, Row, inserted_id, instant, is_id

_ROWS = """
SELECT occupied_time.id, occupied_time.specialist_id, occupied_time.starts_at, occupied_time.ends_at,
       CASE WHEN (SELECT count(*) FROM specialists WHERE active) > 1 THEN specialists.name END AS specialist_name
FROM occupied_time JOIN specialists ON specialists.id = occupied_time.specialist_id
WHERE occupied_time.kind = 'block' AND occupied_time.active
"""
GET = f"{_ROWS} AND occupied_time.id = %(block_id)s"
WITHIN = f"""
{_ROWS} AND occupied_time.ends_at > %(start)s AND occupied_time.starts_at < %(end)s
ORDER BY occupied_time.starts_at, occupied_time.id
"""
ADD = """
INSERT INTO occupied_time (kind, specialist_id, lane, starts_at, ends_at)
VALUES ('block', %(specialist_id)s, %(lane)s, %(start)s, %(end)s)
RETURNING id
"""
REMOVE = "DELETE FROM occupied_time WHERE kind = 'block' AND id = %(block_id)s"


@dataclass(frozen=True, slots=True)
class SqlBlocks:
    executor: Executor

    async def add(self, specialist_id: int, span: Interval, *, lane: int) -> Block:
        block_id = await inserted_id(
            self.executor, ADD, specialist_id=specialist_id, lane=lane, start=span.start, end=span.end
        )
        block = await self.get(block_id)
        assert block is not None
        return block

    async def get(self, block_id: int) -> Block | None:
        row = await self.executor.row(GET, block_id=block_id) if is_id(block_id) else None
        return None if row is None else _block(row)

    async def within(self, span: Interval) -> list[Block]:
        return [_block(row) for row in await self.executor.rows(WITHIN, start=span.start, end=span.end)]

    async def remove(self, block_id: int) -> None:
        await self.executor.run(REMOVE, block_id=block_id)


def _block(row: Row) -> Block:
    return Block(
        row["id"], row["specialist_id"], instant(row["starts_at"]), instant(row["ends_at"]), row["specialist_name"]
    )
