"""Time that became free today or tomorrow: found when it is told, and what can be booked into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.errors_setup import HoleGone
from services.booking_bot.domain.holes import Freed, Hole, free_stretches, hole_left, rounded_up, within
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import instant_in_reach, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.settings import as_admin
from services.booking_bot.use_cases.working_time import A_DAY, read_working_time, services_of, shortest_visit
from services.shared.runtime.clock import Clock


async def find_holes(
    tables: Tables, settings: BusinessSettings, freed: Iterable[Freed], now: datetime
) -> tuple[Hole, ...]:
    """What of ``freed`` is free time of today or tomorrow now, long enough for the shortest service; in order.

    No query where nothing of it is of these days.
    """
    today = to_local(now, settings.zone).date()
    days = (today, today + A_DAY)
    near = [one for one in freed if one.span.end > now and to_local(one.span.start, settings.zone).date() in days]
    if not near:
        return ()
    time = await read_working_time(tables, settings, *days, now)
    holes: defaultdict[tuple[Interval, int], list[Interval]] = defaultdict(list)
    for one in near:
        if one.specialist_id in time.specialists:
            hours, taken = time.opening(one.specialist_id, today - A_DAY, days[-1]), time.taken(one.specialist_id)
            left = hole_left(hours, taken, one.span, now, await shortest_visit(tables, one.specialist_id))
            if left is not None:
                holes[left, one.specialist_id].append(one.span)
    return tuple(
        Hole(specialist_id, span, within(span, was), time.name(specialist_id))
        for (span, specialist_id), was in sorted(holes.items())
    )


def is_today(hole: Hole, zone: ZoneInfo, now: datetime) -> bool:
    return to_local(hole.span.start, zone).date() == to_local(now, zone).date()


@dataclass(frozen=True, slots=True)
class FillingHole:
    """``services`` are those that she does and that fit into the hole, each as she does it."""

    hole: Hole
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class LookIntoHole:
    """What can be booked into the free time of a specialist that begins at ``start`` (aware), or now.

    Raises:
        NotAllowed, SpecialistNotFound, DayOutOfReach; HoleGone when there is no free time at ``start`` any more.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, start: datetime, *, by: int) -> FillingHole:
        now, start = self.clock(), instant_in_reach(start)
        async with self.storage.reading() as tables:
            settings = await as_admin(tables, by)
            day = to_local(start, settings.zone).date()
            time = await read_working_time(tables, settings, day, day, now)
            if specialist_id not in time.specialists:
                raise SpecialistNotFound(specialist_id)
            hours = time.opening(specialist_id, day - A_DAY, day)
            begins = rounded_up(max(now, start))
            free = free_stretches(hours, time.taken(specialist_id), begins)
            span = next((one for one in free if one.start == begins), None)
            if span is None:
                raise HoleGone(start)
            services = await services_of(tables, specialist_id)
        fitting = tuple(service for service in services if timedelta(minutes=service.minutes) <= span.length)
        return FillingHole(Hole(specialist_id, span, (span,), time.name(specialist_id)), fitting)
