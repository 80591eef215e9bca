"""Everybody's schedule over a stretch of days, as lists, bookings and previews read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.booking_bot.domain.hours import CLOSED_WEEK, Week
from services.booking_bot.domain.schedule import DayException, Schedule, Shift
from services.booking_bot.storage.ports import Tables


@dataclass(frozen=True, slots=True)
class Schedules:
    """Right for the days that it was read for."""

    weeks: Mapping[int, Week]
    shifts: Mapping[int, tuple[Shift, ...]]
    exceptions: Sequence[DayException]

    def of(self, specialist_id: int) -> Schedule:
        return Schedule(
            self.weeks.get(specialist_id, CLOSED_WEEK),
            self.shifts.get(specialist_id, ()),
            tuple(one for one in self.exceptions if one.specialist_id == specialist_id),
            tuple(one for one in self.exceptions if one.specialist_id is None),
        )

    def with_exception(self, exception: DayException) -> Schedules:
        """As it would be."""
        return replace(self, exceptions=[*self.exceptions, exception])


async def read_schedules(tables: Tables, first: date, last: date) -> Schedules:
    """For the days ``first`` … ``last``: three queries, however many specialists there are."""
    return Schedules(
        await tables.weekly_hours.weeks(),
        await tables.schedules.shifts(),
        await tables.schedules.exceptions(first, last),
    )
