"""Invitations to the team: an owner makes a link, and who opens it joins by a tap.

The link is known to whom it was shown alone: an owner who has lost it calls the invitation off and makes another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors_team import InvitationUnknown, InvitationUsed, NoSchedule
from services.booking_bot.domain.invitations import VALID_FOR, Invitation, require_usable
from services.booking_bot.domain.one_time_codes import code_hash, new_code
from services.booking_bot.domain.team import Member, Role
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.storage.ports_team import StaffPerson
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.save_team import save_team
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.team import TeamBoard, require_specialist, team_board
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Invited:
    """``code`` goes into the link, and is kept nowhere; ``specialist``: as whom a specialist is invited, by name."""

    invitation: Invitation
    specialist: str | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class InviteToTeam:
    """One person may join with this role, within seven days.

    A repeated ``update_id`` gives the invitation of the first time another code; the first code, which may never have
    been shown, opens nothing any more.

    Raises:
        NotAllowed, SpecialistNotFound; NoSchedule for a specialist of nobody's visits.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self, role: Role, specialist_id: int | None = None, *, by: int, update_id: int | None = None
    ) -> Invited:
        if role is Role.SPECIALIST and specialist_id is None:
            raise NoSchedule
        now, code = self.clock(), new_code()
        wanted = Invitation(0, role, specialist_id, by, now + VALID_FOR)
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_owner(by)
            name = await require_specialist(tables, specialist_id)
            number = await earlier_subject(tables, update_id, now)
            if number is None:
                number = await tables.invitations.add(wanted, code_hash(code))
                await _note(tables, Act.INVITED, wanted, by, now)
                await remember_subject(tables, update_id, number)
            else:
                await tables.invitations.set_hash(number, code_hash(code))
            stored = await tables.invitations.get(number)
        assert stored is not None
        return Invited(stored, name, code)


@dataclass(frozen=True, slots=True)
class CallOffInvitation:
    """Nobody can use it any more; one that was used or called off before stays so. Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock

    async def __call__(self, invitation_id: int, *, by: int) -> TeamBoard:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            settings.require_owner(by)
            found = await tables.invitations.get(invitation_id)
            if found is not None and await tables.invitations.call_off(found.id):
                await _note(tables, Act.INVITATION_CALLED_OFF, found, by, now)
            return await team_board(tables, settings, by, now)


@dataclass(frozen=True, slots=True)
class LookAtInvitation:
    """What the holder of the code is invited to. Nothing changes.

    Raises:
        InvitationUnknown, AlreadyInTeam, InvitationUsed, InvitationCalledOff, InvitationExpired.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, code: str, *, user_id: int) -> Invited:
        async with self.storage.reading() as tables:
            found = await _found(tables, code)
            require_usable(found, (await read_settings(tables)).team, user_id, self.clock())
            return Invited(found, await require_specialist(tables, found.specialist_id), code)


@dataclass(frozen=True, slots=True)
class AcceptInvitation:
    """Who holds the code is of the team from now on; who invited is told. One who has joined by it stays as he is.

    Raises:
        InvitationUnknown, AlreadyInTeam, InvitationUsed, InvitationCalledOff, InvitationExpired.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, code: str, *, user_id: int) -> Member:
        now = self.clock()
        async with self.storage.writing() as tables:
            await tables.specialists.lock()
            found, team = await _found(tables, code), (await read_settings(tables)).team
            already = team.member(user_id)
            if already is not None and found.accepted_by == user_id:
                return already
            require_usable(found, team, user_id, now)
            if not await tables.invitations.accept(found.id, user_id):
                raise InvitationUsed
            member = found.member(user_id)
            await save_team(tables, team, team.with_member(member), now=now)
            await _note(tables, Act.JOINED, found, user_id, now)
        self.storage.notice_written.set()  # the sender wakes up, and tells who invited
        return member


@dataclass(frozen=True, slots=True)
class NextJoined:
    """Who has joined last of whom the sender of the invitation has not heard yet; None: there is nobody.

    An owner who is one no more hears nothing: then it counts as told.
    """

    storage: Storage

    async def __call__(self) -> tuple[Invitation, StaffPerson] | None:
        async with self.storage.writing() as tables:
            found = await tables.invitations.untold()
            while found is not None:
                people = {person.member.user_id: person for person in await tables.staff.people()}
                sender, joined = people.get(found.invited_by), people.get(found.accepted_by or 0)
                if joined is not None and sender is not None and not sender.left and sender.member.manages:
                    return found, joined
                await tables.invitations.told(found.id)
                found = await tables.invitations.untold()
        return None


@dataclass(frozen=True, slots=True)
class JoinedTold:
    storage: Storage

    async def __call__(self, invitation: Invitation) -> None:
        async with self.storage.writing() as tables:
            await tables.invitations.told(invitation.id)


async def _found(tables: Tables, code: str) -> Invitation:
    found = await tables.invitations.by_hash(code_hash(code))
    if found is None:
        raise InvitationUnknown
    return found


async def _note(tables: Tables, act: Act, invitation: Invitation, by: int, now: datetime) -> None:
    name = await require_specialist(tables, invitation.specialist_id)
    after = values.several(values.word(invitation.role), "" if name is None else values.text(name))
    await note(tables, act, by=by, now=now, after=after)
