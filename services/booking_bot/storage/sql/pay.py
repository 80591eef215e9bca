"""What specialists are paid by, and the visits that it is reckoned from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.pay import DatedTerms, PayKind, PayTerms, Sale, SoldPart
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.sql.executor import Executor, Row, day_of, instant, is_id
from services.booking_bot.storage.sql.marks import mark_in

TERMS = "SELECT * FROM pay_terms ORDER BY specialist_id, first_day"
SET_TERMS = """
INSERT INTO pay_terms (specialist_id, first_day, kind, value)
VALUES (%(specialist_id)s, %(first_day)s, %(kind)s, %(value)s)
ON CONFLICT (specialist_id, first_day) DO UPDATE SET kind = excluded.kind, value = excluded.value
"""
DROP_TERMS = "DELETE FROM pay_terms WHERE id = %(terms_id)s"
SALES = """
SELECT bookings.id, bookings.outcome, bookings.received, bookings.received_as, bookings.tip,
       customers.name AS customer_name, booking_parts.service_name, booking_parts.price,
       occupied_time.specialist_id, occupied_time.starts_at, occupied_time.ends_at
FROM bookings
JOIN customers ON customers.id = bookings.customer_id
JOIN booking_parts ON booking_parts.booking_id = bookings.id AND NOT booking_parts.cancelled
JOIN occupied_time ON occupied_time.booking_part_id = booking_parts.id
WHERE bookings.state = 'booked' AND bookings.id IN (
    SELECT part.booking_id FROM occupied_time AS taken JOIN booking_parts AS part ON part.id = taken.booking_part_id
    WHERE taken.active AND taken.ends_at > %(span_start)s
      AND taken.starts_at >= %(span_start)s AND taken.starts_at < %(span_end)s
)
ORDER BY bookings.id, booking_parts.position
"""


@dataclass(frozen=True, slots=True)
class SqlPay:
    executor: Executor

    async def terms(self) -> dict[int, tuple[DatedTerms, ...]]:
        found: defaultdict[int, tuple[DatedTerms, ...]] = defaultdict(tuple)
        for row in await self.executor.rows(TERMS):
            terms = PayTerms(PayKind(row["kind"]), row["value"])
            found[row["specialist_id"]] += (DatedTerms(day_of(row["first_day"]), terms, row["id"]),)
        return dict(found)

    async def set_terms(self, specialist_id: int, first_day: date, terms: PayTerms) -> None:
        await self.executor.run(
            SET_TERMS,
            specialist_id=specialist_id,
            first_day=first_day.isoformat(),
            kind=terms.kind.value,
            value=terms.value,
        )

    async def drop_terms(self, terms_id: int) -> None:
        if is_id(terms_id):
            await self.executor.run(DROP_TERMS, terms_id=terms_id)

    async def sales(self, span: Interval, zone: ZoneInfo) -> list[Sale]:
        rows = await self.executor.rows(SALES, span_start=span.start, span_end=span.end)
        sales = [_sale(list(group), zone) for _, group in groupby(rows, key=lambda row: row["id"])]
        return [sale for sale in sales if sale.start >= span.start]


def _sale(rows: Sequence[Row], zone: ZoneInfo) -> Sale:
    start = min(instant(row["starts_at"]) for row in rows)
    return Sale(
        booking_id=rows[0]["id"],
        day=to_local(start, zone).date(),
        start=start,
        end=max(instant(row["ends_at"]) for row in rows),
        customer_name=rows[0]["customer_name"],
        mark=mark_in(rows[0]),
        parts=tuple(SoldPart(row["specialist_id"], row["service_name"], row["price"]) for row in rows),
    )
