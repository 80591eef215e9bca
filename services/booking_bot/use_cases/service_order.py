"""The owner's order of services, in which customers see them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.booking_bot.domain.errors import ServiceNotFound
from services.booking_bot.domain.services import Service
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class MoveService:
    """One place up or down among all services, the hidden ones too; at the end of the list nothing moves.

    Gives all of them in their order. A repeated update moves nothing twice.

    Raises:
        NotAllowed, ServiceNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, service_id: int, *, up: bool, by: int, update_id: int | None = None) -> list[Service]:
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            repeated = await earlier_subject(tables, update_id, self.clock()) is not None
            await tables.specialists.lock()
            services = await tables.services.all(with_hidden=True)
            if service_id not in {service.id for service in services}:
                raise ServiceNotFound(service_id)
            if repeated:
                return services
            ordered = [
                replace(service, position=position)
                for position, service in enumerate(_moved(services, service_id, up=up), 1)
            ]
            before = {service.id: service.position for service in services}
            for service in ordered:
                if service.position != before[service.id]:
                    await tables.services.save(service)
            await remember_subject(tables, update_id, service_id)
            return ordered


def _moved(services: list[Service], service_id: int, *, up: bool) -> list[Service]:
    place = next(place for place, service in enumerate(services) if service.id == service_id)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(services):
        return services
    moved = list(services)
    moved[place], moved[other] = moved[other], moved[place]
    return moved
