"""Customers: those who write to the bot, and those whom the shop entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.consent import NOBODY
from services.booking_bot.domain.customers import Customer
from services.booking_bot.storage.sql.executor import Executor, Row, inserted_id

REMEMBER = """
INSERT INTO customers (user_id, username, name, language, created_at, access)
VALUES (
    %(user_id)s, %(username)s, %(name)s, %(language)s, %(now)s,
    CASE WHEN EXISTS (SELECT 1 FROM bans WHERE bans.user_id = %(user_id)s) THEN 'banned' ELSE 'allowed' END
)
ON CONFLICT (user_id) DO UPDATE SET username = excluded.username
RETURNING *
"""
FIND_WITHOUT_TELEGRAM = """
SELECT * FROM customers WHERE user_id IS NULL AND name = %(name)s AND phone = %(phone)s ORDER BY id LIMIT 1
"""
ADD = """
INSERT INTO customers (name, phone, created_at) VALUES (%(name)s, %(phone)s, %(now)s) RETURNING id
"""
BY_USER = "SELECT * FROM customers WHERE user_id = %(user_id)s"
SET_LANGUAGE = "UPDATE customers SET language = %(language)s WHERE user_id = %(user_id)s RETURNING *"
SET_NAME = "UPDATE customers SET name = %(name)s, name_given = %(given)s WHERE id = %(customer_id)s"
SET_PHONE = "UPDATE customers SET phone = %(phone)s WHERE id = %(customer_id)s"
LEAVE_PHONE_OUT = "UPDATE customers SET phone_left_out = true WHERE id = %(customer_id)s"
KEEP_BAN = """
INSERT INTO bans (user_id)
SELECT user_id FROM customers WHERE id = %(customer_id)s AND access = 'banned' AND user_id IS NOT NULL
ON CONFLICT DO NOTHING
"""
FORGET = """
UPDATE customers
SET user_id = NULL, username = NULL, name = %(nobody)s, name_given = false, phone = NULL, language = NULL,
    phone_left_out = false, access = 'allowed', note = '', tags = '', birthday = NULL
WHERE id = %(customer_id)s
"""
FORGET_GUESTS = """
UPDATE booking_parts SET guest = ''
WHERE guest IS NOT NULL AND booking_id IN (SELECT id FROM bookings WHERE customer_id = %(customer_id)s)
"""


def customer_of(row: Row, prefix: str = "") -> Customer:
    """The customer in a row; a joined one has its columns behind ``prefix``."""
    return Customer(
        id=row[f"{prefix}id"],
        name=row[f"{prefix}name"],
        user_id=row[f"{prefix}user_id"],
        username=row[f"{prefix}username"],
        phone=row[f"{prefix}phone"],
        language=row[f"{prefix}language"],
        name_given=bool(row[f"{prefix}name_given"]),
        access=Access(row[f"{prefix}access"]),
        phone_left_out=bool(row[f"{prefix}phone_left_out"]),
    )


@dataclass(frozen=True, slots=True)
class SqlCustomers:
    executor: Executor

    async def remember(self, customer: Customer, now: datetime) -> Customer:
        row = await self.executor.row(
            REMEMBER,
            user_id=customer.user_id,
            username=customer.username,
            name=customer.name,
            language=customer.language,
            now=now,
        )
        assert row is not None
        return customer_of(row)

    async def add(self, name: str, phone: str | None, now: datetime) -> Customer:
        if phone is not None:
            row = await self.executor.row(FIND_WITHOUT_TELEGRAM, name=name, phone=phone)
            if row is not None:
                return customer_of(row)
        customer_id = await inserted_id(self.executor, ADD, name=name, phone=phone, now=now)
        return Customer(id=customer_id, name=name, phone=phone)

    async def by_user(self, user_id: int) -> Customer | None:
        row = await self.executor.row(BY_USER, user_id=user_id)
        return None if row is None else customer_of(row)

    async def set_language(self, user_id: int, language: str) -> Customer | None:
        row = await self.executor.row(SET_LANGUAGE, user_id=user_id, language=language)
        return None if row is None else customer_of(row)

    async def set_name(self, customer_id: int, name: str, *, given: bool) -> None:
        await self.executor.run(SET_NAME, customer_id=customer_id, name=name, given=given)

    async def set_phone(self, customer_id: int, phone: str | None) -> None:
        await self.executor.run(SET_PHONE, customer_id=customer_id, phone=phone)

    async def leave_phone_out(self, customer_id: int) -> None:
        await self.executor.run(LEAVE_PHONE_OUT, customer_id=customer_id)

    async def forget(self, customer_id: int) -> None:
        await self.executor.run(KEEP_BAN, customer_id=customer_id)
        await self.executor.run(FORGET_GUESTS, customer_id=customer_id)
        await self.executor.run(FORGET, customer_id=customer_id, nobody=NOBODY)
