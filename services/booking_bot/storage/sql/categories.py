"""Categories in the order in which the owner made them."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.categories import Category
from services.booking_bot.storage.sql.executor import Executor

ALL = "SELECT id, name, position FROM categories ORDER BY position, id"
ADD = """
INSERT INTO categories (name, position)
VALUES (%(name)s, (SELECT COALESCE(max(position), 0) + 1 FROM categories))
RETURNING id, position
"""


@dataclass(frozen=True, slots=True)
class SqlCategories:
    executor: Executor

    async def all(self) -> list[Category]:
        return [Category(row["id"], row["name"], row["position"]) for row in await self.executor.rows(ALL)]

    async def add(self, name: str) -> Category:
        row = await self.executor.row(ADD, name=name)
        assert row is not None
        return Category(row["id"], name, row["position"])
