"""The week as the owner sets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.authority import may_set_hours, require_may_set_hours, whose
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.hours import CLOSED_WEEK, WEEKDAYS, Hours, Week, weekday_hours
from services.booking_bot.domain.schedule import Shift
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import name_for_log, note
from services.booking_bot.use_cases.displaced import settle_standing
from services.booking_bot.use_cases.settings import as_staff, read_settings
from services.shared.runtime.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class SpecialistWeek:
    """Whose week it is (``name`` is None where there is nobody else) and its hours; days off are absent.

    ``shift``: the last one of hers; from its first day on the week does not hold. ``may_set``: who looks at it.
    """

    specialist_id: int
    week: Week
    name: str | None = None
    shift: Shift | None = None
    may_set: bool = True


@dataclass(frozen=True, slots=True)
class GetWeeklyHours:
    """The week of one specialist; hers who asks, or the first one's, unless told otherwise.

    Raises:
        NotAllowed, SpecialistNotFound.
    """

    storage: Storage

    async def __call__(self, *, by: int, specialist_id: int | None = None) -> SpecialistWeek:
        async with self.storage.reading() as tables:
            settings, member = await as_staff(tables, by)
            specialist_id = whose(member, specialist_id)
            week = await _week(tables, specialist_id)
        return replace(week, may_set=may_set_hours(settings, member))


@dataclass(frozen=True, slots=True)
class SetWeekdayHours:
    """Replace the hours of one weekday (0 is Monday); none at all make it a day off. Bookings that exist stand, and
    displaced ones that lie in the new hours take place.

    Build the hours with ``Hours.of(starts, ends)``, which takes minutes from midnight and raises ``InvalidInterval``.

    Raises:
        NotAllowed, HoursNotHers, SpecialistNotFound, IntervalsOverlap: two of them share time.
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
            settings = await read_settings(tables)
            require_may_set_hours(settings, by, specialist_id)
            await tables.specialists.lock()
            before = await _week(tables, specialist_id)
            chosen = before.specialist_id
            await tables.weekly_hours.set_weekday(chosen, weekday, ordered)
            await note(
                tables,
                Act.HOURS_SET,
                by=by,
                now=self.clock(),
                subject=values.several(await name_for_log(tables, chosen), values.weekday(weekday)),
                before=values.hours(before.week.get(weekday, ())),
                after=values.hours(ordered),
            )
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
