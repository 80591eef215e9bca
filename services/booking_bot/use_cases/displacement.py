"""Somebody is ill today, or the schedule was changed over visits: their customers are asked what suits them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.displacements import (
    Cause,
    DisplacedState,
    Displacement,
    DisplacementList,
    NewDisplaced,
    Scope,
    call_at,
    can_be_written_to,
    write_at,
)
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.errors_displacement import NobodyDisplaced
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.reminders import quiet_until
from services.booking_bot.domain.schedule import DayException, rest_of_day
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import days_of, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.affected_bookings import Affected, affected_in
from services.booking_bot.use_cases.displaced import settle_standing
from services.booking_bot.use_cases.displacement_lists import displacement_of, list_of
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.schedules import read_schedules
from services.booking_bot.use_cases.settings import as_admin
from services.booking_bot.use_cases.tell import list_to_owner, tell_customer
from services.shared.runtime.clock import Clock

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be done: who would be written to, who is to be called, how many visits are being asked about already.

    ``name``: the specialist's, None for the business and where there is nobody else. ``since``: she would be closed
    from then on; None where nothing is to be closed. ``write_at``: when the first message would go out, where that is
    not now. ``running``: she is closed for today already, by this displacement.
    """

    scope: Scope
    name: str | None
    to_write: tuple[Affected, ...]
    to_call: tuple[Affected, ...]
    already: int = 0
    since: datetime | None = None
    write_at: datetime | None = None
    running: int | None = None

    @property
    def all(self) -> tuple[Affected, ...]:
        return tuple(sorted((*self.to_write, *self.to_call), key=lambda one: (one.booking.start, one.booking.id)))

    @property
    def customers(self) -> int:
        """How many would be written to: each gets one message."""
        return len({affected.booking.customer.id for affected in self.to_write})


@dataclass(frozen=True, slots=True)
class PreviewDisplacement:
    """Of the visits of ``scope`` that lie outside the schedule now. Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock

    async def __call__(self, scope: Scope, *, by: int) -> Preview:
        now = self.clock()
        async with self.storage.reading() as tables:
            settings = await as_admin(tables, by)
            return _preview(
                settings, scope, await _name(tables, scope), await _ahead(tables, settings, scope, now), now
            )


@dataclass(frozen=True, slots=True)
class PreviewIllToday:
    """As if she were closed for the rest of today, from the end of the visit she is doing. Changes nothing.

    Raises:
        NotAllowed, SpecialistNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, *, by: int) -> Preview:
        now = self.clock()
        async with self.storage.reading() as tables:
            settings = await as_admin(tables, by)
            ill = await _ill_today(tables, settings, specialist_id, now)
            name = await _name(tables, ill.scope)
            running = await tables.displacements.closing(specialist_id, to_local(now, settings.zone).date())
            return _preview(settings, ill.scope, name, ill.affected, now, ill, None if running is None else running.id)


@dataclass(frozen=True, slots=True)
class BeginDisplacement:
    """Ask the customers of the visits of ``scope`` that lie outside the schedule; each gets one message.

    Those who cannot be written to are to be called. A repeated ``update_id`` gives the same displacement.

    Raises:
        NotAllowed; NobodyDisplaced: there is nobody to ask, or all of them are being asked.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, scope: Scope, *, by: int, update_id: int | None = None) -> DisplacementList:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            earlier = await earlier_subject(tables, update_id, now)
            if earlier is not None:
                return await list_of(tables, await displacement_of(tables, earlier))
            await tables.specialists.lock()
            affected = await _ahead(tables, settings, scope, now)
            if not _fresh(affected):
                raise NobodyDisplaced
            displacement_id = await _begin(tables, settings, Cause.SCHEDULE, scope, affected, now)
            await remember_subject(tables, update_id, displacement_id)
            return await list_of(tables, await displacement_of(tables, displacement_id))


@dataclass(frozen=True, slots=True)
class IllToday:
    """She is closed for the rest of today, and the customers are asked. ``LiftDisplacement`` takes it back.

    Done again, with nothing left to close and nobody to ask, it gives the displacement that closes her.

    Raises:
        NotAllowed, SpecialistNotFound; NobodyDisplaced: she does not work any more today, and has no visits.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, *, by: int, update_id: int | None = None) -> DisplacementList:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            earlier = await earlier_subject(tables, update_id, now)
            if earlier is not None:
                return await list_of(tables, await displacement_of(tables, earlier))
            await tables.specialists.lock()
            displacement = await self._displace(tables, settings, specialist_id, now)
            await remember_subject(tables, update_id, displacement.id)
            return await list_of(tables, displacement)

    async def _displace(
        self, tables: Tables, settings: BusinessSettings, specialist_id: int, now: datetime
    ) -> Displacement:
        ill = await _ill_today(tables, settings, specialist_id, now)
        if not ill.closings and not _fresh(ill.affected):
            running = await tables.displacements.closing(specialist_id, to_local(now, settings.zone).date())
            if running is None:
                raise NobodyDisplaced
            return running
        displacement_id = await _begin(tables, settings, Cause.ILL, ill.scope, ill.affected, now)
        for closing in ill.closings:
            await tables.schedules.add_closing(closing, displacement_id)
        return await displacement_of(tables, displacement_id)


@dataclass(frozen=True, slots=True)
class LiftDisplacement:
    """She comes after all: what was closed is open again, and the visits that are not settled take place.

    May be repeated. Raises ``NotAllowed``, ``DisplacementNotFound``.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, displacement_id: int, *, by: int) -> DisplacementList:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            displacement = await displacement_of(tables, displacement_id)
            await tables.schedules.remove_closing(displacement.id)
            await tables.displacements.touch(displacement.id)
            await settle_standing(tables, settings, now)
            await tables.displacement_lists.hurry(displacement.id, by, now)
            return await list_of(tables, await displacement_of(tables, displacement.id))


@dataclass(frozen=True, slots=True)
class _Ill:
    """``since``: from then on she is not there."""

    scope: Scope
    since: datetime
    closings: tuple[DayException, ...]
    affected: list[Affected]


async def _ill_today(tables: Tables, settings: BusinessSettings, specialist_id: int, now: datetime) -> _Ill:
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
    return _Ill(scope, since, closings, await _ahead(tables, settings, scope, now, closings))


async def _ahead(
    tables: Tables,
    settings: BusinessSettings,
    scope: Scope,
    now: datetime,
    supposing: Sequence[DayException] = (),
) -> list[Affected]:
    """Those of which a part that is hit has not begun."""
    affected = await affected_in(tables, settings, now, scope, supposing)
    return [one for one in affected if any(part.start > now for part in one.parts)]


def _fresh(affected: Iterable[Affected]) -> list[Affected]:
    """Those that nobody is being asked about yet."""
    return [one for one in affected if not one.booking.displaced]


def _reachable(affected: Affected, now: datetime) -> bool:
    """One who is there already, for an earlier part, can choose nothing any more."""
    return can_be_written_to(affected.booking.customer) and affected.booking.start > now


def _preview(
    settings: BusinessSettings,
    scope: Scope,
    name: str | None,
    affected: list[Affected],
    now: datetime,
    ill: _Ill | None = None,
    running: int | None = None,
) -> Preview:
    fresh, quiet_end = _fresh(affected), quiet_until(now, settings)
    to_write = tuple(one for one in fresh if _reachable(one, now))
    first = min((write_at(one.booking.start, now, quiet_end) for one in to_write), default=now)
    return Preview(
        scope,
        name,
        to_write,
        tuple(one for one in fresh if not _reachable(one, now)),
        already=len(affected) - len(fresh),
        since=ill.since if ill is not None and ill.closings else None,
        write_at=first if first > now else None,
        running=running,
    )


async def _begin(
    tables: Tables,
    settings: BusinessSettings,
    cause: Cause,
    scope: Scope,
    affected: Iterable[Affected],
    now: datetime,
) -> int:
    """The rows, a message to each customer, the list to each admin. The specialists are locked."""
    quiet_end, written = quiet_until(now, settings), dict[int, datetime]()
    displaced = []
    for one in _fresh(affected):
        booking, customer = one.booking, one.booking.customer
        if not _reachable(one, now):
            displaced.append(NewDisplaced(booking, DisplacedState.TO_CALL, now))
            continue
        if customer.id not in written:
            written[customer.id] = write_at(booking.start, now, quiet_end)
            await tell_customer(tables, NoticeKind.CUSTOMER_DISPLACED, booking, now=written[customer.id], anew=True)
        displaced.append(NewDisplaced(booking, DisplacedState.WAITING, call_at(booking.start, written[customer.id])))
    displacement_id = await tables.displacements.begin(cause, scope, displaced, now)
    if displaced:
        await list_to_owner(tables, settings, displacement_id, now=now)
    return displacement_id


async def _name(tables: Tables, scope: Scope) -> str | None:
    everybody = {specialist.id: specialist.name for specialist in await tables.specialists.all()}
    return everybody.get(scope.specialist_id or 0) if len(everybody) > 1 else None
