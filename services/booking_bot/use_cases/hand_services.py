"""What an admin chooses from who books somebody by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.booking_bot.domain.services import Service
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.settings import as_admin

OFTEN = 5


@dataclass(frozen=True, slots=True)
class HandServices:
    """``every``: what is offered, in the owner's order; ``often``: those of them that were booked most of late."""

    every: Sequence[Service]
    often: Sequence[Service] = ()


@dataclass(frozen=True, slots=True)
class ListHandServices:
    """Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> HandServices:
        async with self.storage.reading() as tables:
            await as_admin(tables, by)
            every = {service.id: service for service in await tables.services.all(with_hidden=False)}
            often = await tables.services.often_booked(OFTEN)
        return HandServices(list(every.values()), [every[service_id] for service_id in often if service_id in every])
