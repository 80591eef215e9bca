"""What became of visits, and the days whose closing was asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.outcomes import Mark, Outcome, PaidBy, Received
from services.booking_bot.storage.sql.executor import Executor, Row

SET = """
UPDATE bookings SET outcome = %(outcome)s, received = %(received)s, received_as = %(received_as)s, tip = %(tip)s
WHERE id = %(booking_id)s
"""
REST_CAME = """
UPDATE bookings
SET outcome = 'came', received = (
    SELECT NULLIF(sum(price), 0) FROM booking_parts
    WHERE booking_parts.booking_id = bookings.id AND NOT booking_parts.cancelled
)
WHERE bookings.state = 'booked' AND bookings.outcome IS NULL AND bookings.id IN (
    SELECT part.booking_id FROM occupied_time AS taken JOIN booking_parts AS part ON part.id = taken.booking_part_id
    WHERE taken.active AND taken.ends_at > %(span_start)s AND taken.starts_at >= %(span_start)s
      AND taken.starts_at < %(span_end)s AND taken.starts_at <= %(now)s
) AND NOT EXISTS (
    SELECT 1 FROM occupied_time AS taken JOIN booking_parts AS part ON part.id = taken.booking_part_id
    WHERE part.booking_id = bookings.id AND taken.active AND taken.starts_at < %(span_start)s
)
"""
BEGIN_ASKING = "INSERT INTO closings (day) VALUES (%(day)s) ON CONFLICT (day) DO NOTHING"


def mark_in(row: Row) -> Mark:
    return Mark(
        None if row["outcome"] is None else Outcome(row["outcome"]),
        Received(row["received"], None if row["received_as"] is None else PaidBy(row["received_as"]), tip=row["tip"]),
    )


@dataclass(frozen=True, slots=True)
class SqlMarks:
    executor: Executor

    async def set(self, booking_id: int, mark: Mark) -> None:
        await self.executor.run(
            SET,
            booking_id=booking_id,
            outcome=None if mark.outcome is None else mark.outcome.value,
            received=mark.received.amount,
            received_as=None if mark.received.by is None else mark.received.by.value,
            tip=mark.received.tip,
        )

    async def rest_came(self, span: Interval, now: datetime) -> int:
        return await self.executor.run(REST_CAME, span_start=span.start, span_end=span.end, now=now)

    async def begin_asking(self, day: date) -> bool:
        return await self.executor.run(BEGIN_ASKING, day=day.isoformat()) == 1
