"""Who of the team may see and change what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.booking_bot.domain.authority import (
    require_may_change,
    require_may_plan,
    require_may_set_hours,
    require_whose,
    seen_by,
)
from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.errors import HoursNotHers, NotAllowed, NotYourBooking, SharedVisit
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.team import Member, Role, Team
from tests.unit.booking_bot.domain.test_shares import ANNA, BOTH, CUT, OLGA

OWNER, ADMIN, HERSELF, STRANGER, CUSTOMER = 100, 101, 102, 103, 104
SETTINGS = BusinessSettings(
    team=Team((Member(OWNER, Role.OWNER), Member(ADMIN, Role.ADMIN, OLGA), Member(HERSELF, Role.SPECIALIST, ANNA)))
)
ALONE = replace(BOTH, parts=(CUT,))
VISIT = replace(BOTH, customer=replace(BOTH.customer, user_id=CUSTOMER))


def staff(user_id: int) -> Actor:
    return Actor(user_id, Side.BUSINESS)


def test_owners_and_admins_see_all_of_a_visit_and_a_specialist_her_part() -> None:
    assert [seen_by(SETTINGS, BOTH, staff(who)) for who in (OWNER, ADMIN)] == [BOTH, BOTH]
    assert seen_by(SETTINGS, BOTH, staff(HERSELF)).parts == (CUT,)


def test_nobody_sees_what_is_not_his() -> None:
    with pytest.raises(NotYourBooking):
        seen_by(SETTINGS, replace(BOTH, parts=BOTH.parts[1:]), staff(HERSELF))
    with pytest.raises(NotAllowed):
        seen_by(SETTINGS, BOTH, staff(STRANGER))
    for who in (STRANGER, OWNER, HERSELF):
        with pytest.raises(NotYourBooking):
            seen_by(SETTINGS, VISIT, Actor(who))
    assert seen_by(SETTINGS, VISIT, Actor(CUSTOMER)) == VISIT


def test_a_visit_with_a_colleague_is_changed_by_who_manages() -> None:
    for who in (OWNER, ADMIN):
        require_may_change(SETTINGS, BOTH, staff(who))
    require_may_change(SETTINGS, ALONE, staff(HERSELF))
    require_may_change(SETTINGS, VISIT, Actor(CUSTOMER))

    with pytest.raises(SharedVisit):
        require_may_change(SETTINGS, BOTH, staff(HERSELF))
    with pytest.raises(NotAllowed):
        require_may_change(SETTINGS, ALONE, staff(STRANGER))


def test_a_specialist_plans_for_herself_alone() -> None:
    for by in (staff(OWNER), Actor(STRANGER)):
        require_may_plan(SETTINGS, Plan.of(1), by)
    require_may_plan(SETTINGS, Plan((Item(1, ANNA), Item(2, ANNA))), staff(HERSELF))

    for plan in (Plan.of(1), Plan.of(1, OLGA), Plan((Item(1, ANNA), Item(2, OLGA))), Plan((Item(1, ANNA), Item(2)))):
        with pytest.raises(NotAllowed):
            require_may_plan(SETTINGS, plan, staff(HERSELF))
    with pytest.raises(NotAllowed):
        require_may_plan(SETTINGS, Plan.of(1, ANNA), staff(STRANGER))


def test_her_hours_are_hers_as_long_as_the_owner_lets_her() -> None:
    strict = replace(SETTINGS, own_hours=0)
    for settings in (SETTINGS, strict):
        for whose in (ANNA, OLGA, None):
            require_may_set_hours(settings, ADMIN, whose)
    require_may_set_hours(SETTINGS, HERSELF, ANNA)

    with pytest.raises(HoursNotHers):
        require_may_set_hours(strict, HERSELF, ANNA)
    for whose in (OLGA, None):
        with pytest.raises(NotAllowed):
            require_may_set_hours(SETTINGS, HERSELF, whose)
    with pytest.raises(NotAllowed):
        require_may_set_hours(SETTINGS, STRANGER, ANNA)


def test_figures_of_others_are_not_hers() -> None:
    herself = Member(HERSELF, Role.SPECIALIST, ANNA)
    require_whose(herself, ANNA)
    require_whose(Member(ADMIN, Role.ADMIN, OLGA), None)

    for whose in (OLGA, None):
        with pytest.raises(NotAllowed):
            require_whose(herself, whose)


def test_nobody_is_a_specialist_of_nothing() -> None:
    with pytest.raises(ValueError, match="without a schedule"):
        Member(HERSELF, Role.SPECIALIST)
