"""Services in the owner's order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.services import Service
from services.booking_bot.storage.sql.executor import Executor, Row, is_id

_SELECT = """
SELECT services.*, categories.name AS category_name, categories.position AS category_position
FROM services LEFT JOIN categories ON categories.id = services.category_id
"""
_ORDER = "ORDER BY services.position, services.id"
ALL = f"{_SELECT} {_ORDER}"
OFFERED = f"{_SELECT} WHERE NOT services.hidden {_ORDER}"
GET = f"{_SELECT} WHERE services.id = %(service_id)s"
ADD = """
INSERT INTO services (name, minutes, price, hidden, buffer_before, buffer_after, position)
VALUES (%(name)s, %(minutes)s, %(price)s, %(hidden)s, %(buffer_before)s, %(buffer_after)s,
        (SELECT COALESCE(max(position), 0) + 1 FROM services))
RETURNING id, position
"""
SAVE = """
UPDATE services
SET name = %(name)s, minutes = %(minutes)s, price = %(price)s, hidden = %(hidden)s,
    buffer_before = %(buffer_before)s, buffer_after = %(buffer_after)s, position = %(position)s
WHERE id = %(service_id)s
"""
SET_CATEGORY = "UPDATE services SET category_id = %(category_id)s WHERE id = %(service_id)s"
SET_PHOTO = "UPDATE services SET photo = %(photo)s WHERE id = %(service_id)s"


def _service(row: Row) -> Service:
    return Service(
        id=row["id"],
        name=row["name"],
        minutes=row["minutes"],
        price=row["price"],
        hidden=bool(row["hidden"]),
        buffer_before=row["buffer_before"],
        buffer_after=row["buffer_after"],
        position=row["position"],
        category=_category(row),
        photo=row["photo"],
    )


def _category(row: Row) -> Category | None:
    if row["category_id"] is None:
        return None
    return Category(row["category_id"], row["category_name"], row["category_position"])


@dataclass(frozen=True, slots=True)
class SqlServices:
    executor: Executor

    async def all(self, *, with_hidden: bool) -> list[Service]:
        return [_service(row) for row in await self.executor.rows(ALL if with_hidden else OFFERED)]

    async def get(self, service_id: int) -> Service | None:
        row = await self.executor.row(GET, service_id=service_id) if is_id(service_id) else None
        return None if row is None else _service(row)

    async def add(self, service: Service) -> Service:
        row = await self.executor.row(
            ADD,
            name=service.name,
            minutes=service.minutes,
            price=service.price,
            hidden=service.hidden,
            buffer_before=service.buffer_before,
            buffer_after=service.buffer_after,
        )
        assert row is not None
        return replace(service, id=row["id"], position=row["position"])

    async def save(self, service: Service) -> None:
        await self.executor.run(
            SAVE,
            service_id=service.id,
            name=service.name,
            minutes=service.minutes,
            price=service.price,
            hidden=service.hidden,
            buffer_before=service.buffer_before,
            buffer_after=service.buffer_after,
            position=service.position,
        )

    async def set_category(self, service_id: int, category_id: int | None) -> None:
        await self.executor.run(SET_CATEGORY, service_id=service_id, category_id=category_id)

    async def set_photo(self, service_id: int, photo: str | None) -> None:
        await self.executor.run(SET_PHOTO, service_id=service_id, photo=photo)
