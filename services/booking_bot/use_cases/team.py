"""The people of the business: who they are, and what an owner changes about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.errors_team import MemberNotFound, NoSchedule
from services.booking_bot.domain.invitations import Invitation
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.domain.team import Member, Role, Team
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.storage.ports_team import StaffPerson
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.save_team import save_team
from services.booking_bot.use_cases.settings import as_admin, read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """``people``: members in the order in which they came, then who was taken off; ``invitations`` can still be used.

    ``may_change``: who looks at it is an owner. ``own_hours``: specialists set their own.
    """

    people: tuple[StaffPerson, ...]
    invitations: tuple[Invitation, ...]
    specialists: tuple[Specialist, ...]
    team: Team
    may_change: bool
    own_hours: bool
    asked_by: int

    def person(self, user_id: int) -> StaffPerson:
        """Raises ``MemberNotFound``."""
        for person in self.people:
            if person.member.user_id == user_id:
                return person
        raise MemberNotFound(user_id)

    def specialist_name(self, specialist_id: int | None) -> str | None:
        return next((one.name for one in self.specialists if one.id == specialist_id), None)


@dataclass(frozen=True, slots=True)
class GetTeam:
    """An owner or an admin looks at it. Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock

    async def __call__(self, *, by: int) -> TeamBoard:
        async with self.storage.reading() as tables:
            return await team_board(tables, await as_admin(tables, by), by, self.clock())


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """A member has this role from now on. ``specialist_id``: whose visits are then the member's own; as it was unless
    it is given. May be repeated.

    Raises:
        NotAllowed, MemberNotFound, SpecialistNotFound, LastOwner; NoSchedule for a specialist of nobody's visits.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, user_id: int, role: Role, *, by: int, specialist_id: int | None = None) -> TeamBoard:
        def changed(before: Member) -> Member:
            own = specialist_id or before.specialist_id
            if role is Role.SPECIALIST and own is None:
                raise NoSchedule
            return Member(user_id, role, own)

        return await _change(self.storage, self.clock(), user_id, by, changed)


@dataclass(frozen=True, slots=True)
class SetOwnSchedule:
    """Whose visits are a member's own; None: nobody's. May be repeated.

    Raises:
        NotAllowed, MemberNotFound, SpecialistNotFound; NoSchedule when a specialist would be left without.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, user_id: int, specialist_id: int | None, *, by: int) -> TeamBoard:
        def changed(before: Member) -> Member:
            if not before.manages and specialist_id is None:
                raise NoSchedule
            return replace(before, specialist_id=specialist_id)

        return await _change(self.storage, self.clock(), user_id, by, changed)


@dataclass(frozen=True, slots=True)
class RemoveMember:
    """Nothing of the business is open to this person from now on. Who is gone already stays so.

    Raises:
        NotAllowed, MemberNotFound, LastOwner.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, user_id: int, *, by: int) -> TeamBoard:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await _to_change(tables, by)
            before = await team_board(tables, settings, by, now)
            person = before.person(user_id)
            if person.left:
                return before
            after = settings.team.without(user_id)
            await save_team(tables, settings.team, after, now=now)
            role = values.word(person.member.role)
            await note_member(tables, Act.REMOVED_FROM_TEAM, user_id, by=by, now=now, before=role)
            return await team_board(tables, replace(settings, team=after), by, now)


@dataclass(frozen=True, slots=True)
class BringBack:
    """Who was taken off the team lately has the role of before again. Who is of the team already stays as he is.

    Raises:
        NotAllowed, MemberNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, user_id: int, *, by: int) -> TeamBoard:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await _to_change(tables, by)
            before = await team_board(tables, settings, by, now)
            person = before.person(user_id)
            if not person.left:
                return before
            after = settings.team.with_member(person.member)
            await save_team(tables, settings.team, after, now=now)
            await note_member(tables, Act.BROUGHT_BACK, user_id, by=by, now=now, after=values.word(person.member.role))
            return await team_board(tables, replace(settings, team=after), by, now)


async def _change(
    storage: Storage, now: datetime, user_id: int, by: int, changed: Callable[[Member], Member]
) -> TeamBoard:
    async with storage.writing() as tables:
        settings = await _to_change(tables, by)
        old = settings.team.member(user_id)
        if old is None:
            raise MemberNotFound(user_id)
        new = changed(old)
        await require_specialist(tables, new.specialist_id)
        after = settings.team.with_member(new)
        await save_team(tables, settings.team, after, now=now)
        await _note_change(tables, old, new, by, now)
        return await team_board(tables, replace(settings, team=after), by, now)


async def _to_change(tables: Tables, by: int) -> BusinessSettings:
    """One owner at a time: two who take each other off leave one. Raises ``NotAllowed``."""
    await tables.specialists.lock()
    settings = await read_settings(tables)
    settings.require_owner(by)
    return settings


async def _note_change(tables: Tables, old: Member, new: Member, by: int, now: datetime) -> None:
    if new.role is not old.role:
        roles = [values.word(one.role) for one in (old, new)]
        await note_member(tables, Act.ROLE_CHANGED, new.user_id, by=by, now=now, before=roles[0], after=roles[1])
    if new.specialist_id != old.specialist_id:
        names = [await _named(tables, one.specialist_id) for one in (old, new)]
        act = Act.OWN_SCHEDULE_CHANGED
        await note_member(tables, act, new.user_id, by=by, now=now, before=names[0], after=names[1])


async def note_member(
    tables: Tables, act: Act, user_id: int, *, by: int, now: datetime, before: str = "", after: str = ""
) -> None:
    """A line about one of the team, whose name is looked up when it is read."""
    known = await tables.customers.by_user(user_id)
    subject, customer_id = (str(user_id), None) if known is None else ("", known.id)
    await note(tables, act, by=by, now=now, subject=subject, before=before, after=after, customer_id=customer_id)


async def _named(tables: Tables, specialist_id: int | None) -> str:
    names = {one.id: one.name for one in await tables.specialists.all()}
    return values.word("none") if specialist_id is None else values.text(names.get(specialist_id, ""))


async def require_specialist(tables: Tables, specialist_id: int | None) -> str | None:
    """Her name; None for nobody. Raises ``SpecialistNotFound``."""
    if specialist_id is None:
        return None
    for specialist in await tables.specialists.all():
        if specialist.id == specialist_id:
            return specialist.name
    raise SpecialistNotFound(specialist_id)


async def team_board(tables: Tables, settings: BusinessSettings, by: int, now: datetime) -> TeamBoard:
    """What ``by``, who may see it, sees."""
    people = await tables.staff.people()
    return TeamBoard(
        people=(*(one for one in people if not one.left), *(one for one in people if one.left)),
        invitations=tuple(one for one in await tables.invitations.open(now) if one.invited_by in settings.team.owners),
        specialists=tuple(await tables.specialists.all()),
        team=settings.team,
        may_change=by in settings.team.owners,
        own_hours=bool(settings.own_hours),
        asked_by=by,
    )
