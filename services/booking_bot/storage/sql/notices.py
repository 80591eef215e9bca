"""Notices: rows that wait, are being sent, and are done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain.notices import (
    NewNotice,
    Notice,
    NoticeKind,
    NoticeState,
)
from services.booking_bot.storage.sql.executor import Executor, Value, instant
from services.booking_bot.storage.sql.notice_rows import dump_facts, facts_in, notice_in

MOST_AT_ONCE = 100
"""Of one reader; what is left is due still."""

_ADD = """
INSERT INTO notices (
    kind, user_id, booking_id, booking_version, facts, due_at, valid_until, unless_confirmed, with_digest, urgent_at,
    by_user_id
)
VALUES (
    %(kind)s, %(user_id)s, %(booking_id)s, %(booking_version)s, %(facts)s, %(due_at)s, %(valid_until)s,
    %(unless_confirmed)s, %(with_digest)s, %(urgent_at)s, %(by_user_id)s
)
ON CONFLICT (booking_id, booking_version, kind, user_id)
"""
ADD = f"{_ADD} DO NOTHING"
_ANEW = """
DO UPDATE SET facts = excluded.facts, due_at = excluded.due_at, state = 'waiting', attempts = 0, ended_at = NULL,
    error = NULL
"""
OWE_ANEW = f"{_ADD} {_ANEW}"
DROP_STALE = """
UPDATE notices SET state = 'dropped', ended_at = %(now)s
WHERE state = 'waiting' AND due_at <= %(now)s AND valid_until IS NOT NULL AND (
    valid_until <= %(now)s OR NOT EXISTS (
        SELECT 1 FROM bookings
        WHERE bookings.id = notices.booking_id AND bookings.state = 'booked'
          AND bookings.version = notices.booking_version
          AND NOT (notices.unless_confirmed AND bookings.version = COALESCE(bookings.confirmed_version, 0))
    )
)
"""
PUT_OFF = """
UPDATE notices SET due_at = %(until)s
WHERE state = 'waiting' AND due_at <= %(now)s AND kind IN ('reminder_first', 'reminder')
"""
# the kinds that go to people of the business begin with owner_; all but the question at closing make one message
DUE_READERS = """
SELECT DISTINCT user_id FROM notices
WHERE state = 'waiting' AND NOT with_digest AND due_at <= %(now)s AND substr(kind, 1, 6) = 'owner_'
"""
KEEP_QUIET = """
UPDATE notices SET due_at = CASE WHEN urgent_at < %(until)s THEN urgent_at ELSE %(until)s END
WHERE user_id = %(user_id)s AND state = 'waiting' AND NOT with_digest AND due_at <= %(now)s
  AND substr(kind, 1, 6) = 'owner_'
"""
COLLECT = """
UPDATE notices SET due_at = %(until)s
WHERE user_id = %(user_id)s AND state = 'waiting' AND NOT with_digest AND due_at <= %(now)s
  AND substr(kind, 1, 6) = 'owner_' AND kind <> 'owner_closing'
"""
LAST_TOLD = """
SELECT max(ended_at) AS told_at FROM notices
WHERE state = 'sent' AND user_id = %(user_id)s AND substr(kind, 1, 6) = 'owner_' AND kind <> 'owner_closing'
"""
_WAITING = """
WHERE state = 'waiting' AND NOT with_digest AND (valid_until IS NULL OR NOT EXISTS (
    SELECT 1 FROM displaced_bookings AS displaced
    WHERE displaced.booking_id = notices.booking_id AND displaced.state IN ('waiting', 'to_call')
))
"""
"""Nobody is reminded of a visit of which it is not settled whether it takes place."""
_TAKE = """
UPDATE notices SET state = 'sending', attempts = attempts + 1
WHERE state = 'waiting' AND id IN (SELECT id FROM notices
"""
CLAIM = f"{_TAKE} {_WAITING} AND due_at <= %(now)s ORDER BY due_at, id LIMIT 1) RETURNING id"
CLAIM_MORE = f"""
{_TAKE} {_WAITING} AND user_id = %(user_id)s AND due_at <= %(now)s
    AND substr(kind, 1, 6) = 'owner_' AND kind <> 'owner_closing'
    ORDER BY id LIMIT %(most)s) RETURNING id
"""
CLAIM_FOR_DIGEST = """
UPDATE notices SET state = 'sending', attempts = attempts + 1, with_digest = false
WHERE state = 'waiting' AND id IN (
    SELECT id FROM notices
    WHERE state = 'waiting' AND with_digest AND user_id = %(user_id)s ORDER BY id LIMIT %(most)s
)
RETURNING id
"""
AWAITS_DIGEST = "SELECT DISTINCT user_id FROM notices WHERE state = 'waiting' AND with_digest"
FREE_FROM_DIGEST = """
UPDATE notices SET with_digest = false WHERE state = 'waiting' AND with_digest AND user_id = %(user_id)s
"""
ASKED_SINCE = """
SELECT notices.booking_id FROM notices
JOIN bookings ON bookings.id = notices.booking_id AND bookings.version = notices.booking_version
WHERE notices.kind = 'reminder_first' AND notices.state = 'sent' AND notices.ended_at > %(since)s
"""
GET = """
SELECT notices.id AS notice_id, notices.kind, notices.user_id AS reader_id, reader.language AS reader_language,
       notices.booking_id, notices.facts, notices.attempts,
       customers.id, customers.name, customers.user_id, customers.username, customers.phone, customers.language,
       customers.name_given, customers.access, customers.phone_left_out, doer.name AS by_name
FROM notices
JOIN bookings ON bookings.id = notices.booking_id
JOIN customers ON customers.id = bookings.customer_id
LEFT JOIN customers AS reader ON reader.user_id = notices.user_id
LEFT JOIN customers AS doer ON doer.user_id = notices.by_user_id
WHERE notices.id = %(notice_id)s
"""
FINISH = """
UPDATE notices SET state = %(state)s, ended_at = %(now)s, error = %(error)s
WHERE id = %(notice_id)s AND state = 'sending'
"""
POSTPONE = "UPDATE notices SET state = 'waiting', due_at = %(due_at)s, error = %(error)s WHERE id = %(notice_id)s"
RELEASE = "UPDATE notices SET state = 'waiting' WHERE state = 'sending'"
_FIRST = "SELECT min(due_at) AS due_at FROM notices"
NEXT_DUE = f"{_FIRST} {_WAITING}"
WAS_SENT = """
SELECT id FROM notices
WHERE booking_id = %(booking_id)s AND kind = %(kind)s AND state = 'sent' AND facts ->> 'start' = %(start)s
LIMIT 1
"""
DROP_TO = """
UPDATE notices SET state = 'dropped', ended_at = %(now)s
WHERE user_id = %(user_id)s AND kind = %(kind)s AND state = 'waiting'
"""
ABOUT_GUESTS = """
SELECT notices.id, notices.facts FROM notices JOIN bookings ON bookings.id = notices.booking_id
WHERE bookings.customer_id = %(customer_id)s ORDER BY notices.id
"""
SET_FACTS = "UPDATE notices SET facts = %(facts)s WHERE id = %(notice_id)s"
FORGET = "DELETE FROM notices WHERE ended_at < %(before)s"


@dataclass(slots=True)
class SqlNotices:
    """``added`` tells, after the transaction, whether the sender has something new."""

    executor: Executor
    added: bool = False

    async def add(self, notice: NewNotice, *, anew: bool = False) -> None:
        await self.executor.run(
            OWE_ANEW if anew else ADD,
            kind=notice.kind.value,
            user_id=notice.user_id,
            booking_id=notice.booking_id,
            booking_version=notice.booking_version,
            facts=dump_facts(notice.facts),
            due_at=notice.due_at,
            valid_until=notice.valid_until,
            unless_confirmed=notice.unless_confirmed,
            with_digest=notice.with_digest,
            urgent_at=notice.urgent_at,
            by_user_id=notice.by_user_id,
        )
        self.added = True

    async def drop_stale(self, now: datetime) -> int:
        return await self.executor.run(DROP_STALE, now=now)

    async def put_off(self, now: datetime, until: datetime) -> None:
        await self.executor.run(PUT_OFF, now=now, until=until)

    async def due_readers(self, now: datetime) -> list[int]:
        return [row["user_id"] for row in await self.executor.rows(DUE_READERS, now=now)]

    async def keep_quiet(self, user_id: int, now: datetime, until: datetime) -> None:
        await self.executor.run(KEEP_QUIET, user_id=user_id, now=now, until=until)

    async def collect(self, user_id: int, now: datetime, until: datetime) -> None:
        await self.executor.run(COLLECT, user_id=user_id, now=now, until=until)

    async def last_told(self, user_id: int) -> datetime | None:
        row = await self.executor.row(LAST_TOLD, user_id=user_id)
        return None if row is None or row["told_at"] is None else instant(row["told_at"])

    async def drop_to(self, user_id: int, kinds: Collection[NoticeKind], now: datetime) -> None:
        for kind in kinds:
            await self.executor.run(DROP_TO, user_id=user_id, kind=kind.value, now=now)

    async def claim(self, now: datetime) -> Notice | None:
        claimed = await self.executor.row(CLAIM, now=now)
        return None if claimed is None else await self._get(claimed["id"])

    async def claim_more(self, user_id: int, now: datetime) -> list[Notice]:
        return await self._claimed(CLAIM_MORE, user_id=user_id, now=now, most=MOST_AT_ONCE)

    async def claim_for_digest(self, user_id: int) -> list[Notice]:
        return await self._claimed(CLAIM_FOR_DIGEST, user_id=user_id, most=MOST_AT_ONCE)

    async def _claimed(self, statement: str, **values: Value) -> list[Notice]:
        claimed = await self.executor.rows(statement, **values)
        return [await self._get(notice_id) for notice_id in sorted(row["id"] for row in claimed)]

    async def _get(self, notice_id: int) -> Notice:
        row = await self.executor.row(GET, notice_id=notice_id)
        assert row is not None
        return notice_in(row)

    async def awaits_digest(self) -> Collection[int]:
        return {row["user_id"] for row in await self.executor.rows(AWAITS_DIGEST)}

    async def free_from_digest(self, user_id: int) -> None:
        await self.executor.run(FREE_FROM_DIGEST, user_id=user_id)
        self.added = True

    async def asked_since(self, since: datetime) -> Collection[int]:
        return {row["booking_id"] for row in await self.executor.rows(ASKED_SINCE, since=since)}

    async def finish(self, notice_id: int, state: NoticeState, *, now: datetime, error: str | None = None) -> None:
        await self.executor.run(FINISH, notice_id=notice_id, state=state.value, now=now, error=error)

    async def postpone(self, notice_id: int, due_at: datetime, error: str) -> None:
        await self.executor.run(POSTPONE, notice_id=notice_id, due_at=due_at, error=error)

    async def release_sending(self) -> int:
        return await self.executor.run(RELEASE)

    async def next_due(self) -> datetime | None:
        row = await self.executor.row(NEXT_DUE)
        return None if row is None or row["due_at"] is None else instant(row["due_at"])

    async def was_sent(self, booking_id: int, kind: NoticeKind, start: datetime) -> bool:
        row = await self.executor.row(WAS_SENT, booking_id=booking_id, kind=kind.value, start=start.isoformat())
        return row is not None

    async def forget(self, before: datetime) -> int:
        return await self.executor.run(FORGET, before=before)

    async def forget_guests(self, customer_id: int) -> None:
        for row in await self.executor.rows(ABOUT_GUESTS, customer_id=customer_id):
            facts = facts_in(row["facts"])
            if facts.guest:
                await self.executor.run(SET_FACTS, facts=dump_facts(replace(facts, guest=None)), notice_id=row["id"])
