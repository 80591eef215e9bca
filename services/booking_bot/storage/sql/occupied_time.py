"""Time that is taken: parts of visits, holds, blocks; and the units of resources that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.availability import Busy
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.storage.ports_bookings import NewHold, Taken, TakenUnit
from services.booking_bot.storage.sql.executor import Executor, Row, inserted_id, instant

WITHIN = """
SELECT occupied_time.specialist_id, occupied_time.customer_id, occupied_time.held_by, booking_parts.booking_id,
       occupied_time.starts_at, occupied_time.ends_at, occupied_time.buffer_before, occupied_time.buffer_after
FROM occupied_time LEFT JOIN booking_parts ON booking_parts.id = occupied_time.booking_part_id
WHERE occupied_time.active AND occupied_time.ends_at > %(span_start)s AND occupied_time.starts_at < %(span_end)s
  AND (occupied_time.expires_at IS NULL OR occupied_time.expires_at > %(now)s)
"""
UNITS_WITHIN = """
SELECT taken.resource_id, taken.unit, taken.starts_at, taken.ends_at, occupied_time.held_by, booking_parts.booking_id
FROM occupied_resources AS taken
JOIN occupied_time ON occupied_time.id = taken.occupied_time_id
LEFT JOIN booking_parts ON booking_parts.id = occupied_time.booking_part_id
WHERE taken.active AND taken.ends_at > %(span_start)s AND taken.starts_at < %(span_end)s
  AND (occupied_time.expires_at IS NULL OR occupied_time.expires_at > %(now)s)
"""
HOLD = """
INSERT INTO occupied_time (
    kind, specialist_id, starts_at, ends_at, buffer_before, buffer_after, expires_at, held_by, visit_start
)
VALUES (
    'hold', %(specialist_id)s, %(start)s, %(end)s, %(buffer_before)s, %(buffer_after)s, %(expires_at)s, %(customer_id)s,
    %(visit_start)s
)
RETURNING id
"""
TAKE_UNIT = """
INSERT INTO occupied_resources (occupied_time_id, resource_id, unit, starts_at, ends_at)
VALUES (%(occupied_time_id)s, %(resource_id)s, %(unit)s, %(start)s, %(end)s)
"""
HELD_UNTIL = """
SELECT min(expires_at) AS expires_at FROM occupied_time
WHERE kind = 'hold' AND held_by = %(customer_id)s AND visit_start = %(visit_start)s
"""
HIGHEST_LANE = """
SELECT max(occupied_time.lane) AS lane
FROM occupied_time LEFT JOIN booking_parts ON booking_parts.id = occupied_time.booking_part_id
WHERE occupied_time.active AND occupied_time.specialist_id = %(specialist_id)s
  AND occupied_time.ends_at > %(start)s AND occupied_time.starts_at < %(end)s
  AND (booking_parts.booking_id IS NULL OR booking_parts.booking_id <> %(moving)s)
"""
RELEASE = "DELETE FROM occupied_time WHERE kind = 'hold' AND held_by = %(customer_id)s"
DROP_EXPIRED = "DELETE FROM occupied_time WHERE kind = 'hold' AND expires_at <= %(now)s"


@dataclass(frozen=True, slots=True)
class SqlOccupiedTime:
    executor: Executor

    async def within(self, span: Interval, now: datetime) -> list[Taken]:
        rows = await self.executor.rows(WITHIN, span_start=span.start, span_end=span.end, now=now)
        return [
            Taken(row["specialist_id"], row["booking_id"], _busy(row), row["customer_id"], row["held_by"])
            for row in rows
        ]

    async def units_within(self, span: Interval, now: datetime) -> list[TakenUnit]:
        rows = await self.executor.rows(UNITS_WITHIN, span_start=span.start, span_end=span.end, now=now)
        return [
            TakenUnit(
                row["resource_id"],
                row["unit"],
                row["booking_id"],
                Busy(instant(row["starts_at"]), instant(row["ends_at"])),
                row["held_by"],
            )
            for row in rows
        ]

    async def free_lane(self, specialist_id: int, span: Interval, *, moving: int | None = None) -> int:
        row = await self.executor.row(
            HIGHEST_LANE, specialist_id=specialist_id, start=span.start, end=span.end, moving=moving or 0
        )
        return 0 if row is None or row["lane"] is None else int(row["lane"]) + 1

    async def hold(self, hold: NewHold) -> None:
        occupied_time_id = await inserted_id(
            self.executor,
            HOLD,
            specialist_id=hold.specialist_id,
            start=hold.span.start,
            end=hold.span.end,
            buffer_before=hold.buffer_before,
            buffer_after=hold.buffer_after,
            expires_at=hold.expires_at,
            customer_id=hold.customer_id,
            visit_start=hold.visit_start,
        )
        await take_units(self.executor, occupied_time_id, hold.units, hold.span)

    async def held_until(self, customer_id: int, visit_start: datetime) -> datetime | None:
        row = await self.executor.row(HELD_UNTIL, customer_id=customer_id, visit_start=visit_start)
        return None if row is None or row["expires_at"] is None else instant(row["expires_at"])

    async def release(self, customer_id: int) -> None:
        await self.executor.run(RELEASE, customer_id=customer_id)

    async def drop_expired(self, now: datetime) -> None:
        await self.executor.run(DROP_EXPIRED, now=now)


async def take_units(executor: Executor, occupied_time_id: int, units: Mapping[int, int], span: Interval) -> None:
    """The units that go with a stretch of time. Raises ``TimeOverlaps``."""
    for resource_id, unit in units.items():
        await executor.run(
            TAKE_UNIT,
            occupied_time_id=occupied_time_id,
            resource_id=resource_id,
            unit=unit,
            start=span.start,
            end=span.end,
        )


def _busy(row: Row) -> Busy:
    """Instants are in UTC in both engines; there are thousands, so SQLite's texts are read without a detour."""
    start, end = row["starts_at"], row["ends_at"]
    if isinstance(start, str):
        start, end = datetime.fromisoformat(start), datetime.fromisoformat(end)
    before, after = row["buffer_before"], row["buffer_after"]
    if not before and not after:  # by far the most
        return Busy(start, end)
    return Busy(start, end, timedelta(minutes=before), timedelta(minutes=after))
