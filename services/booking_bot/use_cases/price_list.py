"""The owner brings a list of services: looked at first, then taken over as a whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.log_changes import service_changes
from services.booking_bot.domain.price_list import Comparison, ListedService, compared
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note, note_changes
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import as_admin, read_settings
from services.booking_bot.use_cases.setup_state import hide_placeholder, read_placeholder
from services.shared.runtime.clock import Clock

_BOTH = 1000
"""Two counts of at most 200 lines in one number: what a repeated update is answered with."""


@dataclass(frozen=True, slots=True)
class ComparePriceList:
    """What taking it over would do. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, listed: Sequence[ListedService], *, by: int) -> Comparison:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return compared(listed, await tables.services.all(with_hidden=False))


@dataclass(frozen=True, slots=True)
class TakenOver:
    added: int
    changed: int


@dataclass(frozen=True, slots=True)
class TakePriceList:
    """Add what is new, and with ``change`` bring those of the same name up to date. A repeated update does nothing.

    Bookings that exist keep what they were booked with.

    Raises:
        NotAllowed.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self, listed: Sequence[ListedService], *, change: bool, by: int, update_id: int | None = None
    ) -> TakenOver:
        async with self.storage.writing() as tables:
            settings, now = await as_admin(tables, by), self.clock()
            earlier = await earlier_subject(tables, update_id, now)
            if earlier is not None:
                return TakenOver(*divmod(earlier, _BOTH))
            await tables.specialists.lock()
            taken = await _take(tables, listed, settings, change=change, by=by, now=now)
            if taken.added or taken.changed:
                after = values.several(str(taken.added), str(taken.changed))
                await note(tables, Act.PRICE_LIST_TAKEN, by=by, now=now, after=after)
            await remember_subject(tables, update_id, taken.added * _BOTH + taken.changed)
            return taken


async def _take(
    tables: Tables,
    listed: Sequence[ListedService],
    settings: BusinessSettings,
    *,
    change: bool,
    by: int,
    now: datetime,
) -> TakenOver:
    found = compared(listed, await tables.services.all(with_hidden=False))
    categories = {category.name.casefold(): category.id for category in await tables.categories.all()}
    if found.new:
        await hide_placeholder(tables, await read_placeholder(tables))
    for one in found.new:
        added = await tables.services.add(one.new)
        await _put_into(tables, added.id, one.category, categories)
    changed = found.changed if change else ()
    for service, one in changed:
        after = one.put_into(service)
        await tables.services.save(after)
        await note_changes(tables, service_changes(service, after, settings.currency), by=by, now=now)
        await _put_into(tables, service.id, one.category, categories)
    return TakenOver(len(found.new), len(changed))


async def _put_into(tables: Tables, service_id: int, name: str | None, categories: dict[str, int]) -> None:
    if name is None:
        return
    if name.casefold() not in categories:
        categories[name.casefold()] = (await tables.categories.add(name)).id
    await tables.services.set_category(service_id, categories[name.casefold()])
