"""Shifts and exceptions by date as the owner sets them. Bookings that exist stand; ``affected_bookings`` finds them.

Displaced visits that lie in the schedule after a change take place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.authority import may_set_hours, require_may_set_hours, require_whose
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.errors_setup import ShiftsFollow
from services.booking_bot.domain.hours import CLOSED_WEEK, Hours, Week
from services.booking_bot.domain.schedule import LISTED_AHEAD, DayException, Shift
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import name_for_log, note
from services.booking_bot.use_cases.displaced import settle_standing
from services.booking_bot.use_cases.settings import as_staff, read_settings
from services.shared.runtime.clock import Clock

USUAL_HOURS = (Hours.of(10 * 60, 20 * 60),)


@dataclass(frozen=True, slots=True)
class SpecialistShifts:
    """``name`` is None where there is nobody else; ``usual``: the hours that a new shift begins with.

    ``may_set``: who looks at them.
    """

    specialist_id: int
    name: str | None
    shifts: tuple[Shift, ...]
    usual: tuple[Hours, ...]
    today: date
    may_set: bool = True


@dataclass(frozen=True, slots=True)
class GetShifts:
    """Those of the present and to come, in order of time. Raises ``NotAllowed``, ``SpecialistNotFound``."""

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, *, by: int) -> SpecialistShifts:
        async with self.storage.reading() as tables:
            settings, member = await as_staff(tables, by)
            require_whose(member, specialist_id)
            shifts = await _shifts(tables, specialist_id, settings, self.clock())
        return replace(shifts, may_set=may_set_hours(settings, member))


@dataclass(frozen=True, slots=True)
class SetShift:
    """From its first day on she works in shifts; until then all stays as it is.

    Raises:
        NotAllowed, HoursNotHers, SpecialistNotFound, InvalidShift, IntervalsOverlap, DayOutOfReach; ShiftsFollow where
        it would take the place of shifts that begin later, unless it is ``dropping`` them.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        specialist_id: int,
        *,
        by: int,
        anchor: date,
        on: int,
        off: int,
        hours: Iterable[Hours] | None = None,
        dropping: bool = False,
    ) -> SpecialistShifts:
        """``hours``: those that she mostly has, unless they are given. ``dropping``: those that begin later."""
        async with self.storage.writing() as tables:
            settings = await _to_set(tables, by, specialist_id)
            await tables.specialists.lock()
            before = await _shifts(tables, specialist_id, settings, self.clock())
            shift = Shift.of(anchor, on, off, before.usual if hours is None else hours)
            later = [other.anchor for other in before.shifts if other.anchor > shift.anchor]
            if later and not dropping:
                raise ShiftsFollow(min(later))
            await tables.schedules.set_shift(specialist_id, shift)
            if shift not in before.shifts:
                await _note(tables, Act.SHIFTS_SET, specialist_id, values.shift(shift), by, self.clock())
            await settle_standing(tables, settings, self.clock())
            return await _shifts(tables, specialist_id, settings, self.clock())


@dataclass(frozen=True, slots=True)
class DropShifts:
    """The week holds again. Raises ``NotAllowed``, ``HoursNotHers``, ``SpecialistNotFound``."""

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, *, by: int) -> SpecialistShifts:
        async with self.storage.writing() as tables:
            settings = await _to_set(tables, by, specialist_id)
            await tables.specialists.lock()
            if specialist_id in await tables.schedules.shifts():
                await tables.schedules.drop_shifts(specialist_id)
                await _note(tables, Act.SHIFTS_DROPPED, specialist_id, values.NOTHING, by, self.clock())
                await settle_standing(tables, settings, self.clock())
            return await _shifts(tables, specialist_id, settings, self.clock())


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Those of today and later, in order of time.

    Whose they are: ``specialist_id`` is None for the business, ``name`` also where there is nobody else. ``may_set``:
    who looks at them.
    """

    specialist_id: int | None
    name: str | None
    exceptions: tuple[DayException, ...]
    today: date
    may_set: bool = True


@dataclass(frozen=True, slots=True)
class ListExceptions:
    """Of one specialist, or of the business. Raises ``NotAllowed``, ``SpecialistNotFound``."""

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int | None, *, by: int) -> Exceptions:
        async with self.storage.reading() as tables:
            settings, member = await as_staff(tables, by)
            require_whose(member, specialist_id)
            exceptions = await _exceptions(tables, specialist_id, _today(settings, self.clock()))
        return replace(exceptions, may_set=may_set_hours(settings, member))


@dataclass(frozen=True, slots=True)
class AddException:
    """Other hours, or none, on the days ``first`` … ``last``; the past is left out. Repeating changes nothing.

    Raises:
        NotAllowed, HoursNotHers, SpecialistNotFound, RangeReversed, DayOver, RangeTooLong, DayOutOfReach,
        IntervalsOverlap.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self, specialist_id: int | None, first: date, last: date, hours: Iterable[Hours], *, by: int
    ) -> DayException:
        async with self.storage.writing() as tables:
            settings, now = await _to_set(tables, by, specialist_id), self.clock()
            exception = DayException.of(first, last, hours, _today(settings, now), specialist_id)
            await tables.specialists.lock()
            await _name(tables, specialist_id)
            known = [replace(one, id=0) for one in await tables.schedules.exceptions(exception.first, exception.last)]
            if exception not in known:
                await _note(tables, Act.EXCEPTION_ADDED, specialist_id, values.exception(exception), by, now)
            added = await tables.schedules.add_exception(exception)
            await settle_standing(tables, settings, now)
            return added


@dataclass(frozen=True, slots=True)
class RemoveException:
    """What else was said of these days holds again; gives the rest.

    Raises:
        NotAllowed, HoursNotHers, SpecialistNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int | None, exception_id: int, *, by: int) -> Exceptions:
        async with self.storage.writing() as tables:
            settings, now = await _to_set(tables, by, specialist_id), self.clock()
            await tables.specialists.lock()
            found = await tables.schedules.exception(exception_id)
            if found is not None and found.specialist_id == specialist_id:
                await tables.schedules.remove_exception(exception_id)
                await _note(tables, Act.EXCEPTION_REMOVED, specialist_id, values.exception(found), by, now)
                await settle_standing(tables, settings, now)
            return await _exceptions(tables, specialist_id, _today(settings, now))


async def _to_set(tables: Tables, by: int, specialist_id: int | None) -> BusinessSettings:
    """The settings in force, for who may set these hours. Raises ``NotAllowed``, ``HoursNotHers``."""
    settings = await read_settings(tables)
    require_may_set_hours(settings, by, specialist_id)
    return settings


async def _note(tables: Tables, act: Act, specialist_id: int | None, value: str, by: int, now: datetime) -> None:
    await note(tables, act, by=by, now=now, subject=await name_for_log(tables, specialist_id), after=value)


def _today(settings: BusinessSettings, now: datetime) -> date:
    return to_local(now, settings.zone).date()


async def _name(tables: Tables, specialist_id: int | None) -> str | None:
    if specialist_id is None:
        return None
    everybody = {specialist.id: specialist.name for specialist in await tables.specialists.all()}
    if specialist_id not in everybody:
        raise SpecialistNotFound(specialist_id)
    return everybody[specialist_id] if len(everybody) > 1 else None


async def _shifts(tables: Tables, specialist_id: int, settings: BusinessSettings, now: datetime) -> SpecialistShifts:
    name, today = await _name(tables, specialist_id), _today(settings, now)
    every = (await tables.schedules.shifts()).get(specialist_id, ())
    begun = [shift for shift in every if shift.anchor <= today]
    shifts = (*begun[-1:], *(shift for shift in every if shift.anchor > today))
    week = (await tables.weekly_hours.weeks()).get(specialist_id, CLOSED_WEEK)
    usual = shifts[-1].hours if shifts else _mostly(week)
    return SpecialistShifts(specialist_id, name, shifts, usual, today)


def _mostly(week: Week) -> tuple[Hours, ...]:
    """The hours of most weekdays."""
    every = [hours for _, hours in sorted(week.items()) if hours]
    return max(every, key=every.count, default=USUAL_HOURS)


async def _exceptions(tables: Tables, specialist_id: int | None, today: date) -> Exceptions:
    name = await _name(tables, specialist_id)
    every = await tables.schedules.exceptions(today, today + LISTED_AHEAD)
    own = (one for one in every if one.specialist_id == specialist_id)
    return Exceptions(specialist_id, name, tuple(sorted(own, key=lambda one: (one.first, one.id))), today)
