"""How long a payment lasts: calendar months, clipped at the month's end, and days; and what a client has paid for."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID


def add_months(start: datetime, months: int, day: int | None = None) -> datetime:
    """31 January and a month → 28 or 29 February, the same hour; ``day``: of the month, in place of that of ``start``.

    28 February and a month are 31 March where the day is 31: a short month moves nothing but its own end.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return start.replace(year=year, month=month, day=min(day or start.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Paid:
    """``billing_day``: on which day of the month it ends, or would if the month were long enough."""

    until: datetime
    billing_day: int


@dataclass(frozen=True, slots=True)
class PaidPeriod:
    begins: datetime
    until: datetime
    billing_day: int

    def longer(self, more: timedelta) -> PaidPeriod:
        """With time on top of the months, the day is that on which it really ends."""
        until = self.until + more
        return PaidPeriod(self.begins, until, until.day if more else self.billing_day)


def paid_period(paid: Paid | None, now: datetime, *, months: int, days: int) -> PaidPeriod:
    """From when until when a payment made ``now`` lasts: it follows what is paid already, else it begins now."""
    begins, day = (now, now.day) if paid is None or paid.until <= now else (paid.until, paid.billing_day)
    return PaidPeriod(begins, add_months(begins, months, day), day).longer(timedelta(days=days))


@dataclass(frozen=True, slots=True)
class Period:
    """A piece of a subscription. ``worth``: paid for it or carried over to it, less what went back; ``carried``: what
    of that went to the period of the order ``carried_to``, when the plan was changed; its own time ends there."""

    id: int
    order_id: UUID | None
    begins: datetime
    until: datetime
    worth: Decimal
    carried: Decimal
    carried_to: UUID | None
