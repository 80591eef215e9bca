"""The people of the business, a row each, and those who are invited to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.invitations import Invitation, InvitationState
from services.booking_bot.domain.team import Member, Role, Team
from services.booking_bot.storage.ports_team import StaffPerson
from services.booking_bot.storage.sql.executor import Executor, Row, inserted_id, instant, is_id

TEAM = "SELECT user_id, role, specialist_id, removed_at FROM staff ORDER BY id"
PEOPLE = """
SELECT staff.user_id, staff.role, staff.specialist_id, staff.removed_at,
       customers.name, customers.username, specialists.name AS specialist_name
FROM staff
LEFT JOIN customers ON customers.user_id = staff.user_id
LEFT JOIN specialists ON specialists.id = staff.specialist_id
ORDER BY staff.id
"""
PUT = """
INSERT INTO staff (user_id, role, specialist_id) VALUES (%(user_id)s, %(role)s, %(specialist_id)s)
ON CONFLICT (user_id)
DO UPDATE SET role = excluded.role, specialist_id = excluded.specialist_id, removed_at = NULL
"""
REMOVE = "UPDATE staff SET removed_at = %(now)s WHERE user_id = %(user_id)s AND removed_at IS NULL"
FORGET = "DELETE FROM staff WHERE removed_at < %(before)s"

ADD_INVITATION = """
INSERT INTO invitations (code_hash, role, specialist_id, invited_by, expires_at)
VALUES (%(code_hash)s, %(role)s, %(specialist_id)s, %(invited_by)s, %(expires_at)s)
RETURNING id
"""
SET_HASH = "UPDATE invitations SET code_hash = %(code_hash)s WHERE id = %(invitation_id)s"
GET_INVITATION = "SELECT * FROM invitations WHERE id = %(invitation_id)s"
BY_HASH = "SELECT * FROM invitations WHERE code_hash = %(code_hash)s"
OPEN = "SELECT * FROM invitations WHERE state = 'open' AND expires_at > %(now)s ORDER BY id DESC"
ACCEPT = """
UPDATE invitations SET state = 'accepted', accepted_by = %(user_id)s WHERE id = %(invitation_id)s AND state = 'open'
"""
CALL_OFF = "UPDATE invitations SET state = 'called_off' WHERE id = %(invitation_id)s AND state = 'open'"
UNTOLD = "SELECT * FROM invitations WHERE state = 'accepted' AND NOT told ORDER BY id LIMIT 1"
TOLD = "UPDATE invitations SET told = true WHERE id = %(invitation_id)s"
FORGET_INVITATIONS = "DELETE FROM invitations WHERE expires_at < %(before)s"


def _member(row: Row) -> Member:
    return Member(row["user_id"], Role(row["role"]), row["specialist_id"])


@dataclass(frozen=True, slots=True)
class SqlStaff:
    executor: Executor

    async def team(self) -> Team:
        rows = await self.executor.rows(TEAM)
        return Team(
            tuple(_member(row) for row in rows if row["removed_at"] is None),
            tuple(_member(row) for row in rows if row["removed_at"] is not None),
        )

    async def people(self) -> list[StaffPerson]:
        return [
            StaffPerson(
                _member(row), row["name"], row["username"], row["specialist_name"], left=row["removed_at"] is not None
            )
            for row in await self.executor.rows(PEOPLE)
        ]

    async def put(self, member: Member) -> None:
        await self.executor.run(PUT, user_id=member.user_id, role=member.role.value, specialist_id=member.specialist_id)

    async def remove(self, user_id: int, now: datetime) -> None:
        await self.executor.run(REMOVE, user_id=user_id, now=now)

    async def forget(self, before: datetime) -> int:
        return await self.executor.run(FORGET, before=before)


@dataclass(frozen=True, slots=True)
class SqlInvitations:
    executor: Executor

    async def add(self, invitation: Invitation, code_hash: str) -> int:
        return await inserted_id(
            self.executor,
            ADD_INVITATION,
            code_hash=code_hash,
            role=invitation.role.value,
            specialist_id=invitation.specialist_id,
            invited_by=invitation.invited_by,
            expires_at=invitation.expires_at,
        )

    async def set_hash(self, invitation_id: int, code_hash: str) -> None:
        await self.executor.run(SET_HASH, invitation_id=invitation_id, code_hash=code_hash)

    async def get(self, invitation_id: int) -> Invitation | None:
        row = await self.executor.row(GET_INVITATION, invitation_id=invitation_id) if is_id(invitation_id) else None
        return None if row is None else _invitation(row)

    async def by_hash(self, code_hash: str) -> Invitation | None:
        row = await self.executor.row(BY_HASH, code_hash=code_hash)
        return None if row is None else _invitation(row)

    async def open(self, now: datetime) -> list[Invitation]:
        return [_invitation(row) for row in await self.executor.rows(OPEN, now=now)]

    async def accept(self, invitation_id: int, user_id: int) -> bool:
        return await self.executor.run(ACCEPT, invitation_id=invitation_id, user_id=user_id) == 1

    async def call_off(self, invitation_id: int) -> bool:
        return await self.executor.run(CALL_OFF, invitation_id=invitation_id) == 1

    async def untold(self) -> Invitation | None:
        row = await self.executor.row(UNTOLD)
        return None if row is None else _invitation(row)

    async def told(self, invitation_id: int) -> None:
        await self.executor.run(TOLD, invitation_id=invitation_id)

    async def forget(self, before: datetime) -> int:
        return await self.executor.run(FORGET_INVITATIONS, before=before)


def _invitation(row: Row) -> Invitation:
    return Invitation(
        id=row["id"],
        role=Role(row["role"]),
        specialist_id=row["specialist_id"],
        invited_by=row["invited_by"],
        expires_at=instant(row["expires_at"]),
        state=InvitationState(row["state"]),
        accepted_by=row["accepted_by"],
    )
