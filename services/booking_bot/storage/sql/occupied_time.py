"""Time that is taken: parts of visits, holds, blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.availability import Busy
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.storage.ports import Taken
from services.booking_bot.storage.sql.executor import Executor, Row, instant

WITHIN = """
SELECT occupied_time.specialist_id, occupied_time.customer_id, booking_parts.booking_id, occupied_time.starts_at,
       occupied_time.ends_at, occupied_time.buffer_before, occupied_time.buffer_after
FROM occupied_time LEFT JOIN booking_parts ON booking_parts.id = occupied_time.booking_part_id
WHERE occupied_time.active AND occupied_time.ends_at > %(span_start)s AND occupied_time.starts_at < %(span_end)s
  AND (occupied_time.expires_at IS NULL OR occupied_time.expires_at > %(now)s)
"""
DROP_EXPIRED = "DELETE FROM occupied_time WHERE kind = 'hold' AND expires_at <= %(now)s"


@dataclass(frozen=True, slots=True)
class SqlOccupiedTime:
    executor: Executor

    async def within(self, span: Interval, now: datetime) -> list[Taken]:
        rows = await self.executor.rows(WITHIN, span_start=span.start, span_end=span.end, now=now)
        return [Taken(row["specialist_id"], row["booking_id"], _busy(row), row["customer_id"]) for row in rows]

    async def drop_expired(self, now: datetime) -> None:
        await self.executor.run(DROP_EXPIRED, now=now)


def _busy(row: Row) -> Busy:
    start, end = instant(row["starts_at"]), instant(row["ends_at"])
    before, after = row["buffer_before"], row["buffer_after"]
    if not before and not after:  # by far the most, and there are thousands
        return Busy(start, end)
    return Busy(start, end, timedelta(minutes=before), timedelta(minutes=after))
