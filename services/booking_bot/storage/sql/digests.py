"""Morning digests: rows that wait, are being sent, and are done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.booking_bot.domain.digests import DueDigest
from services.booking_bot.domain.notices import NoticeState
from services.booking_bot.storage.sql.executor import Executor, instant

LAST_DAYS = "SELECT user_id, max(day) AS day FROM digests GROUP BY user_id"
ADD = """
INSERT INTO digests (user_id, day, state, due_at, ended_at)
VALUES (%(user_id)s, %(day)s, %(state)s, %(due_at)s, %(ended_at)s)
ON CONFLICT (user_id, day) DO NOTHING
"""
DROP_BEFORE = """
UPDATE digests SET state = 'dropped', ended_at = %(now)s WHERE state = 'waiting' AND day < %(day)s
"""
CLAIM = """
UPDATE digests SET state = 'sending', attempts = attempts + 1
WHERE state = 'waiting' AND id = (
    SELECT id FROM digests WHERE state = 'waiting' AND due_at <= %(now)s ORDER BY due_at, id LIMIT 1
)
RETURNING id
"""
GET = """
SELECT digests.id, digests.user_id, digests.day, digests.attempts, reader.language
FROM digests LEFT JOIN customers AS reader ON reader.user_id = digests.user_id
WHERE digests.id = %(digest_id)s
"""
FINISH = "UPDATE digests SET state = %(state)s, ended_at = %(now)s, error = %(error)s WHERE id = %(digest_id)s"
POSTPONE = "UPDATE digests SET state = 'waiting', due_at = %(due_at)s, error = %(error)s WHERE id = %(digest_id)s"
RELEASE = "UPDATE digests SET state = 'waiting' WHERE state = 'sending'"
NEXT_DUE = "SELECT min(due_at) AS due_at FROM digests WHERE state = 'waiting'"
FORGET = "DELETE FROM digests WHERE ended_at < %(before)s"


@dataclass(frozen=True, slots=True)
class SqlDigests:
    executor: Executor

    async def last_days(self) -> dict[int, date]:
        return {row["user_id"]: date.fromisoformat(row["day"]) for row in await self.executor.rows(LAST_DAYS)}

    async def add(self, user_id: int, day: date, due_at: datetime, *, worth: bool) -> None:
        await self.executor.run(
            ADD,
            user_id=user_id,
            day=day.isoformat(),
            state=(NoticeState.WAITING if worth else NoticeState.DROPPED).value,
            due_at=due_at,
            ended_at=None if worth else due_at,
        )

    async def drop_before(self, day: date, now: datetime) -> None:
        await self.executor.run(DROP_BEFORE, day=day.isoformat(), now=now)

    async def claim(self, now: datetime) -> DueDigest | None:
        claimed = await self.executor.row(CLAIM, now=now)
        if claimed is None:
            return None
        row = await self.executor.row(GET, digest_id=claimed["id"])
        assert row is not None
        return DueDigest(row["id"], row["user_id"], date.fromisoformat(row["day"]), row["language"], row["attempts"])

    async def finish(self, digest_id: int, state: NoticeState, *, now: datetime, error: str | None = None) -> None:
        await self.executor.run(FINISH, digest_id=digest_id, state=state.value, now=now, error=error)

    async def postpone(self, digest_id: int, due_at: datetime, error: str) -> None:
        await self.executor.run(POSTPONE, digest_id=digest_id, due_at=due_at, error=error)

    async def release_sending(self) -> int:
        return await self.executor.run(RELEASE)

    async def next_due(self) -> datetime | None:
        row = await self.executor.row(NEXT_DUE)
        return None if row is None or row["due_at"] is None else instant(row["due_at"])

    async def forget(self, before: datetime) -> int:
        return await self.executor.run(FORGET, before=before)
