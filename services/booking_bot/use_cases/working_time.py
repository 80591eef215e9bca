"""Who works when on a few days, and what of that is taken: for those who look for free time rather than for starts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.booking_bot.domain.holes import SHORTEST
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.schedule import opening
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import AS_THE_SERVICE_SAYS
from services.booking_bot.domain.zones import days_of
from services.booking_bot.storage.ports import Tables
from services.booking_bot.use_cases.schedules import Schedules, read_schedules

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """``specialists``: id → name of those who are active, in the owner's order. Right for the days it was read for."""

    specialists: Mapping[int, str]
    schedules: Schedules
    taken_by: Mapping[int, Sequence[Interval]]
    settings: BusinessSettings

    def name(self, specialist_id: int) -> str | None:
        """None where there is only one, and nothing to say."""
        return self.specialists[specialist_id] if len(self.specialists) > 1 else None

    def opening(self, specialist_id: int, first: date, last: date) -> list[Interval]:
        """The hours that begin on these days."""
        return opening(self.schedules.of(specialist_id), first, last, self.settings.zone)

    def taken(self, specialist_id: int) -> Sequence[Interval]:
        return self.taken_by.get(specialist_id, ())


async def services_of(tables: Tables, specialist_id: int) -> list[Service]:
    """Those that customers can book with her, each as she does it."""
    terms = await tables.specialists.own_terms(specialist_id)
    offered = await tables.services.all(with_hidden=False)
    own = [(service, terms.get(service.id, AS_THE_SERVICE_SAYS)) for service in offered]
    return [how.applied(service) for service, how in own if how.offered]


async def shortest_visit(tables: Tables, specialist_id: int) -> timedelta:
    """The shortest that can be booked with her: less time than that cannot be sold."""
    minutes = [service.minutes for service in await services_of(tables, specialist_id)]
    return timedelta(minutes=min(minutes)) if minutes else SHORTEST


async def read_working_time(
    tables: Tables, settings: BusinessSettings, first: date, last: date, now: datetime
) -> WorkingTime:
    """From the day before ``first`` to the night after ``last``: five queries, however many specialists there are."""
    span = days_of(first - A_DAY, last + A_DAY, settings.zone)
    taken: defaultdict[int, list[Interval]] = defaultdict(list)
    for one in await tables.occupied.within(span, now):
        taken[one.specialist_id].append(Interval(one.busy.start, one.busy.end))
    return WorkingTime(
        {one.id: one.name for one in await tables.specialists.all() if one.active},
        await read_schedules(tables, first - A_DAY, last),
        taken,
        settings,
    )
