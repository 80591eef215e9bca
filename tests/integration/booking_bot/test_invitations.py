"""Invitations, and what an owner changes about the team, in both engines."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import LastOwner, NotAllowed, SpecialistNotFound
from services.booking_bot.domain.errors_team import (
    AlreadyInTeam,
    InvitationCalledOff,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    MemberNotFound,
    NoSchedule,
)
from services.booking_bot.domain.invitations import KEEP_INVITATIONS, VALID_FOR
from services.booking_bot.domain.one_time_codes import new_code
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.team import BACK_WITHIN, Member, Role, Team
from services.booking_bot.use_cases.invitations import (
    AcceptInvitation,
    CallOffInvitation,
    InviteToTeam,
    JoinedTold,
    LookAtInvitation,
    NextJoined,
)
from services.booking_bot.use_cases.notices import TidyUp
from services.booking_bot.use_cases.settings import EnvironmentSettings, ReadSettings
from services.booking_bot.use_cases.team import BringBack, ChangeRole, GetTeam, RemoveMember, SetOwnSchedule
from tests.support.salon import ALICE, BOB, OWNER, SECOND_ADMIN, Salon, at

FIRST = 1
"""The id of the first specialist."""


async def team(salon: Salon) -> Team:
    return (await ReadSettings(salon.storage)()).team


async def acts(salon: Salon) -> list[tuple[Act, int | None]]:
    async with salon.storage.reading() as tables:
        return [(entry.act, entry.by) for entry in await tables.audit.page(limit=20)]


async def invited(salon: Salon, role: Role = Role.ADMIN, who: int | None = None, update_id: int | None = None) -> str:
    return (await InviteToTeam(salon.storage, salon.clock)(role, who, by=OWNER, update_id=update_id)).code


async def test_who_opens_a_link_joins_once_and_who_invited_hears_of_it(salon: Salon) -> None:
    code = await invited(salon, Role.SPECIALIST, FIRST)
    look, accept = LookAtInvitation(salon.storage, salon.clock), AcceptInvitation(salon.storage, salon.clock)
    next_joined = NextJoined(salon.storage)

    offer = await look(code, user_id=BOB)
    nobody_yet = await next_joined()
    salon.storage.notice_written.clear()
    joined = [await accept(code, user_id=BOB) for _ in range(2)]

    assert (offer.invitation.role, offer.specialist, nobody_yet) == (Role.SPECIALIST, "Salon", None)
    assert joined == [Member(BOB, Role.SPECIALIST, FIRST)] * 2
    assert salon.storage.notice_written.is_set()
    assert (await team(salon)).member(BOB) == joined[0]
    assert (await acts(salon))[:2] == [(Act.JOINED, BOB), (Act.INVITED, OWNER)]
    with pytest.raises(InvitationUsed):
        await accept(code, user_id=ALICE)
    told = await next_joined()
    assert told is not None
    assert (told[0].invited_by, told[1].name, told[1].specialist) == (OWNER, "Bob", "Salon")
    await JoinedTold(salon.storage)(told[0])
    assert await next_joined() is None


async def test_two_who_open_one_link_at_once_are_one_member(salon: Salon) -> None:
    code, accept = await invited(salon), AcceptInvitation(salon.storage, salon.clock)

    results = await asyncio.gather(*(accept(code, user_id=who) for who in (ALICE, BOB)), return_exceptions=True)

    assert sorted(type(result).__name__ for result in results) == ["InvitationUsed", "Member"]
    assert len((await team(salon)).members) == 3


async def test_a_link_that_was_cut_called_off_or_is_old_is_refused(salon: Salon) -> None:
    look = LookAtInvitation(salon.storage, salon.clock)
    code, off = await invited(salon), await invited(salon)
    board = await GetTeam(salon.storage, salon.clock)(by=OWNER)
    call_off = CallOffInvitation(salon.storage, salon.clock)
    after = [await call_off(board.invitations[0].id, by=OWNER) for _ in range(2)][-1]

    assert (len(board.invitations), len(after.invitations)) == (2, 1)
    with pytest.raises(InvitationCalledOff):
        await look(off, user_id=BOB)
    for wrong in (new_code(), code[:-1], "", "'; --"):
        with pytest.raises(InvitationUnknown):
            await look(wrong, user_id=BOB)
    with pytest.raises(AlreadyInTeam):
        await AcceptInvitation(salon.storage, salon.clock)(code, user_id=OWNER)
    salon.clock.now += VALID_FOR
    with pytest.raises(InvitationExpired):
        await AcceptInvitation(salon.storage, salon.clock)(code, user_id=BOB)
    assert (await GetTeam(salon.storage, salon.clock)(by=OWNER)).invitations == ()
    salon.clock.now += KEEP_INVITATIONS + timedelta(minutes=1)
    await TidyUp(salon.storage, salon.clock)()
    with pytest.raises(InvitationUnknown):
        await look(code, user_id=BOB)


async def test_a_repeated_update_makes_no_second_invitation_and_its_newer_link_opens(lone_salon: Salon) -> None:
    codes = [await invited(lone_salon, update_id=5) for _ in range(2)]

    assert len((await GetTeam(lone_salon.storage, lone_salon.clock)(by=OWNER)).invitations) == 1
    with pytest.raises(InvitationUnknown):
        await LookAtInvitation(lone_salon.storage, lone_salon.clock)(codes[0], user_id=BOB)
    await AcceptInvitation(lone_salon.storage, lone_salon.clock)(codes[1], user_id=BOB)


async def test_the_code_itself_is_kept_nowhere(lone_salon: Salon) -> None:
    code = await invited(lone_salon)

    async with lone_salon.storage.reading() as tables:
        rows = await tables.invitations.executor.rows("SELECT * FROM invitations")  # type: ignore[attr-defined]
    assert code not in str(rows)


async def test_roles_change_and_the_last_owner_stays(lone_salon: Salon) -> None:
    change = ChangeRole(lone_salon.storage, lone_salon.clock)

    await change(SECOND_ADMIN, Role.SPECIALIST, by=OWNER, specialist_id=FIRST)
    as_before = await change(SECOND_ADMIN, Role.ADMIN, by=OWNER)

    assert as_before.team.member(SECOND_ADMIN) == Member(SECOND_ADMIN, Role.ADMIN, FIRST)
    assert (await acts(lone_salon))[:3] == [
        (Act.ROLE_CHANGED, OWNER),
        (Act.OWN_SCHEDULE_CHANGED, OWNER),
        (Act.ROLE_CHANGED, OWNER),
    ]
    for user_id in (OWNER,):
        with pytest.raises(LastOwner):
            await change(user_id, Role.ADMIN, by=OWNER)
        with pytest.raises(LastOwner):
            await RemoveMember(lone_salon.storage, lone_salon.clock)(user_id, by=OWNER)
    with pytest.raises(NotAllowed):
        await change(SECOND_ADMIN, Role.OWNER, by=SECOND_ADMIN)
    with pytest.raises(NoSchedule):
        await change(OWNER, Role.SPECIALIST, by=OWNER)
    with pytest.raises(MemberNotFound):
        await change(ALICE, Role.ADMIN, by=OWNER)
    with pytest.raises(SpecialistNotFound):
        await SetOwnSchedule(lone_salon.storage, lone_salon.clock)(OWNER, 999, by=OWNER)


async def test_two_owners_who_take_each_other_off_leave_one(salon: Salon) -> None:
    remove = RemoveMember(salon.storage, salon.clock)

    await asyncio.gather(remove(SECOND_ADMIN, by=OWNER), remove(OWNER, by=SECOND_ADMIN), return_exceptions=True)

    assert len((await team(salon)).owners) == 1


async def test_who_was_taken_off_hears_nothing_more_and_can_be_brought_back_for_a_week(salon: Salon) -> None:
    await ChangeRole(salon.storage, salon.clock)(SECOND_ADMIN, Role.ADMIN, by=OWNER)
    await salon.book(at("15:00"))
    remove, bring_back = RemoveMember(salon.storage, salon.clock), BringBack(salon.storage, salon.clock)

    board = await remove(SECOND_ADMIN, by=OWNER)
    told = {notice.user_id for notice in await salon.notices()}
    back = [await bring_back(SECOND_ADMIN, by=OWNER) for _ in range(2)][-1]

    assert [person.left for person in board.people] == [False, True]
    assert told == {OWNER}
    assert back.team == Team((Member(OWNER, Role.OWNER), Member(SECOND_ADMIN, Role.ADMIN)))
    assert await team(salon) == back.team
    with pytest.raises(NotAllowed):
        await GetTeam(salon.storage, salon.clock)(by=ALICE)
    await remove(SECOND_ADMIN, by=OWNER)
    salon.clock.now += BACK_WITHIN + timedelta(minutes=1)
    await TidyUp(salon.storage, salon.clock)()
    with pytest.raises(MemberNotFound):
        await bring_back(SECOND_ADMIN, by=OWNER)


async def test_an_admin_sees_the_team_and_invitations_of_a_former_owner_are_void(lone_salon: Salon) -> None:
    code = (await InviteToTeam(lone_salon.storage, lone_salon.clock)(Role.OWNER, by=SECOND_ADMIN)).code
    await lone_salon.apply(EnvironmentSettings(admin_ids=(OWNER,)))

    board = await GetTeam(lone_salon.storage, lone_salon.clock)(by=OWNER)

    assert (board.invitations, board.may_change) == ((), True)
    with pytest.raises(InvitationCalledOff):
        await AcceptInvitation(lone_salon.storage, lone_salon.clock)(code, user_id=BOB)


def test_settings_know_whom_the_business_is_open_to() -> None:
    settings = BusinessSettings(team=Team((Member(BOB, Role.SPECIALIST, FIRST),)))

    assert settings.require_staff(BOB) == Member(BOB, Role.SPECIALIST, FIRST)
    for require in (settings.require_admin, settings.require_owner):
        with pytest.raises(NotAllowed):
            require(BOB)
