"""Why nothing is free on a day, and which day is the next that has something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.booking_bot.domain.availability import Terms
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.visits import Visit
from services.booking_bot.domain.zones import days_of, to_local
from services.booking_bot.storage.ports import Tables
from services.booking_bot.use_cases.calendars import Wish, load_visit

LOOK_AHEAD = timedelta(days=31)


class WhyEmpty(StrEnum):
    CLOSED = "closed"
    """Nobody who does it works on this day."""
    NO_FIT = "no_fit"
    """The hours of the day are too short for it, or do not reach its fixed times."""
    TAKEN = "taken"
    TOO_LATE = "too_late"
    """What is left is over, or nearer than the notice."""
    TOO_FAR = "too_far"
    """Beyond the days that can be booked ahead."""


@dataclass(frozen=True, slots=True)
class EmptyDay:
    """``next_day``: the first with a free start in the following month, None when there is none."""

    why: WhyEmpty
    next_day: date | None


async def explain_empty(
    tables: Tables, settings: BusinessSettings, wish: Wish, terms: Terms, day: date, now: datetime
) -> EmptyDay:
    """``day`` is one on which ``wish`` has no offered start under ``terms``: as many queries more."""
    first = max(day, to_local(now, settings.zone).date())
    month = days_of(first, first + LOOK_AHEAD, settings.zone)
    visit = await load_visit(tables, settings, wish, month, now)
    following = visit.offered(terms, month)
    next_day = to_local(following[0], settings.zone).date() if following else None
    return EmptyDay(_why(visit, settings, terms, day), next_day)


def _why(visit: Visit, settings: BusinessSettings, terms: Terms, day: date) -> WhyEmpty:
    within = days_of(day, day, settings.zone)
    if within.start >= terms.latest:
        return WhyEmpty.TOO_FAR
    if within.end <= terms.earliest:
        return WhyEmpty.TOO_LATE
    any_time = replace(terms, earliest=within.start, latest=within.end)
    if visit.offered(any_time, within):
        return WhyEmpty.TOO_LATE
    if visit.with_nothing_taken().offered(any_time, within):
        return WhyEmpty.TAKEN
    works = any(span.overlaps(within) for calendar in visit.parts[0].calendars for span in calendar.opening)
    return WhyEmpty.NO_FIT if works else WhyEmpty.CLOSED
