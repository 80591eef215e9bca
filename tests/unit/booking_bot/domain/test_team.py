from __future__ import annotations

import pytest

from services.booking_bot.domain.errors import LastOwner
from services.booking_bot.domain.team import Member, Role, Team

OLGA, IRA, PETR = 1, 2, 3
TEAM = Team((Member(OLGA, Role.OWNER), Member(IRA, Role.ADMIN), Member(PETR, Role.SPECIALIST, 7)))


def test_owners_and_admins_manage_and_a_specialist_does_not() -> None:
    assert (TEAM.managers, TEAM.owners) == ((OLGA, IRA), (OLGA,))
    assert [TEAM.member(user_id) for user_id in (PETR, 4)] == [Member(PETR, Role.SPECIALIST, 7), None]


def test_person_has_one_role_and_keeps_the_place() -> None:
    promoted = TEAM.with_member(Member(IRA, Role.OWNER))

    assert promoted.owners == (OLGA, IRA)
    assert promoted.with_member(Member(OLGA, Role.ADMIN)).managers == (OLGA, IRA)


def test_last_owner_stays() -> None:
    with pytest.raises(LastOwner):
        TEAM.without(OLGA)
    with pytest.raises(LastOwner):
        TEAM.with_member(Member(OLGA, Role.ADMIN))

    assert Team().without(OLGA) == Team()
    assert TEAM.without(PETR).members == TEAM.members[:2]
