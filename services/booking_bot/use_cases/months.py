"""A month of free days: which month to show first, and how far one can turn the pages."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.settings import RULE_BOUNDS, BusinessSettings
from services.booking_bot.domain.zones import reachable, to_local
from services.booking_bot.use_cases.free_times import LONGEST_RANGE, DayMark, FreeDays, Purpose
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Month:
    """``first``: the first of the month; ``marks``: its days within reach; ``earlier``, ``later``: is there more?"""

    first: date
    marks: Sequence[DayMark]
    earlier: bool
    later: bool


@dataclass(frozen=True, slots=True)
class LookAtMonth:
    """The month of ``wanted``; without it, the first month with a free day, and None when no day is free.

    Raises as ``FreeDays`` does.
    """

    free_days: FreeDays
    clock: Clock

    async def __call__(
        self, purpose: Purpose, wanted: date | None, *, by: Actor, settings: BusinessSettings
    ) -> Month | None:
        today = to_local(self.clock(), settings.zone).date()
        horizon = settings.horizon_days if by.side is Side.CUSTOMER else RULE_BOUNDS["horizon_days"][1]
        last = today + timedelta(days=horizon)
        if wanted is None:
            soon = min(last, today + timedelta(days=LONGEST_RANGE - 1))
            marks = await self.free_days(purpose, today, soon, by=by)
            wanted = next((mark.day for mark in marks if mark.free), None)
            if wanted is None:
                return None
            if _end_of(wanted) <= soon:
                return _month(wanted, marks, today, last)
        begin, end = max(today, reachable(wanted).replace(day=1)), min(last, _end_of(wanted))
        return _month(wanted, await self.free_days(purpose, begin, end, by=by), today, last)


def _month(day: date, marks: Sequence[DayMark], today: date, last: date) -> Month:
    first, end = day.replace(day=1), _end_of(day)
    inside = [mark for mark in marks if first <= mark.day <= end]
    return Month(first, inside, earlier=first > today, later=end < last)


def _end_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
