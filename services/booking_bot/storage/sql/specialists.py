"""Who does the work and how, and the hours of their weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.booking_bot.domain.hours import Hours, Week
from services.booking_bot.domain.specialists import OwnTerms, Specialist
from services.booking_bot.storage.sql.executor import Executor, Row, inserted_id, is_id

ALL = "SELECT * FROM specialists ORDER BY position, id"
ACTIVE = "SELECT id FROM specialists WHERE active ORDER BY position, id"
LOCK = "SELECT id FROM specialists ORDER BY id"
OFFERING = """
SELECT specialists.*, own_terms.offered, own_terms.minutes, own_terms.price
FROM specialists
LEFT JOIN own_terms ON own_terms.specialist_id = specialists.id AND own_terms.service_id = %(service_id)s
WHERE specialists.active AND COALESCE(own_terms.offered, true)
ORDER BY specialists.position, specialists.id
"""
ADD = """
INSERT INTO specialists (name, position)
VALUES (%(name)s, (SELECT COALESCE(max(position), 0) + 1 FROM specialists))
RETURNING id
"""
SAVE = """
UPDATE specialists SET name = %(name)s, about = %(about)s, active = %(active)s, position = %(position)s
WHERE id = %(specialist_id)s
"""
SET_PHOTO = "UPDATE specialists SET photo = %(photo)s WHERE id = %(specialist_id)s"
OWN_TERMS = "SELECT * FROM own_terms WHERE specialist_id = %(specialist_id)s"
SET_OWN_TERMS = """
INSERT INTO own_terms (specialist_id, service_id, offered, minutes, price)
VALUES (%(specialist_id)s, %(service_id)s, %(offered)s, %(minutes)s, %(price)s)
ON CONFLICT (specialist_id, service_id)
DO UPDATE SET offered = excluded.offered, minutes = excluded.minutes, price = excluded.price
"""
LAST_PARTS = """
SELECT specialist_id, max(booking_part_id) AS part_id FROM occupied_time WHERE kind = 'visit' GROUP BY specialist_id
"""
WEEKS = "SELECT specialist_id, weekday, starts, ends FROM weekly_hours ORDER BY specialist_id, weekday, starts"
CLEAR_WEEKDAY = "DELETE FROM weekly_hours WHERE specialist_id = %(specialist_id)s AND weekday = %(weekday)s"
ADD_HOURS = """
INSERT INTO weekly_hours (specialist_id, weekday, starts, ends)
VALUES (%(specialist_id)s, %(weekday)s, %(starts)s, %(ends)s)
"""


def _specialist(row: Row) -> Specialist:
    return Specialist(row["id"], row["name"], row["about"], bool(row["active"]), row["position"], row["photo"])


def _own_terms(row: Row) -> OwnTerms:
    return OwnTerms(row["offered"] is None or bool(row["offered"]), row["minutes"], row["price"])


@dataclass(frozen=True, slots=True)
class SqlSpecialists:
    """``lock_all`` is ``LOCK`` as the engine locks rows; an engine with one writer at a time need not."""

    executor: Executor
    lock_all: str = LOCK

    async def all(self) -> list[Specialist]:
        return [_specialist(row) for row in await self.executor.rows(ALL)]

    async def active(self) -> list[int]:
        return [row["id"] for row in await self.executor.rows(ACTIVE)]

    async def offering(self, service_id: int) -> list[tuple[Specialist, OwnTerms]]:
        rows = await self.executor.rows(OFFERING, service_id=service_id) if is_id(service_id) else []
        return [(_specialist(row), _own_terms(row)) for row in rows]

    async def lock(self) -> list[int]:
        return [row["id"] for row in await self.executor.rows(self.lock_all)]

    async def add(self, name: str) -> int:
        return await inserted_id(self.executor, ADD, name=name)

    async def save(self, specialist: Specialist) -> None:
        await self.executor.run(
            SAVE,
            specialist_id=specialist.id,
            name=specialist.name,
            about=specialist.about,
            active=specialist.active,
            position=specialist.position,
        )

    async def set_photo(self, specialist_id: int, photo: str | None) -> None:
        await self.executor.run(SET_PHOTO, specialist_id=specialist_id, photo=photo)

    async def own_terms(self, specialist_id: int) -> dict[int, OwnTerms]:
        rows = await self.executor.rows(OWN_TERMS, specialist_id=specialist_id)
        return {row["service_id"]: _own_terms(row) for row in rows}

    async def set_own_terms(self, specialist_id: int, service_id: int, terms: OwnTerms) -> None:
        await self.executor.run(
            SET_OWN_TERMS,
            specialist_id=specialist_id,
            service_id=service_id,
            offered=terms.offered,
            minutes=terms.minutes,
            price=terms.price,
        )

    async def last_parts(self) -> dict[int, int]:
        return {row["specialist_id"]: row["part_id"] for row in await self.executor.rows(LAST_PARTS)}


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
