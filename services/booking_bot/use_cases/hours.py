"""The week as the owner sets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.hours import CLOSED_WEEK, WEEKDAYS, Hours, Week, weekday_hours
from services.booking_bot.domain.schedule import Shift
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.displaced import settle_standing
from services.booking_bot.use_cases.settings import as_admin
from services.shared.runtime.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class SpecialistWeek:
    """Whose week it is (``name`` is None where there is nobody else) and its hours; days off are absent.

    ``shift``: the last one of hers; from its first day on the week does not hold.
    """

    specialist_id: int
    week: Week
    name: str | None = None
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class GetWeeklyHours:
    """The week of one specialist, the first one unless told otherwise. Raises ``SpecialistNotFound``."""

    storage: Storage

    async def __call__(self, *, specialist_id: int | None = None) -> SpecialistWeek:
        async with self.storage.reading() as tables:
            return await _week(tables, specialist_id)


@dataclass(frozen=True, slots=True)
class SetWeekdayHours:
    """Replace the hours of one weekday (0 is Monday); none at all make it a day off. Bookings that exist stand, and
    displaced ones that lie in the new hours take place.

    Build the hours with ``Hours.of(starts, ends)``, which takes minutes from midnight and raises ``InvalidInterval``.

    Raises:
        NotAllowed, SpecialistNotFound, IntervalsOverlap: two of them share time.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(
        self, weekday: int, hours: Iterable[Hours], *, by: int, specialist_id: int | None = None
    ) -> SpecialistWeek:
        if weekday not in WEEKDAYS:
            raise ValueError(f"weekday {weekday}: Monday is 0, Sunday is 6")
        ordered = weekday_hours(hours)
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            chosen = (await _week(tables, specialist_id)).specialist_id
            await tables.weekly_hours.set_weekday(chosen, weekday, ordered)
            await settle_standing(tables, settings, self.clock())
            return await _week(tables, chosen)


async def _week(tables: Tables, specialist_id: int | None) -> SpecialistWeek:
    everybody = {specialist.id: specialist for specialist in await tables.specialists.all()}
    chosen = (await tables.specialists.active())[0] if specialist_id is None else specialist_id
    if chosen not in everybody:
        raise SpecialistNotFound(chosen)
    name = everybody[chosen].name if len(everybody) > 1 else None
    week = (await tables.weekly_hours.weeks()).get(chosen, CLOSED_WEEK)
    shifts = (await tables.schedules.shifts()).get(chosen, ())
    return SpecialistWeek(chosen, week, name, shifts[-1] if shifts else None)
