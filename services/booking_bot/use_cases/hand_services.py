"""What one of the team chooses from who books somebody by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.booking_bot.domain.services import Service
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.find_times import done_by
from services.booking_bot.use_cases.settings import as_staff

OFTEN = 5


@dataclass(frozen=True, slots=True)
class HandServices:
    """``every``: what is offered, in the owner's order; ``often``: those of them that were booked most of late."""

    every: Sequence[Service]
    often: Sequence[Service] = ()


@dataclass(frozen=True, slots=True)
class ListHandServices:
    """A specialist's are those that she does. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> HandServices:
        async with self.storage.reading() as tables:
            _, member = await as_staff(tables, by)
            every = {service.id: service for service in await tables.services.all(with_hidden=False)}
            if member.own is not None:
                every = await done_by(tables, member.own, every)
            often = await tables.services.often_booked(OFTEN)
        return HandServices(list(every.values()), [every[service_id] for service_id in often if service_id in every])
