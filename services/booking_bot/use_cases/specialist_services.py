"""What one specialist does, for customers who come by her link."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.specialists import AS_THE_SERVICE_SAYS, Specialist
from services.booking_bot.storage.ports import Storage


@dataclass(frozen=True, slots=True)
class SpecialistServices:
    """``services`` are those that are offered and that she does, each as she does it."""

    specialist: Specialist
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class ListServicesOf:
    """Raises ``SpecialistNotFound`` for nobody, and for one who has left."""

    storage: Storage

    async def __call__(self, specialist_id: int) -> SpecialistServices:
        async with self.storage.reading() as tables:
            active = {one.id: one for one in await tables.specialists.all() if one.active}
            if specialist_id not in active:
                raise SpecialistNotFound(specialist_id)
            terms = await tables.specialists.own_terms(specialist_id)
            own = [
                (service, terms.get(service.id, AS_THE_SERVICE_SAYS))
                for service in await tables.services.all(with_hidden=False)
            ]
        done = tuple(how.applied(service) for service, how in own if how.offered)
        return SpecialistServices(active[specialist_id], done)
