"""Customers as the owner sees them: lists, cards, two rows of one person made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.birthdays import Birthday
from services.booking_bot.domain.consent import NOBODY
from services.booking_bot.domain.customer_profile import CustomerProfile
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.duplicates import spellings
from services.booking_bot.domain.rhythm import LEAST_VISITS, PastVisit
from services.booking_bot.storage.ports_clientele import Person
from services.booking_bot.storage.sql.customers import customer_of
from services.booking_bot.storage.sql.executor import Executor, Row, instant, is_id
from services.booking_bot.storage.sql.marks import mark_in

PEOPLE = """
SELECT customers.*, seen.last_at
FROM customers LEFT JOIN (
    SELECT bookings.customer_id, max(occupied_time.starts_at) AS last_at
    FROM bookings
    JOIN booking_parts ON booking_parts.booking_id = bookings.id AND NOT booking_parts.cancelled
    JOIN occupied_time ON occupied_time.booking_part_id = booking_parts.id
    WHERE bookings.state = 'booked' AND occupied_time.starts_at <= %(now)s
    GROUP BY bookings.customer_id
) AS seen ON seen.customer_id = customers.id
WHERE NOT (customers.name = %(nobody)s AND customers.user_id IS NULL AND customers.phone IS NULL)
ORDER BY seen.last_at IS NULL, seen.last_at DESC, customers.id DESC
"""
REGULARS = """
SELECT bookings.customer_id, bookings.id, bookings.outcome, bookings.received, bookings.received_as, bookings.tip,
       sum(booking_parts.price) AS price,
       min(occupied_time.starts_at) AS starts_at, max(occupied_time.ends_at) AS ends_at
FROM bookings
JOIN booking_parts ON booking_parts.booking_id = bookings.id AND NOT booking_parts.cancelled
JOIN occupied_time ON occupied_time.booking_part_id = booking_parts.id
WHERE bookings.state = 'booked' AND bookings.customer_id IN (
    SELECT customer_id FROM bookings WHERE state = 'booked' GROUP BY customer_id HAVING count(*) >= %(least)s
)
GROUP BY bookings.id
ORDER BY bookings.id
"""
GET = """
SELECT * FROM customers
WHERE id = %(customer_id)s AND NOT (name = %(nobody)s AND user_id IS NULL AND phone IS NULL)
"""
WITH_PHONE = """
SELECT * FROM customers WHERE phone IN (%(plain)s, %(plus)s, %(eight)s, %(bare)s) ORDER BY id
"""
WITH_USERNAME = """
SELECT * FROM customers WHERE username IS NOT NULL AND lower(username) = %(username)s ORDER BY id
"""
RECENT = """
SELECT customers.*
FROM customers JOIN (
    SELECT latest.customer_id, max(latest.id) AS last_id
    FROM (
        SELECT id, customer_id, booked_by FROM bookings WHERE state = 'booked' ORDER BY id DESC LIMIT %(looked_at)s
    ) AS latest
    JOIN booking_parts ON booking_parts.booking_id = latest.id AND NOT booking_parts.cancelled
    JOIN occupied_time ON occupied_time.booking_part_id = booking_parts.id
    WHERE latest.booked_by = 'business' OR occupied_time.starts_at <= %(now)s
    GROUP BY latest.customer_id
) AS seen ON seen.customer_id = customers.id
WHERE NOT (customers.name = %(nobody)s AND customers.user_id IS NULL AND customers.phone IS NULL)
ORDER BY seen.last_id DESC LIMIT %(most)s
"""
LOOKED_AT = 200
"""Bookings among which the last visitors are looked for, so that it costs the same in a shop of many years."""
SAVE_PROFILE = """
UPDATE customers SET note = %(note)s, tags = %(tags)s, birthday = %(birthday)s WHERE id = %(customer_id)s
"""
SET_ACCESS = "UPDATE customers SET access = %(access)s WHERE id = %(customer_id)s"
NAME_GUEST = """
UPDATE booking_parts SET guest = %(name)s
WHERE guest IS NULL AND booking_id IN (SELECT id FROM bookings WHERE customer_id = %(customer_id)s)
"""
LIFT_BAN = "DELETE FROM bans WHERE user_id = (SELECT user_id FROM customers WHERE id = %(customer_id)s)"
MERGE = (
    "UPDATE bookings SET customer_id = %(kept_id)s WHERE customer_id = %(gone_id)s",
    "UPDATE consents SET customer_id = %(kept_id)s WHERE customer_id = %(gone_id)s",
    "UPDATE questions SET customer_id = %(kept_id)s WHERE customer_id = %(gone_id)s",
    "UPDATE occupied_time SET customer_id = %(kept_id)s WHERE customer_id = %(gone_id)s",
    "UPDATE occupied_time SET held_by = %(kept_id)s WHERE held_by = %(gone_id)s",
    "UPDATE audit SET customer_id = %(kept_id)s WHERE customer_id = %(gone_id)s",
    "DELETE FROM customers WHERE id = %(gone_id)s",
)
"""Every column that refers to customers; one that is forgotten makes the last of them fail, and nothing is lost."""


@dataclass(frozen=True, slots=True)
class SqlClientele:
    executor: Executor

    async def people(self, now: datetime) -> list[Person]:
        return [_person(row) for row in await self.executor.rows(PEOPLE, now=now, nobody=NOBODY)]

    async def regulars(self) -> Mapping[int, Sequence[PastVisit]]:
        found: defaultdict[int, list[PastVisit]] = defaultdict(list)
        for row in await self.executor.rows(REGULARS, least=LEAST_VISITS):
            found[row["customer_id"]].append(
                PastVisit(instant(row["starts_at"]), instant(row["ends_at"]), int(row["price"]), mark_in(row))
            )
        return found

    async def get(self, customer_id: int) -> tuple[Customer, CustomerProfile] | None:
        if not is_id(customer_id):
            return None
        row = await self.executor.row(GET, customer_id=customer_id, nobody=NOBODY)
        return None if row is None else (customer_of(row), _profile(row))

    async def with_phone(self, phone: str) -> list[Customer]:
        plain, plus, eight, bare = spellings(phone)
        rows = await self.executor.rows(WITH_PHONE, plain=plain, plus=plus, eight=eight, bare=bare)
        return [customer_of(row) for row in rows]

    async def with_username(self, username: str) -> list[Customer]:
        rows = await self.executor.rows(WITH_USERNAME, username=username.lower())
        return [customer_of(row) for row in rows]

    async def recent(self, now: datetime, most: int) -> list[Customer]:
        rows = await self.executor.rows(RECENT, now=now, most=most, looked_at=LOOKED_AT, nobody=NOBODY)
        return [customer_of(row) for row in rows]

    async def save_profile(self, customer_id: int, profile: CustomerProfile) -> None:
        await self.executor.run(
            SAVE_PROFILE,
            customer_id=customer_id,
            note=profile.note,
            tags="\n".join(profile.tags),
            birthday=None if profile.birthday is None else str(profile.birthday),
        )

    async def set_access(self, customer_id: int, access: Access) -> None:
        await self.executor.run(SET_ACCESS, customer_id=customer_id, access=access.value)
        if access is not Access.BANNED:
            await self.executor.run(LIFT_BAN, customer_id=customer_id)

    async def name_guest(self, customer_id: int, name: str) -> None:
        await self.executor.run(NAME_GUEST, customer_id=customer_id, name=name)

    async def merge(self, kept_id: int, gone_id: int) -> None:
        for statement in MERGE:
            await self.executor.run(statement, kept_id=kept_id, gone_id=gone_id)


def _person(row: Row) -> Person:
    last = None if row["last_at"] is None else instant(row["last_at"])
    return Person(customer_of(row), last, _birthday(row))


def _profile(row: Row) -> CustomerProfile:
    return CustomerProfile(row["note"], tuple(row["tags"].splitlines()), _birthday(row))


def _birthday(row: Row) -> Birthday | None:
    return None if row["birthday"] is None else Birthday.read(row["birthday"])
