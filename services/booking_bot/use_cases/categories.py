"""The owner puts services into categories; one that no service is in does not appear anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.categories import Category, checked_name
from services.booking_bot.domain.errors import ServiceNotFound
from services.booking_bot.domain.errors_setup import CategoryNotFound
from services.booking_bot.domain.groups import Groups
from services.booking_bot.domain.services import Service
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class ListCategories:
    """Those that a service is in, hidden services too, in the owner's order. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> list[Category]:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return list(Groups.of(await tables.services.all(with_hidden=True)).by_category)


@dataclass(frozen=True, slots=True)
class SetCategory:
    """Put a service into a category that exists, or with None into no one.

    Raises:
        NotAllowed, ServiceNotFound, CategoryNotFound.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, service_id: int, category_id: int | None, *, by: int) -> Service:
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            if category_id is not None and category_id not in {known.id for known in await tables.categories.all()}:
                raise CategoryNotFound(category_id)
            return await _put(tables, service_id, category_id, by, self.clock())


@dataclass(frozen=True, slots=True)
class NameCategory:
    """Put a service into the category of this name (capitals aside), which is made if there has been none.

    Raises:
        NotAllowed, InvalidName, ServiceNotFound.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, service_id: int, name: str, *, by: int) -> Service:
        name = checked_name(name)
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            await tables.specialists.lock()  # two admins who type the same name make one category
            known = {category.name.casefold(): category for category in await tables.categories.all()}
            category = known.get(name.casefold()) or await tables.categories.add(name)
            return await _put(tables, service_id, category.id, by, self.clock())


async def _put(tables: Tables, service_id: int, category_id: int | None, by: int, now: datetime) -> Service:
    before = await tables.services.get(service_id)
    if before is None:
        raise ServiceNotFound(service_id)
    await tables.services.set_category(service_id, category_id)
    after = await tables.services.get(service_id)
    assert after is not None
    await note(
        tables,
        Act.SERVICE_CATEGORY,
        by=by,
        now=now,
        subject=values.text(after.name),
        before=_named(before.category),
        after=_named(after.category),
    )
    return after


def _named(category: Category | None) -> str:
    return values.word("none") if category is None else values.text(category.name)
