"""Whom the shop has to call, and whom it has called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.calls import Call, CallResult, WhyCall
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.storage.ports_calls import NeedsCall
from services.booking_bot.storage.sql.executor import Executor, Row, instant

NEEDED = """
SELECT near.*, calls.result, calls.at, calls.confirmed AS by_call
FROM (
    SELECT bookings.id AS booking_id, bookings.version, customers.user_id IS NULL AS no_telegram,
           COALESCE(bookings.confirmed_version, 0) = bookings.version AS comes,
           EXISTS (
               SELECT 1 FROM notices
               WHERE notices.booking_id = bookings.id AND notices.booking_version = bookings.version
                 AND notices.user_id = customers.user_id AND notices.state = 'failed'
                 AND notices.kind IN (%(reminder_first)s, %(reminder)s)
           ) AS blocked,
           EXISTS (
               SELECT 1 FROM notices
               WHERE notices.booking_id = bookings.id AND notices.booking_version = bookings.version
                 AND notices.kind = %(silence)s AND notices.due_at <= %(now)s  -- told to anybody or not
           ) AS silent
    FROM bookings JOIN customers ON customers.id = bookings.customer_id
    WHERE bookings.state = 'booked' AND bookings.id IN (
        SELECT part.booking_id FROM occupied_time AS taken JOIN booking_parts AS part ON part.id = taken.booking_part_id
        WHERE taken.active AND taken.ends_at > %(start)s AND taken.starts_at >= %(start)s AND taken.starts_at < %(end)s
    ) AND NOT EXISTS (  -- those have a list of their own
        SELECT 1 FROM displaced_bookings AS displaced
        WHERE displaced.booking_id = bookings.id AND displaced.state IN ('waiting', 'to_call')
    )
) AS near
LEFT JOIN calls ON calls.booking_id = near.booking_id AND calls.booking_version = near.version
WHERE calls.result IS NOT NULL OR (NOT near.comes AND (near.no_telegram OR near.blocked OR near.silent))
ORDER BY near.booking_id
"""
GET = """
SELECT result, at, confirmed AS by_call FROM calls
WHERE booking_id = %(booking_id)s AND booking_version = %(version)s
"""
PUT = """
INSERT INTO calls (booking_id, booking_version, result, confirmed, called_by, at)
VALUES (%(booking_id)s, %(version)s, %(result)s, %(confirmed)s, %(called_by)s, %(at)s)
ON CONFLICT (booking_id) DO UPDATE
SET booking_version = excluded.booking_version, result = excluded.result, confirmed = excluded.confirmed,
    called_by = excluded.called_by, at = excluded.at
"""
TAKE_BACK = "DELETE FROM calls WHERE booking_id = %(booking_id)s"


@dataclass(frozen=True, slots=True)
class SqlCalls:
    executor: Executor

    async def needed(self, span: Interval, now: datetime) -> list[NeedsCall]:
        rows = await self.executor.rows(
            NEEDED,
            start=span.start,
            end=span.end,
            now=now,
            reminder_first=NoticeKind.REMINDER_FIRST.value,
            reminder=NoticeKind.REMINDER.value,
            silence=NoticeKind.OWNER_SILENCE.value,
        )
        return [NeedsCall(row["booking_id"], _why(row), _call(row)) for row in rows]

    async def get(self, booking_id: int, version: int) -> Call | None:
        row = await self.executor.row(GET, booking_id=booking_id, version=version)
        return None if row is None else _call(row)

    async def put(self, booking_id: int, version: int, call: Call, called_by: int) -> None:
        await self.executor.run(
            PUT,
            booking_id=booking_id,
            version=version,
            result=call.result.value,
            confirmed=call.confirmed,
            called_by=called_by,
            at=call.at,
        )

    async def take_back(self, booking_id: int) -> None:
        await self.executor.run(TAKE_BACK, booking_id=booking_id)


def _why(row: Row) -> WhyCall:
    if row["no_telegram"]:
        return WhyCall.NO_TELEGRAM
    return WhyCall.BLOCKED if row["blocked"] else WhyCall.SILENT


def _call(row: Row) -> Call | None:
    if row["result"] is None:
        return None
    return Call(CallResult(row["result"]), instant(row["at"]), bool(row["by_call"]))
