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

ADD = """
INSERT INTO notices (kind, user_id, booking_id, booking_version, facts, due_at, valid_until, unless_confirmed)
VALUES (%(kind)s, %(user_id)s, %(booking_id)s, %(booking_version)s, %(facts)s, %(due_at)s, %(valid_until)s,
        %(unless_confirmed)s)
ON CONFLICT (booking_id, booking_version, kind, user_id) DO NOTHING
"""
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
CLAIM = """
UPDATE notices SET state = 'sending', attempts = attempts + 1
WHERE state = 'waiting' AND id = (
    SELECT id FROM notices WHERE state = 'waiting' AND due_at <= %(now)s ORDER BY due_at, id LIMIT 1
)
RETURNING id
"""
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
FINISH = "UPDATE notices SET state = %(state)s, ended_at = %(now)s, error = %(error)s WHERE id = %(notice_id)s"
POSTPONE = "UPDATE notices SET state = 'waiting', due_at = %(due_at)s, error = %(error)s WHERE id = %(notice_id)s"
RELEASE = "UPDATE notices SET state = 'waiting' WHERE state = 'sending'"
NEXT_DUE = "SELECT min(due_at) AS due_at FROM notices WHERE state = 'waiting'"
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

    async def add(self, notice: NewNotice) -> None:
        await self.executor.run(
            ADD,
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

    async def forget(self, before: datetime) -> int:
        return await self.executor.run(FORGET, before=before)

    async def forget_guests(self, customer_id: int) -> None:
        for row in await self.executor.rows(ABOUT_GUESTS, customer_id=customer_id):
            facts = _facts(row["facts"])
            if facts.guest:
                await self.executor.run(SET_FACTS, facts=_dump(replace(facts, guest=None)), notice_id=row["id"])

    async def drop_for(self, user_id: int, now: datetime) -> None:
        await self._drop(user_id, TO_CUSTOMERS, now)

    async def drop_for_staff(self, user_id: int, now: datetime) -> None:
        await self._drop(user_id, frozenset(NoticeKind) - TO_CUSTOMERS, now)

    async def _drop(self, user_id: int, kinds: frozenset[NoticeKind], now: datetime) -> None:
        for kind in kinds:
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
