"""Which of the free starts answer a request best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.requests.request import Request
from services.booking_bot.domain.requests.time_of_day import TimeOfDay
from services.booking_bot.domain.zones import to_instant, to_local

OFFERED = 3
ANY_TIME = TimeOfDay()


@dataclass(frozen=True, slots=True)
class Fitting:
    """At most three starts (aware, UTC), the best first; not ``fits``: nothing is free then, these are the nearest."""

    starts: tuple[datetime, ...]
    fits: bool


@dataclass(frozen=True, slots=True)
class _Start:
    instant: datetime
    day: date
    minute: int


def fitting_starts(starts: Sequence[datetime], request: Request, now: datetime, zone: ZoneInfo) -> Fitting:
    """From ``starts``, which are in order.

    Where a time was asked for, the nearest to it on the asked days, or that very time on the first days that have it;
    else the earliest that the days and the time of day allow.
    """
    time = request.time or ANY_TIME
    asked = [start for start in _local(starts, zone) if _on_asked_day(request, start.day) and start.minute in time]
    at = time.at
    if at is not None:
        exact = [start for start in asked if start.minute == at]
        if request.days:
            asked.sort(key=lambda start: (abs(start.minute - at), start.instant))
        else:
            asked = exact
        if asked:
            return Fitting(_instants(asked), bool(exact))
    if asked:
        return Fitting(_instants(asked), fits=True)
    wanted = _wanted(request, time, now, zone)
    nearest = sorted(starts, key=lambda start: (_distance(start, *wanted), start))[:OFFERED]
    return Fitting(tuple(nearest), fits=False)


def _local(starts: Iterable[datetime], zone: ZoneInfo) -> Iterable[_Start]:
    for start in starts:
        local = to_local(start, zone)
        yield _Start(start, local.date(), local.hour * 60 + local.minute)


def _on_asked_day(request: Request, day: date) -> bool:
    return not request.days or any(day in days for days in request.days)


def _instants(starts: Sequence[_Start]) -> tuple[datetime, ...]:
    return tuple(start.instant for start in starts[:OFFERED])


def _wanted(request: Request, time: TimeOfDay, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first to the last instant that was asked for; of several days the first ones."""
    local = to_local(now, zone)
    if request.days:
        first, last = request.days[0].first, request.days[0].last or request.days[0].first
    else:
        first = last = local.date() + timedelta(days=time.over(local.hour * 60 + local.minute))
    begin, end = (time.begin, time.end) if time.at is None else (time.at, time.at)
    return to_instant(first, begin, zone), to_instant(last, end, zone)


def _distance(start: datetime, begin: datetime, end: datetime) -> timedelta:
    return max(begin - start, start - end, timedelta())
