"""What the business's plan holds, and what comes of using more.

No customer is ever turned away for it. Its owner is told and has 14 days; after them no further specialist is added,
and nobody is booked by hand beyond the number of the month. Nothing that exists is hidden or lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.zones import to_instant, to_local

GIVEN = timedelta(days=14)


class Limit(StrEnum):
    SPECIALISTS = "specialists"
    """Who take visits."""
    BOOKINGS = "bookings"
    """Made in the present month of the calendar, whatever became of them."""


class PlanNews(StrEnum):
    OVER = "over"
    WEEK = "week"
    LAST_DAY = "last_day"
    FINE = "fine"


_TOLD_AFTER = (
    (timedelta(), PlanNews.OVER),
    (timedelta(days=7), PlanNews.WEEK),
    (GIVEN - timedelta(days=1), PlanNews.LAST_DAY),
)


@dataclass(frozen=True, slots=True)
class PlanUse:
    """``allowed`` 0 is no limit."""

    limit: Limit
    used: int
    allowed: int

    @property
    def is_over(self) -> bool:
        return 0 < self.allowed < self.used

    @property
    def is_full(self) -> bool:
        """One more would be too many."""
        return 0 < self.allowed <= self.used


@dataclass(frozen=True, slots=True)
class Overage:
    """More than the limit is used, or was until ``ended_at``."""

    limit: Limit
    since: datetime
    ended_at: datetime | None = None

    @property
    def until(self) -> datetime:
        """When the days are over that the owner has to do something."""
        return self.since + GIVEN

    def narrows(self, now: datetime) -> bool:
        """Whether the owner gets no more of it by now."""
        return now >= self.until and (self.ended_at is None or self._may_resume(now))

    def news(self, now: datetime) -> PlanNews:
        """The newest thing that there is to tell."""
        if self.ended_at is not None:
            return PlanNews.FINE
        return [news for after, news in _TOLD_AFTER if self.since + after <= now][-1]

    def next_news_at(self, now: datetime) -> datetime | None:
        if self.ended_at is not None:
            return None
        return next((self.since + after for after, _ in _TOLD_AFTER if self.since + after > now), None)

    def again(self, now: datetime) -> Overage:
        """More is used once more. Whoever takes a specialist off for a moment gets no new days by that."""
        counts_on = self._may_resume(now) and now < self.until
        return Overage(self.limit, self.since if counts_on else now)

    def ended(self, now: datetime) -> Overage:
        return replace(self, ended_at=now)

    def _may_resume(self, now: datetime) -> bool:
        """Each month's bookings are counted anew; a specialist is taken off and put back by a tap."""
        return self.limit is Limit.SPECIALISTS and self.ended_at is not None and now < self.ended_at + GIVEN


def moved(uses: Collection[PlanUse], overages: Mapping[Limit, Overage], now: datetime) -> Iterator[Overage]:
    """The overages that begin, or end, by what is used now."""
    for use in uses:
        known = overages.get(use.limit)
        lasts = known is not None and known.ended_at is None
        if use.is_over and not lasts:
            yield Overage(use.limit, now) if known is None else known.again(now)
        elif known is not None and lasts and not use.is_over:
            yield known.ended(now)


def month_of(now: datetime, zone: ZoneInfo) -> Interval:
    """The month of the business's calendar that ``now`` lies in."""
    first = to_local(now, zone).date().replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Interval(to_instant(first, 0, zone), to_instant(following, 0, zone))
