"""Notices: rows that wait, are being sent, and are done."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.booking_bot.domain.bookings import CancelReason
from services.booking_bot.domain.notices import TO_CUSTOMERS, NewNotice, Notice, NoticeFacts, NoticeKind, NoticeState
from services.booking_bot.domain.prices import Price, PriceKind
from services.booking_bot.storage.sql.customers import customer_of
from services.booking_bot.storage.sql.executor import Executor, Row, instant

_ADD = """
INSERT INTO notices (kind, user_id, booking_id, booking_version, facts, due_at, valid_until, unless_confirmed)
VALUES (%(kind)s, %(user_id)s, %(booking_id)s, %(booking_version)s, %(facts)s, %(due_at)s, %(valid_until)s,
        %(unless_confirmed)s)
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
UPDATE notices SET due_at = %(until)s WHERE state = 'waiting' AND due_at <= %(now)s AND valid_until IS NOT NULL
"""
_WAITING = """
WHERE state = 'waiting' AND (valid_until IS NULL OR NOT EXISTS (
    SELECT 1 FROM displaced_bookings AS displaced
    WHERE displaced.booking_id = notices.booking_id AND displaced.state IN ('waiting', 'to_call')
))
"""
"""Nobody is reminded of a visit of which it is not settled whether it takes place."""
_TAKE = """
UPDATE notices SET state = 'sending', attempts = attempts + 1
WHERE state = 'waiting' AND id = (SELECT id FROM notices
"""
CLAIM = f"{_TAKE} {_WAITING} AND due_at <= %(now)s ORDER BY due_at, id LIMIT 1) RETURNING id"
GET = """
SELECT notices.id AS notice_id, notices.kind, notices.user_id AS reader_id, reader.language AS reader_language,
       notices.booking_id, notices.facts, notices.attempts,
       customers.id, customers.name, customers.user_id, customers.username, customers.phone, customers.language,
       customers.name_given, customers.access, customers.phone_left_out
FROM notices
JOIN bookings ON bookings.id = notices.booking_id
JOIN customers ON customers.id = bookings.customer_id
LEFT JOIN customers AS reader ON reader.user_id = notices.user_id
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
DROP_FOR = """
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
            facts=_dump(notice.facts),
            due_at=notice.due_at,
            valid_until=notice.valid_until,
            unless_confirmed=notice.unless_confirmed,
        )
        self.added = True

    async def drop_stale(self, now: datetime) -> int:
        return await self.executor.run(DROP_STALE, now=now)

    async def put_off(self, now: datetime, until: datetime) -> None:
        await self.executor.run(PUT_OFF, now=now, until=until)

    async def claim(self, now: datetime) -> Notice | None:
        claimed = await self.executor.row(CLAIM, now=now)
        if claimed is None:
            return None
        row = await self.executor.row(GET, notice_id=claimed["id"])
        assert row is not None
        return _notice(row)

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
            facts = _facts(row["facts"])
            if facts.guest:
                await self.executor.run(SET_FACTS, facts=_dump(replace(facts, guest=None)), notice_id=row["id"])

    async def drop_for(self, user_id: int, now: datetime) -> None:
        for kind in TO_CUSTOMERS:
            await self.executor.run(DROP_FOR, user_id=user_id, kind=kind.value, now=now)


def _dump(facts: NoticeFacts) -> str:
    return json.dumps(
        {
            "service_name": facts.service_name,
            "start": facts.start.isoformat(),
            "end": facts.end.isoformat(),
            "price": facts.costs.amount,
            "price_kind": facts.costs.kind,
            "currency": facts.costs.currency,
            "previous_start": facts.previous_start.isoformat() if facts.previous_start else None,
            "specialist_name": facts.specialist_name,
            "cancel_reason": facts.cancel_reason,
            "guest": facts.guest,
        },
        ensure_ascii=False,
    )


def _facts(stored: str | dict[str, Any]) -> NoticeFacts:
    """SQLite keeps JSON as a text, PostgreSQL gives it read."""
    facts = json.loads(stored) if isinstance(stored, str) else stored
    return NoticeFacts(
        service_name=facts["service_name"],
        start=instant(facts["start"]),
        end=instant(facts["end"]),
        costs=Price(facts["price"], facts["currency"], PriceKind(facts.get("price_kind", PriceKind.EXACT))),
        previous_start=instant(facts["previous_start"]) if facts["previous_start"] else None,
        specialist_name=facts.get("specialist_name"),
        cancel_reason=CancelReason(facts["cancel_reason"]) if facts.get("cancel_reason") else None,
        guest=facts.get("guest"),
    )


def _notice(row: Row) -> Notice:
    return Notice(
        id=row["notice_id"],
        kind=NoticeKind(row["kind"]),
        user_id=row["reader_id"],
        language=row["reader_language"],
        booking_id=row["booking_id"],
        customer=customer_of(row),
        facts=_facts(row["facts"]),
        attempts=row["attempts"],
    )
