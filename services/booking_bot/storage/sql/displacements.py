"""Displaced bookings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.booking_bot.domain.displacements import (
    Cause,
    Displaced,
    DisplacedState,
    Displacement,
    NewDisplaced,
    Scope,
)
from services.booking_bot.storage.sql.executor import Executor, Row, inserted_id, instant, is_id

_RUNS = """
SELECT displacements.*,
       CASE WHEN (SELECT count(*) FROM specialists WHERE active) > 1 THEN specialists.name END AS specialist_name,
       EXISTS (
           SELECT 1 FROM schedule_exceptions WHERE schedule_exceptions.displacement_id = displacements.id
       ) AS closes
FROM displacements LEFT JOIN specialists ON specialists.id = displacements.specialist_id
"""
GET = f"{_RUNS} WHERE displacements.id = %(displacement_id)s"
_OPEN = """
WHERE EXISTS (
    SELECT 1 FROM displaced_bookings
    WHERE displaced_bookings.displacement_id = displacements.id AND state IN ('waiting', 'to_call')
)
"""
_CLOSING = """
WHERE displacements.specialist_id = %(specialist_id)s AND EXISTS (
    SELECT 1 FROM schedule_exceptions
    WHERE displacement_id = displacements.id AND first_day <= %(day)s AND last_day >= %(day)s
)
"""
OPEN = f"{_RUNS} {_OPEN} ORDER BY displacements.id DESC"
CLOSING = f"{_RUNS} {_CLOSING} ORDER BY displacements.id DESC LIMIT 1"
BEGIN = """
INSERT INTO displacements (cause, specialist_id, first_day, last_day, began_at)
VALUES (%(cause)s, %(specialist_id)s, %(first)s, %(last)s, %(now)s)
RETURNING id
"""
DISPLACE = """
INSERT INTO displaced_bookings (displacement_id, booking_id, state, starts_at, call_at, over_at)
VALUES (%(displacement_id)s, %(booking_id)s, %(state)s, %(starts_at)s, %(call_at)s, %(over_at)s)
"""
DISPLACED = "SELECT * FROM displaced_bookings WHERE displacement_id = %(displacement_id)s ORDER BY starts_at, id"
ONE = "SELECT * FROM displaced_bookings WHERE id = %(displaced_id)s"
OF_BOOKING = "SELECT * FROM displaced_bookings WHERE booking_id = %(booking_id)s ORDER BY id DESC LIMIT 1"
ALL_OPEN = "SELECT * FROM displaced_bookings WHERE state IN ('waiting', 'to_call') ORDER BY starts_at, id"
COUNT_OPEN = "SELECT count(*) AS number FROM displaced_bookings WHERE state IN ('waiting', 'to_call')"
CHANGE = "UPDATE displaced_bookings SET state = %(state)s WHERE id = %(displaced_id)s AND state = %(before)s"
GROW = "UPDATE displacements SET version = version + 1 WHERE id = %(displacement_id)s"
ASKED = "UPDATE displaced_bookings SET asked = true WHERE id = %(displaced_id)s"
DUE = """
SELECT * FROM displaced_bookings
WHERE state IN ('waiting', 'to_call')
  AND (over_at <= %(now)s OR (state = 'waiting' AND call_at <= %(now)s))
ORDER BY id
"""
NEXT_DUE = """
SELECT min(CASE WHEN state = 'waiting' AND call_at < over_at THEN call_at ELSE over_at END) AS due_at
FROM displaced_bookings WHERE state IN ('waiting', 'to_call')
"""
FORGET = """
DELETE FROM displacements WHERE began_at < %(before)s AND NOT EXISTS (
    SELECT 1 FROM displaced_bookings
    WHERE displaced_bookings.displacement_id = displacements.id AND state IN ('waiting', 'to_call')
)
"""


@dataclass(slots=True)
class SqlDisplacements:
    """``changed`` tells, after the transaction, whether lists are owed an edit, or notices can be sent again."""

    executor: Executor
    changed: bool = False

    async def begin(self, cause: Cause, scope: Scope, displaced: Sequence[NewDisplaced], now: datetime) -> int:
        displacement_id = await inserted_id(
            self.executor,
            BEGIN,
            cause=cause.value,
            specialist_id=scope.specialist_id,
            first=None if scope.first is None else scope.first.isoformat(),
            last=None if scope.last is None else scope.last.isoformat(),
            now=now,
        )
        for one in displaced:
            await self.executor.run(
                DISPLACE,
                displacement_id=displacement_id,
                booking_id=one.booking.id,
                state=one.state.value,
                starts_at=one.booking.start,
                call_at=one.call_at,
                over_at=one.booking.end,
            )
        return displacement_id

    async def get(self, displacement_id: int) -> Displacement | None:
        row = await self.executor.row(GET, displacement_id=displacement_id) if is_id(displacement_id) else None
        return None if row is None else _displacement(row)

    async def open(self) -> list[Displacement]:
        return [_displacement(row) for row in await self.executor.rows(OPEN)]

    async def closing(self, specialist_id: int, day: date) -> Displacement | None:
        row = await self.executor.row(CLOSING, specialist_id=specialist_id, day=day.isoformat())
        return None if row is None else _displacement(row)

    async def displaced(self, displacement_id: int) -> list[Displaced]:
        return [_displaced(row) for row in await self.executor.rows(DISPLACED, displacement_id=displacement_id)]

    async def one(self, displaced_id: int) -> Displaced | None:
        row = await self.executor.row(ONE, displaced_id=displaced_id) if is_id(displaced_id) else None
        return None if row is None else _displaced(row)

    async def of_booking(self, booking_id: int) -> Displaced | None:
        row = await self.executor.row(OF_BOOKING, booking_id=booking_id) if is_id(booking_id) else None
        return None if row is None else _displaced(row)

    async def all_open(self) -> list[Displaced]:
        return [_displaced(row) for row in await self.executor.rows(ALL_OPEN)]

    async def count_open(self) -> int:
        row = await self.executor.row(COUNT_OPEN)
        return 0 if row is None else int(row["number"])

    async def change(self, displaced: Displaced, state: DisplacedState) -> bool:
        if not displaced.may_become(state):
            return False
        before = displaced.state.value
        if not await self.executor.run(CHANGE, displaced_id=displaced.id, before=before, state=state.value):
            return False
        await self.touch(displaced.displacement_id)
        return True

    async def touch(self, displacement_id: int) -> None:
        await self.executor.run(GROW, displacement_id=displacement_id)
        self.changed = True

    async def asked(self, displaced: Displaced) -> None:
        await self.executor.run(ASKED, displaced_id=displaced.id)

    async def due(self, now: datetime) -> list[tuple[Displaced, DisplacedState]]:
        return [
            (_displaced(row), DisplacedState.OVER if instant(row["over_at"]) <= now else DisplacedState.TO_CALL)
            for row in await self.executor.rows(DUE, now=now)
        ]

    async def next_due(self) -> datetime | None:
        row = await self.executor.row(NEXT_DUE)
        return None if row is None or row["due_at"] is None else instant(row["due_at"])

    async def forget(self, before: datetime) -> int:
        return await self.executor.run(FORGET, before=before)


def _displacement(row: Row) -> Displacement:
    return Displacement(
        id=row["id"],
        cause=Cause(row["cause"]),
        scope=Scope(row["specialist_id"], _day(row["first_day"]), _day(row["last_day"])),
        name=row["specialist_name"],
        began_at=instant(row["began_at"]),
        version=row["version"],
        closes=bool(row["closes"]),
    )


def _displaced(row: Row) -> Displaced:
    return Displaced(
        id=row["id"],
        displacement_id=row["displacement_id"],
        booking_id=row["booking_id"],
        state=DisplacedState(row["state"]),
        start=instant(row["starts_at"]),
        asked=bool(row["asked"]),
    )


def _day(value: date | str | None) -> date | None:
    """PostgreSQL gives a date, SQLite keeps a text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
