"""A new business can be booked before its owner has done anything."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.services import Service
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.setup_state import keep_placeholder

FIRST_MINUTES = 60


@dataclass(frozen=True, slots=True)
class OfferFirstService:
    """Add ``name`` (an hour, no price) when there has never been a service; None when there has. May be repeated."""

    storage: Storage

    async def __call__(self, name: str) -> Service | None:
        async with self.storage.writing() as tables:
            await tables.specialists.lock()
            if await tables.services.all(with_hidden=True):
                return None
            added = await tables.services.add(Service(id=0, name=name, minutes=FIRST_MINUTES, price=0))
            await keep_placeholder(tables, added)
            return added
