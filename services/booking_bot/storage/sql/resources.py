"""Chairs and rooms, and which services take one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from services.booking_bot.domain.resources import Resource
from services.booking_bot.storage.sql.executor import Executor, Row, inserted_id

ALL = "SELECT id, name, units FROM resources ORDER BY id"
ADD = "INSERT INTO resources (name, units) VALUES (%(name)s, %(units)s) RETURNING id"
SAVE = "UPDATE resources SET name = %(name)s, units = %(units)s WHERE id = %(resource_id)s"
REMOVE = "DELETE FROM resources WHERE id = %(resource_id)s"
NEEDED = """
SELECT service_resources.service_id, resources.id, resources.name, resources.units
FROM service_resources JOIN resources ON resources.id = service_resources.resource_id
ORDER BY resources.id
"""
NEED = """
INSERT INTO service_resources (service_id, resource_id) VALUES (%(service_id)s, %(resource_id)s)
ON CONFLICT (service_id, resource_id) DO NOTHING
"""
NEED_NOT = "DELETE FROM service_resources WHERE service_id = %(service_id)s AND resource_id = %(resource_id)s"


def _resource(row: Row) -> Resource:
    return Resource(row["id"], row["name"], row["units"])


@dataclass(frozen=True, slots=True)
class SqlResources:
    executor: Executor

    async def all(self) -> list[Resource]:
        return [_resource(row) for row in await self.executor.rows(ALL)]

    async def add(self, name: str, units: int) -> int:
        return await inserted_id(self.executor, ADD, name=name, units=units)

    async def save(self, resource: Resource) -> None:
        await self.executor.run(SAVE, resource_id=resource.id, name=resource.name, units=resource.units)

    async def remove(self, resource_id: int) -> None:
        await self.executor.run(REMOVE, resource_id=resource_id)

    async def needed_by(self) -> dict[int, tuple[Resource, ...]]:
        found: defaultdict[int, tuple[Resource, ...]] = defaultdict(tuple)
        for row in await self.executor.rows(NEEDED):
            found[row["service_id"]] += (_resource(row),)
        return dict(found)

    async def set_need(self, service_id: int, resource_id: int, *, needed: bool) -> None:
        await self.executor.run(NEED if needed else NEED_NOT, service_id=service_id, resource_id=resource_id)
