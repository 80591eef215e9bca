"""The people of the business, a row each."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.team import Member, Role, Team
from services.booking_bot.storage.sql.executor import Executor

TEAM = "SELECT user_id, role, specialist_id FROM staff ORDER BY id"
PUT = """
INSERT INTO staff (user_id, role, specialist_id) VALUES (%(user_id)s, %(role)s, %(specialist_id)s)
ON CONFLICT (user_id) DO UPDATE SET role = excluded.role, specialist_id = excluded.specialist_id
"""
REMOVE = "DELETE FROM staff WHERE user_id = %(user_id)s"


@dataclass(frozen=True, slots=True)
class SqlStaff:
    executor: Executor

    async def team(self) -> Team:
        rows = await self.executor.rows(TEAM)
        return Team(tuple(Member(row["user_id"], Role(row["role"]), row["specialist_id"]) for row in rows))

    async def put(self, member: Member) -> None:
        await self.executor.run(PUT, user_id=member.user_id, role=member.role.value, specialist_id=member.specialist_id)

    async def remove(self, user_id: int) -> None:
        await self.executor.run(REMOVE, user_id=user_id)
