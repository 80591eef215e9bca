"""What would be done if somebody were ill today, or if all customers were written to; nothing is done yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.authority import require_whose
from services.booking_bot.domain.displacements import Scope, write_at
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.affected_bookings import Affected
from services.booking_bot.use_cases.displacement_hits import Ill, ahead, fresh, ill_today, reachable
from services.booking_bot.use_cases.settings import as_admin, as_staff
from services.shared.runtime.clock import Clock


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
            return _preview(settings, scope, await _name(tables, scope), await ahead(tables, settings, scope, now), now)


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
            settings, member = await as_staff(tables, by)
            require_whose(member, specialist_id)
            ill = await ill_today(tables, settings, specialist_id, now)
            name = await _name(tables, ill.scope)
            running = await tables.displacements.closing(specialist_id, to_local(now, settings.zone).date())
            return _preview(settings, ill.scope, name, ill.affected, now, ill, None if running is None else running.id)


def _preview(
    settings: BusinessSettings,
    scope: Scope,
    name: str | None,
    affected: list[Affected],
    now: datetime,
    ill: Ill | None = None,
    running: int | None = None,
) -> Preview:
    unasked, quiet_end = fresh(affected), settings.quiet_hours.end_at(now, settings.zone)
    to_write = tuple(one for one in unasked if reachable(one, now))
    first = min((write_at(one.booking.start, now, quiet_end) for one in to_write), default=now)
    return Preview(
        scope,
        name,
        to_write,
        tuple(one for one in unasked if not reachable(one, now)),
        already=len(affected) - len(unasked),
        since=ill.since if ill is not None and ill.closings else None,
        write_at=first if first > now else None,
        running=running,
    )


async def _name(tables: Tables, scope: Scope) -> str | None:
    everybody = {specialist.id: specialist.name for specialist in await tables.specialists.all()}
    return everybody.get(scope.specialist_id or 0) if len(everybody) > 1 else None
