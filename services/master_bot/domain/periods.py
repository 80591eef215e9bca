"""How long a payment lasts: calendar months, clipped at the month's end, and days."""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta


def add_months(start: datetime, months: int) -> datetime:
    """31 January and a month → 28 or 29 February, the same hour."""
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return start.replace(year=year, month=month, day=min(start.day, calendar.monthrange(year, month)[1]))


def paid_period(paid_until: datetime | None, now: datetime, *, months: int, days: int) -> tuple[datetime, datetime]:
    """From when until when a payment made ``now`` lasts: it follows what is paid already, else it begins now."""
    begins = now if paid_until is None else max(now, paid_until)
    return begins, add_months(begins, months) + timedelta(days=days)
