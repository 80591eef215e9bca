"""The lists of displaced bookings in the chats of the admins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.storage.ports_displacements import LiveList
from services.booking_bot.storage.sql.executor import Executor, Row, instant

SHOW = """
INSERT INTO displacement_lists (displacement_id, user_id, due_at) VALUES (%(displacement_id)s, %(user_id)s, %(now)s)
ON CONFLICT (displacement_id, user_id) DO UPDATE
SET anew = displacement_lists.message_id IS NOT NULL, page = 0, shown = 0,
    due_at = CASE WHEN displacement_lists.attempts = 0 THEN %(now)s ELSE displacement_lists.due_at END
"""
TURN = """
UPDATE displacement_lists
SET page = %(page)s, shown = 0, due_at = CASE WHEN attempts = 0 THEN %(now)s ELSE due_at END
WHERE displacement_id = %(displacement_id)s AND user_id = %(user_id)s
"""
HURRY = """
UPDATE displacement_lists SET due_at = %(now)s
WHERE displacement_id = %(displacement_id)s AND user_id = %(user_id)s AND attempts = 0
"""
_OWED = """
FROM displacement_lists AS list JOIN displacements ON displacements.id = list.displacement_id
WHERE list.shown < displacements.version
"""
_LIST = "SELECT list.*, (SELECT language FROM customers WHERE customers.user_id = list.user_id) AS language"
_LONGEST = "AND list.due_at <= %(now)s ORDER BY list.due_at, list.displacement_id, list.user_id LIMIT 1"
_FIRST = "SELECT min(list.due_at) AS due_at"
NEXT = f"{_LIST} {_OWED} {_LONGEST}"
NEXT_DUE = f"{_FIRST} {_OWED}"
_SAME = "WHERE displacement_id = %(displacement_id)s AND user_id = %(user_id)s"
_SHOWN = """
UPDATE displacement_lists
SET message_id = %(message_id)s, attempts = 0,
    shown = CASE WHEN page = %(page)s AND anew = %(anew)s THEN %(version)s ELSE 0 END,
    due_at = CASE WHEN page = %(page)s AND anew = %(anew)s THEN %(due_at)s ELSE due_at END,
    anew = CASE WHEN anew = %(anew)s THEN false ELSE anew END
"""
_LATER = "UPDATE displacement_lists SET due_at = %(due_at)s, attempts = attempts + 1"
_DROP = "DELETE FROM displacement_lists"
SHOWN = f"{_SHOWN} {_SAME}"
LATER = f"{_LATER} {_SAME}"
DROP = f"{_DROP} {_SAME}"


@dataclass(slots=True)
class SqlDisplacementLists:
    """``changed`` tells, after the transaction, whether a list is owed."""

    executor: Executor
    changed: bool = False

    async def show(self, displacement_id: int, user_id: int, now: datetime) -> None:
        await self.executor.run(SHOW, displacement_id=displacement_id, user_id=user_id, now=now)
        self.changed = True

    async def turn(self, displacement_id: int, user_id: int, page: int, now: datetime) -> None:
        await self.executor.run(TURN, displacement_id=displacement_id, user_id=user_id, page=page, now=now)
        self.changed = True

    async def hurry(self, displacement_id: int, user_id: int, now: datetime) -> None:
        await self.executor.run(HURRY, displacement_id=displacement_id, user_id=user_id, now=now)
        self.changed = True

    async def next(self, now: datetime) -> LiveList | None:
        row = await self.executor.row(NEXT, now=now)
        return None if row is None else _live_list(row)

    async def next_due(self) -> datetime | None:
        row = await self.executor.row(NEXT_DUE)
        return None if row is None or row["due_at"] is None else instant(row["due_at"])

    async def shown(self, live: LiveList, message_id: int, version: int, due_at: datetime) -> None:
        await self.executor.run(
            SHOWN,
            displacement_id=live.displacement_id,
            user_id=live.user_id,
            message_id=message_id,
            page=live.page,
            anew=live.anew,
            version=version,
            due_at=due_at,
        )

    async def later(self, live: LiveList, due_at: datetime) -> None:
        await self.executor.run(LATER, displacement_id=live.displacement_id, user_id=live.user_id, due_at=due_at)

    async def drop(self, live: LiveList) -> None:
        await self.executor.run(DROP, displacement_id=live.displacement_id, user_id=live.user_id)


def _live_list(row: Row) -> LiveList:
    return LiveList(
        displacement_id=row["displacement_id"],
        user_id=row["user_id"],
        message_id=row["message_id"],
        page=row["page"],
        anew=bool(row["anew"]),
        attempts=row["attempts"],
        language=row["language"],
    )
