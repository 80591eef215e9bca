"""Which visits a displacement hits: of somebody who is ill today, and of a change that was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.displacements import Scope, can_be_written_to
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.schedule import DayException, rest_of_day
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import days_of, to_local
from services.booking_bot.storage.ports import Tables
from services.booking_bot.use_cases.affected_bookings import Affected, affected_in
from services.booking_bot.use_cases.schedules import read_schedules

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ill:
    """``since``: from then on she is not there. ``closings``: what closes her, none where no hours are left."""

    scope: Scope
    since: datetime
    closings: tuple[DayException, ...]
    affected: list[Affected]


async def ill_today(tables: Tables, settings: BusinessSettings, specialist_id: int, now: datetime) -> Ill:
    """From now on, or from the end of the visit that she is doing. Raises ``SpecialistNotFound``."""
    if specialist_id not in {specialist.id for specialist in await tables.specialists.all()}:
        raise SpecialistNotFound(specialist_id)
    today = to_local(now, settings.zone).date()
    running = await tables.bookings.starting_within(days_of(today - A_DAY, today, settings.zone))
    since = max(
        (
            part.end
            for booking in running
            for part in booking.parts
            if part.specialist_id == specialist_id and part.start <= now < part.end
        ),
        default=now,
    )
    schedule = (await read_schedules(tables, today - A_DAY, today)).of(specialist_id)
    closings = rest_of_day(schedule, specialist_id, today, since, settings.zone)
    scope = Scope(specialist_id, today, today)
    return Ill(scope, since, closings, await ahead(tables, settings, scope, now, closings))


async def ahead(
    tables: Tables,
    settings: BusinessSettings,
    scope: Scope,
    now: datetime,
    supposing: Sequence[DayException] = (),
) -> list[Affected]:
    """Those of which a part that is hit has not begun."""
    affected = await affected_in(tables, settings, now, scope, supposing)
    return [one for one in affected if any(part.start > now for part in one.parts)]


def fresh(affected: Iterable[Affected]) -> list[Affected]:
    """Those that nobody is being asked about yet."""
    return [one for one in affected if not one.booking.displaced]


def reachable(affected: Affected, now: datetime) -> bool:
    """One who is there already, for an earlier part, can choose nothing any more."""
    return can_be_written_to(affected.booking.customer) and affected.booking.start > now
