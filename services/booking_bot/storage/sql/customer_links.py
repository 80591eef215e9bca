"""Customers' links, by the hashes of their codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.customer_links import CustomerLink
from services.booking_bot.storage.sql.executor import Executor, instant

DROP_UNUSED = """
DELETE FROM customer_links
WHERE used_by IS NULL AND booking_id IN (SELECT id FROM bookings WHERE customer_id = %(customer_id)s)
"""
ADD = """
INSERT INTO customer_links (code_hash, booking_id, made_by, expires_at)
VALUES (%(code_hash)s, %(booking_id)s, %(made_by)s, %(expires_at)s)
"""
GET = "SELECT * FROM customer_links WHERE code_hash = %(code_hash)s"
USE = "UPDATE customer_links SET used_by = %(user_id)s WHERE code_hash = %(code_hash)s AND used_by IS NULL"
FORGET = """
DELETE FROM customer_links WHERE booking_id IN (SELECT id FROM bookings WHERE customer_id = %(customer_id)s)
"""
FORGET_EXPIRED = "DELETE FROM customer_links WHERE expires_at < %(before)s"


@dataclass(frozen=True, slots=True)
class SqlCustomerLinks:
    executor: Executor

    async def put(self, link: CustomerLink, customer_id: int) -> None:
        await self.executor.run(DROP_UNUSED, customer_id=customer_id)
        await self.executor.run(
            ADD,
            code_hash=link.code_hash,
            booking_id=link.booking_id,
            made_by=link.made_by,
            expires_at=link.expires_at,
        )

    async def get(self, code_hash: str) -> CustomerLink | None:
        row = await self.executor.row(GET, code_hash=code_hash)
        if row is None:
            return None
        return CustomerLink(
            row["code_hash"], row["booking_id"], row["made_by"], instant(row["expires_at"]), row["used_by"]
        )

    async def use(self, code_hash: str, user_id: int) -> bool:
        return await self.executor.run(USE, code_hash=code_hash, user_id=user_id) == 1

    async def forget(self, customer_id: int) -> None:
        await self.executor.run(FORGET, customer_id=customer_id)

    async def forget_expired(self, before: datetime) -> int:
        return await self.executor.run(FORGET_EXPIRED, before=before)
