"""Services in the owner's order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.services import OwnWindows, Service
from services.booking_bot.storage.sql.executor import Executor, Row, Value, is_id

_SELECT = """
SELECT services.*, categories.name AS category_name, categories.position AS category_position
FROM services LEFT JOIN categories ON categories.id = services.category_id
"""
_ORDER = "ORDER BY services.position, services.id"
ALL = f"{_SELECT} {_ORDER}"
OFFERED = f"{_SELECT} WHERE NOT services.hidden {_ORDER}"
GET = f"{_SELECT} WHERE services.id = %(service_id)s"
ADD = """
INSERT INTO services (name, minutes, price, price_kind, hidden, buffer_before, buffer_after, fixed_times,
                      notice_minutes, move_until_minutes, cancel_until_minutes, position)
VALUES (%(name)s, %(minutes)s, %(price)s, %(price_kind)s, %(hidden)s, %(buffer_before)s, %(buffer_after)s,
        %(fixed_times)s, %(notice_minutes)s, %(move_until_minutes)s, %(cancel_until_minutes)s,
        (SELECT COALESCE(max(position), 0) + 1 FROM services))
RETURNING id, position
"""
SAVE = """
UPDATE services
SET name = %(name)s, minutes = %(minutes)s, price = %(price)s, price_kind = %(price_kind)s, hidden = %(hidden)s,
    buffer_before = %(buffer_before)s, buffer_after = %(buffer_after)s, fixed_times = %(fixed_times)s,
    notice_minutes = %(notice_minutes)s, move_until_minutes = %(move_until_minutes)s,
    cancel_until_minutes = %(cancel_until_minutes)s,
    position = %(position)s
WHERE id = %(service_id)s
"""
OFTEN_BOOKED = """
SELECT booking_parts.service_id
FROM (SELECT id FROM bookings WHERE state = 'booked' ORDER BY id DESC LIMIT %(looked_at)s) AS latest
JOIN booking_parts ON booking_parts.booking_id = latest.id
JOIN services ON services.id = booking_parts.service_id AND NOT services.hidden
GROUP BY booking_parts.service_id ORDER BY count(*) DESC, booking_parts.service_id LIMIT %(most)s
"""
LOOKED_AT = 200
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
        price_kind=PriceKind(row["price_kind"]),
        fixed_times=tuple(int(minute) for minute in row["fixed_times"].split()),
        windows=windows_in(row),
        category=_category(row),
        photo=row["photo"],
    )


def _category(row: Row) -> Category | None:
    if row["category_id"] is None:
        return None
    return Category(row["category_id"], row["category_name"], row["category_position"])


def windows_in(row: Row) -> OwnWindows:
    return OwnWindows(row["notice_minutes"], row["move_until_minutes"], row["cancel_until_minutes"])


def _values(service: Service) -> dict[str, Value]:
    windows = service.windows
    return {
        "name": service.name,
        "minutes": service.minutes,
        "price": service.price,
        "price_kind": service.price_kind.value,
        "hidden": service.hidden,
        "buffer_before": service.buffer_before,
        "buffer_after": service.buffer_after,
        "fixed_times": " ".join(str(minute) for minute in service.fixed_times),
        "notice_minutes": windows.notice_minutes,
        "move_until_minutes": windows.move_until_minutes,
        "cancel_until_minutes": windows.cancel_until_minutes,
    }


@dataclass(frozen=True, slots=True)
class SqlServices:
    executor: Executor

    async def all(self, *, with_hidden: bool) -> list[Service]:
        return [_service(row) for row in await self.executor.rows(ALL if with_hidden else OFFERED)]

    async def get(self, service_id: int) -> Service | None:
        row = await self.executor.row(GET, service_id=service_id) if is_id(service_id) else None
        return None if row is None else _service(row)

    async def add(self, service: Service) -> Service:
        row = await self.executor.row(ADD, **_values(service))
        assert row is not None
        return replace(service, id=row["id"], position=row["position"])

    async def save(self, service: Service) -> None:
        await self.executor.run(SAVE, service_id=service.id, position=service.position, **_values(service))

    async def often_booked(self, most: int) -> list[int]:
        rows = await self.executor.rows(OFTEN_BOOKED, most=most, looked_at=LOOKED_AT)
        return [row["service_id"] for row in rows]

    async def set_category(self, service_id: int, category_id: int | None) -> None:
        await self.executor.run(SET_CATEGORY, service_id=service_id, category_id=category_id)

    async def set_photo(self, service_id: int, photo: str | None) -> None:
        await self.executor.run(SET_PHOTO, service_id=service_id, photo=photo)
