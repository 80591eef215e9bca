"""Who does the work, and the hours of their weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.booking_bot.domain.hours import Hours, Week
from services.booking_bot.storage.sql.executor import Executor, inserted_id

ACTIVE = "SELECT id FROM specialists WHERE active ORDER BY id"
ADD = """
INSERT INTO specialists (name, position)
VALUES (%(name)s, (SELECT COALESCE(max(position), 0) + 1 FROM specialists))
RETURNING id
"""
WEEKS = "SELECT specialist_id, weekday, starts, ends FROM weekly_hours ORDER BY specialist_id, weekday, starts"
CLEAR_WEEKDAY = "DELETE FROM weekly_hours WHERE specialist_id = %(specialist_id)s AND weekday = %(weekday)s"
ADD_HOURS = """
INSERT INTO weekly_hours (specialist_id, weekday, starts, ends)
VALUES (%(specialist_id)s, %(weekday)s, %(starts)s, %(ends)s)
"""


@dataclass(frozen=True, slots=True)
class SqlSpecialists:
    """``lock_active`` is ``ACTIVE`` as the engine locks rows; an engine with one writer at a time need not."""

    executor: Executor
    lock_active: str = ACTIVE

    async def active(self) -> list[int]:
        return [row["id"] for row in await self.executor.rows(ACTIVE)]

    async def lock(self) -> list[int]:
        return [row["id"] for row in await self.executor.rows(self.lock_active)]

    async def add(self, name: str) -> int:
        return await inserted_id(self.executor, ADD, name=name)


@dataclass(frozen=True, slots=True)
class SqlWeeklyHours:
    executor: Executor

    async def weeks(self) -> dict[int, Week]:
        found: defaultdict[int, dict[int, tuple[Hours, ...]]] = defaultdict(dict)
        for row in await self.executor.rows(WEEKS):
            week = found[row["specialist_id"]]
            week[row["weekday"]] = (*week.get(row["weekday"], ()), Hours(row["starts"], row["ends"]))
        return dict(found)

    async def set_weekday(self, specialist_id: int, weekday: int, hours: Sequence[Hours]) -> None:
        await self.executor.run(CLEAR_WEEKDAY, specialist_id=specialist_id, weekday=weekday)
        for stretch in hours:
            await self.executor.run(
                ADD_HOURS, specialist_id=specialist_id, weekday=weekday, starts=stretch.starts, ends=stretch.ends
            )
