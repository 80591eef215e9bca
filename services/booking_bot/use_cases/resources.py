"""Chairs and rooms: the owner's list, and which services take one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import ServiceNotFound
from services.booking_bot.domain.errors_setup import ResourceNotFound
from services.booking_bot.domain.resources import Resource, checked_name, checked_units
from services.booking_bot.domain.services import Service
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class ResourceCard:
    """A resource with the services that are offered; ``takers``: the ids of those that take one."""

    resource: Resource
    services: Sequence[Service]
    takers: frozenset[int]


@dataclass(frozen=True, slots=True)
class ListResources:
    """Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> list[Resource]:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return await tables.resources.all()


@dataclass(frozen=True, slots=True)
class GetResource:
    """Raises ``NotAllowed``, ``ResourceNotFound``."""

    storage: Storage

    async def __call__(self, resource_id: int, *, by: int) -> ResourceCard:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return await _card(tables, resource_id)


@dataclass(frozen=True, slots=True)
class AddResource:
    """One of it, which no service takes yet. A repeated ``update_id`` gives what it added the first time.

    Raises:
        NotAllowed, InvalidName.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, *, by: int, name: str, update_id: int | None = None) -> ResourceCard:
        name = checked_name(name)
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            resource_id = await earlier_subject(tables, update_id, self.clock())
            if resource_id is None:
                resource_id = await tables.resources.add(name, 1)
                await note(tables, Act.RESOURCE_ADDED, by=by, now=self.clock(), subject=values.text(name))
                await remember_subject(tables, update_id, resource_id)
            return await _card(tables, resource_id)


@dataclass(frozen=True, slots=True)
class EditResource:
    """Change what is given. Visits that have a unit above ``units`` keep it.

    Raises:
        NotAllowed, ResourceNotFound, InvalidName, InvalidUnits.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(
        self, resource_id: int, *, by: int, name: str | None = None, units: int | None = None
    ) -> ResourceCard:
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            await tables.specialists.lock()
            before = (await _card(tables, resource_id)).resource
            after = replace(
                before,
                name=before.name if name is None else checked_name(name),
                units=before.units if units is None else checked_units(units),
            )
            await tables.resources.save(after)
            await _note_edit(tables, before, after, by, self.clock())
            return await _card(tables, resource_id)


@dataclass(frozen=True, slots=True)
class SetNeed:
    """Whether each visit of a service takes one; visits that exist stay as they are.

    Raises:
        NotAllowed, ResourceNotFound, ServiceNotFound.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, resource_id: int, service_id: int, *, by: int, needed: bool) -> ResourceCard:
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            await tables.specialists.lock()
            card = await _card(tables, resource_id)
            names = {service.id: service.name for service in card.services}
            if service_id not in names:
                raise ServiceNotFound(service_id)
            await tables.resources.set_need(service_id, resource_id, needed=needed)
            await note(
                tables,
                Act.RESOURCE_NEED,
                by=by,
                now=self.clock(),
                subject=values.several(values.text(card.resource.name), values.text(names[service_id])),
                before=values.yes_or_no(service_id in card.takers),
                after=values.yes_or_no(needed),
            )
            return await _card(tables, resource_id)


@dataclass(frozen=True, slots=True)
class RemoveResource:
    """Nothing takes one any more. May be repeated. Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, resource_id: int, *, by: int) -> list[Resource]:
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            await tables.specialists.lock()
            names = {resource.id: resource.name for resource in await tables.resources.all()}
            if resource_id in names:
                subject = values.text(names[resource_id])
                await note(tables, Act.RESOURCE_REMOVED, by=by, now=self.clock(), subject=subject)
            await tables.resources.remove(resource_id)
            return await tables.resources.all()


async def _note_edit(tables: Tables, before: Resource, after: Resource, by: int, now: datetime) -> None:
    names = [values.text(one.name) for one in (before, after)]
    await note(tables, Act.RESOURCE_RENAMED, by=by, now=now, before=names[0], after=names[1])
    units = [str(one.units) for one in (before, after)]
    await note(tables, Act.RESOURCE_UNITS, by=by, now=now, subject=names[1], before=units[0], after=units[1])


async def _card(tables: Tables, resource_id: int) -> ResourceCard:
    services = await tables.services.all(with_hidden=False)
    needed = await tables.resources.needed_by()
    takers = frozenset(
        service_id for service_id, taken in needed.items() if resource_id in {resource.id for resource in taken}
    )
    for resource in await tables.resources.all():
        if resource.id == resource_id:
            return ResourceCard(resource, services, takers)
    raise ResourceNotFound(resource_id)
