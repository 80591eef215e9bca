"""The log of changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.audit import Act, LogEntry
from services.booking_bot.storage.sql.executor import Executor, Row, instant

ADD = """
INSERT INTO audit (act, at, user_id, subject, before, after, booking_id, customer_id)
VALUES (%(act)s, %(at)s, %(user_id)s, %(subject)s, %(before)s, %(after)s, %(booking_id)s, %(customer_id)s)
"""
_PAGE = """
SELECT audit.id, audit.act, audit.at, audit.user_id, audit.subject, audit.before, audit.after, audit.booking_id,
       audit.customer_id, COALESCE(specialists.name, doer.name) AS by_name, visitor.name AS customer_name
FROM audit
LEFT JOIN customers AS doer ON doer.user_id = audit.user_id
LEFT JOIN staff ON staff.user_id = audit.user_id
LEFT JOIN specialists ON specialists.id = staff.specialist_id
LEFT JOIN bookings ON bookings.id = audit.booking_id
LEFT JOIN customers AS visitor ON visitor.id = COALESCE(audit.customer_id, bookings.customer_id)
"""
_NEWEST = "ORDER BY audit.id DESC LIMIT %(limit)s OFFSET %(offset)s"
PAGE = f"{_PAGE} {_NEWEST}"
PAGE_OF = f"{_PAGE} WHERE audit.user_id = %(by)s {_NEWEST}"
FORGET_VALUES = """
UPDATE audit SET subject = '', before = '', after = '' WHERE customer_id = %(customer_id)s AND act = %(act)s
"""
KNOWN = frozenset(Act)
"""After a step back to an older version there may be lines of acts that it has no words for."""
FORGET = "DELETE FROM audit WHERE at < %(before)s"


@dataclass(frozen=True, slots=True)
class SqlAudit:
    executor: Executor

    async def add(self, entry: LogEntry) -> None:
        await self.executor.run(
            ADD,
            act=entry.act.value,
            at=entry.at,
            user_id=entry.by,
            subject=entry.subject,
            before=entry.before,
            after=entry.after,
            booking_id=entry.booking_id,
            customer_id=entry.customer_id,
        )

    async def page(self, *, limit: int, offset: int = 0, by: int | None = None) -> list[LogEntry]:
        if by is None:
            rows = await self.executor.rows(PAGE, limit=limit, offset=offset)
        else:
            rows = await self.executor.rows(PAGE_OF, limit=limit, offset=offset, by=by)
        return [_entry(row) for row in rows if row["act"] in KNOWN]

    async def forget_values(self, customer_id: int, acts: Sequence[Act]) -> None:
        for act in acts:
            await self.executor.run(FORGET_VALUES, customer_id=customer_id, act=act.value)

    async def forget(self, before: datetime) -> int:
        return await self.executor.run(FORGET, before=before)


def _entry(row: Row) -> LogEntry:
    return LogEntry(
        act=Act(row["act"]),
        at=instant(row["at"]),
        by=row["user_id"],
        subject=row["subject"],
        before=row["before"],
        after=row["after"],
        booking_id=row["booking_id"],
        id=row["id"],
        by_name=row["by_name"],
        customer_name=row["customer_name"],
        customer_id=row["customer_id"],
    )
