"""Customers who have not been there for long: neither a visit nor a booking since an instant.

Whoever has a booking ahead has one since then; the people of the business stay, and so do those forgotten already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.consent import NOBODY
from services.booking_bot.domain.customers import Customer
from services.booking_bot.storage.sql.customers import customer_of
from services.booking_bot.storage.sql.executor import Executor

_SINCE = """
FROM customers
WHERE customers.created_at < %(before)s
  AND NOT (customers.name = %(nobody)s AND customers.user_id IS NULL AND customers.phone IS NULL)
  AND NOT EXISTS (SELECT 1 FROM staff WHERE staff.user_id = customers.user_id)
  AND NOT EXISTS (
      SELECT 1 FROM bookings
      LEFT JOIN booking_parts ON booking_parts.booking_id = bookings.id AND bookings.state = 'booked'
                             AND NOT booking_parts.cancelled
      LEFT JOIN occupied_time ON occupied_time.booking_part_id = booking_parts.id
      WHERE bookings.customer_id = customers.id
        AND (bookings.created_at >= %(before)s OR occupied_time.ends_at >= %(before)s)
  )
"""
COUNT = f"SELECT count(*) AS number {_SINCE}"
SOME = f"SELECT customers.* {_SINCE} ORDER BY customers.id LIMIT %(limit)s"


@dataclass(frozen=True, slots=True)
class SqlLapsed:
    executor: Executor

    async def count(self, before: datetime) -> int:
        row = await self.executor.row(COUNT, before=before, nobody=NOBODY)
        return 0 if row is None else int(row["number"])

    async def some(self, before: datetime, limit: int) -> list[Customer]:
        rows = await self.executor.rows(SOME, before=before, nobody=NOBODY, limit=limit)
        return [customer_of(row) for row in rows]
