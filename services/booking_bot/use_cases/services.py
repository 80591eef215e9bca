"""What the business offers: list, add, edit, hide, show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import ServiceNotFound
from services.booking_bot.domain.errors_setup import ServiceNameTaken
from services.booking_bot.domain.log_changes import service_changes
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.services import (
    Service,
    checked_fixed_times,
    checked_minutes,
    checked_name,
    checked_price,
    with_rules,
)
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note, note_changes
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import as_admin
from services.shared.runtime.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class ListServices:
    """In the owner's order. Customers see those that are offered, the owner's list has the hidden ones too."""

    storage: Storage

    async def __call__(self, *, with_hidden: bool = False) -> list[Service]:
        async with self.storage.reading() as tables:
            return await tables.services.all(with_hidden=with_hidden)


@dataclass(frozen=True, slots=True)
class GetService:
    """One service, hidden or not. Raises ``ServiceNotFound``."""

    storage: Storage

    async def __call__(self, service_id: int) -> Service:
        async with self.storage.reading() as tables:
            return await _service(tables, service_id)


@dataclass(frozen=True, slots=True)
class AddService:
    """``price`` in hundredths of the currency. A repeated ``update_id`` gives the service it added the first time.

    Raises:
        NotAllowed, InvalidName, InvalidDuration, InvalidPrice, ServiceNameTaken.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        *,
        by: int,
        name: str,
        minutes: int,
        price: int,
        price_kind: PriceKind = PriceKind.EXACT,
        update_id: int | None = None,
    ) -> Service:
        service = Service(0, checked_name(name), checked_minutes(minutes), checked_price(price), price_kind=price_kind)
        async with self.storage.writing() as tables:
            settings, now = await as_admin(tables, by), self.clock()
            earlier = await earlier_subject(tables, update_id, now)
            if earlier is not None:
                return await _service(tables, earlier)
            await tables.specialists.lock()
            await _require_free_name(tables, service)
            added = await tables.services.add(service)
            await note_added(tables, added, settings, by=by, now=now)
            await remember_subject(tables, update_id, added.id)
            return added


@dataclass(frozen=True, slots=True)
class EditService:
    """Change what is given; bookings that exist keep what they were booked with.

    ``fixed_times``: minutes after midnight at which alone it begins; none at all: it begins in steps.

    Raises:
        NotAllowed, ServiceNotFound, InvalidName, InvalidDuration, InvalidPrice, InvalidFixedTime, TooManyFixedTimes,
        ServiceNameTaken.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(
        self,
        service_id: int,
        *,
        by: int,
        name: str | None = None,
        minutes: int | None = None,
        price: int | None = None,
        price_kind: PriceKind | None = None,
        fixed_times: Iterable[int] | None = None,
    ) -> Service:
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            before = await _service(tables, service_id)
            after = replace(
                before,
                name=before.name if name is None else checked_name(name),
                minutes=before.minutes if minutes is None else checked_minutes(minutes),
                price=before.price if price is None else checked_price(price),
                price_kind=before.price_kind if price_kind is None else price_kind,
                fixed_times=before.fixed_times if fixed_times is None else checked_fixed_times(fixed_times),
            )
            await _save(tables, after)
            await note_changes(tables, service_changes(before, after, settings.currency), by=by, now=self.clock())
            return after


@dataclass(frozen=True, slots=True)
class SetServiceRules:
    """The windows (None: as the business says) and the buffers that ``change`` names, in minutes.

    Bookings that exist keep their buffers; the windows hold for them, too.

    Raises:
        NotAllowed, ServiceNotFound, InvalidRule.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, service_id: int, change: Mapping[str, int | None], *, by: int) -> Service:
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            before = await _service(tables, service_id)
            after = with_rules(before, change)
            await tables.services.save(after)
            await note_changes(tables, service_changes(before, after, settings.currency), by=by, now=self.clock())
            return after


@dataclass(frozen=True, slots=True)
class HideService:
    """Stop offering it; its bookings stand. Raises ``NotAllowed``, ``ServiceNotFound``."""

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, service_id: int, *, by: int) -> Service:
        return await _set_hidden(self.storage, self.clock, service_id, by, hidden=True)


@dataclass(frozen=True, slots=True)
class ShowService:
    """Offer it again. Raises ``NotAllowed``, ``ServiceNotFound``, ``ServiceNameTaken``."""

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, service_id: int, *, by: int) -> Service:
        return await _set_hidden(self.storage, self.clock, service_id, by, hidden=False)


async def _set_hidden(storage: Storage, clock: Clock, service_id: int, by: int, *, hidden: bool) -> Service:
    async with storage.writing() as tables:
        settings = await as_admin(tables, by)
        await tables.specialists.lock()
        before = await _service(tables, service_id)
        after = replace(before, hidden=hidden)
        await _save(tables, after)
        await note_changes(tables, service_changes(before, after, settings.currency), by=by, now=clock())
        return after


async def note_added(tables: Tables, service: Service, settings: BusinessSettings, *, by: int, now: datetime) -> None:
    """For the log: a new service with its length and price."""
    price = service.costs(settings.currency)
    after = values.several(values.minutes(service.minutes), values.price(price) if price.is_stated else values.NOTHING)
    await note(tables, Act.SERVICE_ADDED, by=by, now=now, subject=values.text(service.name), after=after)


async def _service(tables: Tables, service_id: int) -> Service:
    service = await tables.services.get(service_id)
    if service is None:
        raise ServiceNotFound(service_id)
    return service


async def _save(tables: Tables, service: Service) -> None:
    if not service.hidden:
        await _require_free_name(tables, service)
    await tables.services.save(service)


async def _require_free_name(tables: Tables, service: Service) -> None:
    for other in await tables.services.all(with_hidden=False):
        if other.id != service.id and other.name.casefold() == service.name.casefold():
            raise ServiceNameTaken(other.name)
