"""Who may join by an invitation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.booking_bot.domain.errors_team import (
    AlreadyInTeam,
    InvitationCalledOff,
    InvitationExpired,
    InvitationUsed,
)
from services.booking_bot.domain.invitations import VALID_FOR, Invitation, InvitationState, require_usable
from services.booking_bot.domain.team import Member, Role, Team
from tests.support.salon import ALICE, BOB, OWNER, SUNDAY_NOON

TEAM = Team((Member(OWNER, Role.OWNER), Member(BOB, Role.ADMIN)))
OPEN = Invitation(1, Role.SPECIALIST, 7, OWNER, SUNDAY_NOON + VALID_FOR)
LAST_MOMENT = OPEN.expires_at - timedelta(seconds=1)


def test_an_open_one_can_be_used_until_its_last_moment() -> None:
    require_usable(OPEN, TEAM, ALICE, LAST_MOMENT)

    assert OPEN.member(ALICE) == Member(ALICE, Role.SPECIALIST, 7)
    with pytest.raises(InvitationExpired):
        require_usable(OPEN, TEAM, ALICE, OPEN.expires_at)


def test_one_that_was_used_or_called_off_cannot() -> None:
    with pytest.raises(InvitationUsed):
        require_usable(replace(OPEN, state=InvitationState.ACCEPTED, accepted_by=3), TEAM, ALICE, SUNDAY_NOON)
    with pytest.raises(InvitationCalledOff):
        require_usable(replace(OPEN, state=InvitationState.CALLED_OFF), TEAM, ALICE, SUNDAY_NOON)


def test_an_invitation_of_who_is_no_owner_any_more_is_none() -> None:
    for sender in (BOB, 999):
        with pytest.raises(InvitationCalledOff):
            require_usable(replace(OPEN, invited_by=sender), TEAM, ALICE, SUNDAY_NOON)


@pytest.mark.parametrize("user_id", [OWNER, BOB])
def test_nobody_of_the_team_changes_his_role_by_a_link(user_id: int) -> None:
    with pytest.raises(AlreadyInTeam) as refused:
        require_usable(OPEN, TEAM, user_id, SUNDAY_NOON)
    assert refused.value.role is (Role.OWNER if user_id == OWNER else Role.ADMIN)
