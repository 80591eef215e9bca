"""Shifts, and exceptions by date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.schedule import DayException, Shift
from services.booking_bot.storage.sql.executor import Executor, Row, day_of, inserted_id, is_id

SHIFTS = "SELECT * FROM shifts ORDER BY specialist_id, anchor"
DROP_SHIFTS_FROM = "DELETE FROM shifts WHERE specialist_id = %(specialist_id)s AND anchor >= %(anchor)s"
DROP_SHIFTS = "DELETE FROM shifts WHERE specialist_id = %(specialist_id)s"
ADD_SHIFT = """
INSERT INTO shifts (specialist_id, anchor, days_on, days_off, hours)
VALUES (%(specialist_id)s, %(anchor)s, %(days_on)s, %(days_off)s, %(hours)s)
"""
EXCEPTIONS = """
SELECT * FROM schedule_exceptions WHERE last_day >= %(first)s AND first_day <= %(last)s ORDER BY id
"""
EXCEPTION = "SELECT * FROM schedule_exceptions WHERE id = %(exception_id)s"
DROP_SAME_DAYS = """
DELETE FROM schedule_exceptions
WHERE COALESCE(specialist_id, 0) = %(specialist_id)s AND first_day = %(first)s AND last_day = %(last)s
"""
ADD_EXCEPTION = """
INSERT INTO schedule_exceptions (specialist_id, first_day, last_day, hours, displacement_id)
VALUES (%(specialist_id)s, %(first)s, %(last)s, %(hours)s, %(displacement_id)s)
RETURNING id
"""
REMOVE_CLOSING = "DELETE FROM schedule_exceptions WHERE displacement_id = %(displacement_id)s"
REMOVE_EXCEPTION = "DELETE FROM schedule_exceptions WHERE id = %(exception_id)s"


@dataclass(frozen=True, slots=True)
class SqlSchedules:
    executor: Executor

    async def shifts(self) -> dict[int, tuple[Shift, ...]]:
        found: defaultdict[int, tuple[Shift, ...]] = defaultdict(tuple)
        for row in await self.executor.rows(SHIFTS):
            shift = Shift(day_of(row["anchor"]), row["days_on"], row["days_off"], _hours(row["hours"]))
            found[row["specialist_id"]] += (shift,)
        return dict(found)

    async def set_shift(self, specialist_id: int, shift: Shift) -> None:
        anchor = shift.anchor.isoformat()
        await self.executor.run(DROP_SHIFTS_FROM, specialist_id=specialist_id, anchor=anchor)
        await self.executor.run(
            ADD_SHIFT,
            specialist_id=specialist_id,
            anchor=anchor,
            days_on=shift.on,
            days_off=shift.off,
            hours=_text(shift.hours),
        )

    async def drop_shifts(self, specialist_id: int) -> None:
        await self.executor.run(DROP_SHIFTS, specialist_id=specialist_id)

    async def exceptions(self, first: date, last: date) -> list[DayException]:
        rows = await self.executor.rows(EXCEPTIONS, first=first.isoformat(), last=last.isoformat())
        return [_exception(row) for row in rows]

    async def exception(self, exception_id: int) -> DayException | None:
        row = await self.executor.row(EXCEPTION, exception_id=exception_id) if is_id(exception_id) else None
        return None if row is None else _exception(row)

    async def add_exception(self, exception: DayException) -> DayException:
        first, last = exception.first.isoformat(), exception.last.isoformat()
        await self.executor.run(DROP_SAME_DAYS, specialist_id=exception.specialist_id or 0, first=first, last=last)
        return replace(exception, id=await self._insert(exception, None))

    async def remove_exception(self, exception_id: int) -> None:
        await self.executor.run(REMOVE_EXCEPTION, exception_id=exception_id)

    async def add_closing(self, exception: DayException, displacement_id: int) -> None:
        await self._insert(exception, displacement_id)

    async def remove_closing(self, displacement_id: int) -> None:
        await self.executor.run(REMOVE_CLOSING, displacement_id=displacement_id)

    async def _insert(self, exception: DayException, displacement_id: int | None) -> int:
        return await inserted_id(
            self.executor,
            ADD_EXCEPTION,
            specialist_id=exception.specialist_id,
            first=exception.first.isoformat(),
            last=exception.last.isoformat(),
            hours=_text(exception.hours),
            displacement_id=displacement_id,
        )


def _exception(row: Row) -> DayException:
    return DayException(
        day_of(row["first_day"]), day_of(row["last_day"]), _hours(row["hours"]), row["specialist_id"], row["id"]
    )


def _text(hours: Iterable[Hours]) -> str:
    return ",".join(f"{one.starts}-{one.ends}" for one in hours)


def _hours(text: str) -> tuple[Hours, ...]:
    spans = (span.partition("-") for span in text.split(",") if span)
    return tuple(Hours(int(starts), int(ends)) for starts, _, ends in spans)
