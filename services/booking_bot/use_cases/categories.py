"""The owner puts services into categories; one that no service is in does not appear anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.categories import Category, checked_name
from services.booking_bot.domain.errors import ServiceNotFound
from services.booking_bot.domain.errors_setup import CategoryNotFound
from services.booking_bot.domain.groups import Groups
from services.booking_bot.domain.services import Service
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.settings import read_settings


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

    async def __call__(self, service_id: int, category_id: int | None, *, by: int) -> Service:
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            if category_id is not None and category_id not in {known.id for known in await tables.categories.all()}:
                raise CategoryNotFound(category_id)
            return await _put(tables, service_id, category_id)


@dataclass(frozen=True, slots=True)
class NameCategory:
    """Put a service into the category of this name (capitals aside), which is made if there has been none.

    Raises:
        NotAllowed, InvalidName, ServiceNotFound.
    """

    storage: Storage

    async def __call__(self, service_id: int, name: str, *, by: int) -> Service:
        name = checked_name(name)
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            await tables.specialists.lock()  # two admins who type the same name make one category
            known = {category.name.casefold(): category for category in await tables.categories.all()}
            category = known.get(name.casefold()) or await tables.categories.add(name)
            return await _put(tables, service_id, category.id)


async def _put(tables: Tables, service_id: int, category_id: int | None) -> Service:
    if await tables.services.get(service_id) is None:
        raise ServiceNotFound(service_id)
    await tables.services.set_category(service_id, category_id)
    service = await tables.services.get(service_id)
    assert service is not None
    return service
