"""Somebody is ill today, or the schedule was changed over visits: their customers are asked what suits them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.authority import require_may_lift, require_whose
from services.booking_bot.domain.displacements import (
    Cause,
    DisplacedState,
    Displacement,
    DisplacementList,
    NewDisplaced,
    Scope,
    call_at,
    write_at,
)
from services.booking_bot.domain.errors_displacement import NobodyDisplaced
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.affected_bookings import Affected
from services.booking_bot.use_cases.audit import name_for_log, note
from services.booking_bot.use_cases.displaced import settle_standing
from services.booking_bot.use_cases.displacement_hits import ahead, fresh, ill_today, reachable
from services.booking_bot.use_cases.displacement_lists import displacement_of, list_of
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import as_admin, as_staff
from services.booking_bot.use_cases.tell import list_to_owner, tell_customer
from services.shared.runtime.clock import Clock


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
            affected = await ahead(tables, settings, scope, now)
            if not fresh(affected):
                raise NobodyDisplaced
            displacement_id = await _begin(tables, settings, Cause.SCHEDULE, scope, affected, now)
            await self._note(tables, scope, len(fresh(affected)), by, now)
            await remember_subject(tables, update_id, displacement_id)
            return await list_of(tables, await displacement_of(tables, displacement_id))

    async def _note(self, tables: Tables, scope: Scope, visits: int, by: int, now: datetime) -> None:
        subject = await name_for_log(tables, scope.specialist_id)
        await note(tables, Act.DISPLACED, by=by, now=now, subject=subject, after=str(visits))


@dataclass(frozen=True, slots=True)
class IllToday:
    """She is closed for the rest of today, and the customers are asked. ``LiftDisplacement`` takes it back.

    A specialist says it of herself; the list goes to those who manage all the same. Done again, with nothing left to
    close and nobody to ask, it gives the displacement that closes her.

    Raises:
        NotAllowed, SpecialistNotFound; NobodyDisplaced: she does not work any more today, and has no visits.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, *, by: int, update_id: int | None = None) -> DisplacementList:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings, member = await as_staff(tables, by)
            require_whose(member, specialist_id)
            earlier = await earlier_subject(tables, update_id, now)
            if earlier is not None:
                return await list_of(tables, await displacement_of(tables, earlier))
            await tables.specialists.lock()
            displacement = await self._displace(tables, settings, specialist_id, by, now)
            await remember_subject(tables, update_id, displacement.id)
            return await list_of(tables, displacement)

    async def _displace(
        self, tables: Tables, settings: BusinessSettings, specialist_id: int, by: int, now: datetime
    ) -> Displacement:
        ill = await ill_today(tables, settings, specialist_id, now)
        if not ill.closings and not fresh(ill.affected):
            running = await tables.displacements.closing(specialist_id, to_local(now, settings.zone).date())
            if running is None:
                raise NobodyDisplaced
            return running
        displacement_id = await _begin(tables, settings, Cause.ILL, ill.scope, ill.affected, now)
        for closing in ill.closings:
            await tables.schedules.add_closing(closing, displacement_id)
        await note(tables, Act.ILL_TODAY, by=by, now=now, subject=await name_for_log(tables, specialist_id))
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
            settings, member = await as_staff(tables, by)
            await tables.specialists.lock()
            displacement = await displacement_of(tables, displacement_id)
            require_may_lift(member, displacement)
            if displacement.closes:
                name = await name_for_log(tables, displacement.scope.specialist_id)
                await note(tables, Act.NOT_ILL, by=by, now=now, subject=name)
            await tables.schedules.remove_closing(displacement.id)
            await tables.displacements.touch(displacement.id)
            await settle_standing(tables, settings, now)
            await tables.displacement_lists.hurry(displacement.id, by, now)
            return await list_of(tables, await displacement_of(tables, displacement.id))


async def _begin(
    tables: Tables,
    settings: BusinessSettings,
    cause: Cause,
    scope: Scope,
    affected: Iterable[Affected],
    now: datetime,
) -> int:
    """The rows, a message to each customer, the list to each admin. The specialists are locked."""
    quiet_end, written = settings.quiet_hours.end_at(now, settings.zone), dict[int, datetime]()
    displaced = []
    for one in fresh(affected):
        booking, customer = one.booking, one.booking.customer
        if not reachable(one, now):
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
