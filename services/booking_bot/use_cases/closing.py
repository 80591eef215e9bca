"""The end of a day: the admins are asked once whether all came, and answer for all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.closing import closing_time, is_asked_about
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.zones import days_of, local_day, reachable, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.schedules import read_schedules
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import ask_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class AskAtClosing:
    """Write the question down for each admin when a day with visits is over: once a day, none where all are marked.

    Gives when there is something to ask next, None as long as that is not known. May be called at any time: a bot
    that was down asks within a day.
    """

    storage: Storage
    clock: Clock

    async def __call__(self) -> datetime | None:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            today = to_local(now, settings.zone).date()
            days = [today - timedelta(days=1), today]
            visits = await tables.bookings.starting_within(days_of(days[0], days[-1], settings.zone))
            if not visits or not settings.ask_at_closing:
                return None
            schedules = await read_schedules(tables, days[0], days[-1])
            working = [schedules.of(specialist_id) for specialist_id in await tables.specialists.active()]
            ahead = []
            for day in days:
                of_day = [visit for visit in visits if to_local(visit.start, settings.zone).date() == day]
                closing = closing_time(day, of_day, working, settings.zone)
                if closing is not None and closing > now:
                    ahead.append(closing)
                elif closing is not None and is_asked_about(closing, now):
                    await _ask(tables, day, of_day, settings.admin_ids, now)
        return min(ahead, default=None)


async def _ask(tables: Tables, day: date, visits: list[Booking], admin_ids: tuple[int, ...], now: datetime) -> None:
    if await tables.marks.begin_asking(day) and any(visit.mark.outcome is None for visit in visits):
        await ask_owner(tables, admin_ids, NoticeKind.OWNER_CLOSING, visits[-1], now=now)


@dataclass(frozen=True, slots=True)
class DayVisits:
    """Visits of a day that have begun, in order of time."""

    day: date
    bookings: tuple[Booking, ...]


@dataclass(frozen=True, slots=True)
class DayToMark:
    """The visits of a day that have begun, for the admins to mark. Raises ``NotAllowed``, ``DayOutOfReach``."""

    storage: Storage
    clock: Clock

    async def __call__(self, day: date, *, by: int) -> DayVisits:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return await begun_on(tables, day, self.clock())


@dataclass(frozen=True, slots=True)
class RestCame:
    """Whoever of the day is not marked came, and paid what was booked. May be repeated.

    Raises:
        NotAllowed, DayOutOfReach.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, day: date, *, by: int) -> DayVisits:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            settings.require_admin(by)
            await tables.specialists.lock()
            await tables.marks.rest_came(local_day(reachable(day), settings.zone), now)
            return await begun_on(tables, day, now)


async def begun_on(tables: Tables, day: date, now: datetime) -> DayVisits:
    """Raises ``DayOutOfReach``."""
    zone = (await read_settings(tables)).zone
    visits = await tables.bookings.starting_within(local_day(reachable(day), zone))
    return DayVisits(day, tuple(visit for visit in visits if visit.start <= now))
