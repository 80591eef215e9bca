"""Hours in which nobody is disturbed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.hours import DAY
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.zones import to_instant, to_local


@dataclass(frozen=True, slots=True)
class QuietHours:
    """In minutes after midnight on the business's clock; they may go over midnight, and equal ones are none."""

    begins: int
    ends: int

    def at(self, instant: datetime, zone: ZoneInfo) -> Interval | None:
        """The quiet hours that hold ``instant`` (aware); None outside them."""
        today = to_local(instant, zone).date()
        ends = self.ends + (DAY if self.ends < self.begins else 0)
        for day in (today - timedelta(days=1), today):
            begins_at, ends_at = to_instant(day, self.begins, zone), to_instant(day, ends, zone)
            if begins_at <= instant < ends_at:
                return Interval(begins_at, ends_at)
        return None

    def end_at(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When those end that hold ``now`` (aware); None outside them. A bot that comes back at night waits."""
        quiet = self.at(now, zone)
        return None if quiet is None else quiet.end
