"""The list of answers that each admin has: owed what has changed, and by whom it was settled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.errors_displacement import (
    NotDisplaced,
)
from services.booking_bot.use_cases.displaced import MarkCalled
from services.booking_bot.use_cases.displacement_lists import (
    BETWEEN_EDITS,
    GetDisplacement,
    ListShown,
    NextListDue,
    ShowList,
    TurnList,
)
from services.booking_bot.use_cases.settings import EnvironmentSettings
from tests.support.displacing import (
    CALLED,
    CANCELLED,
    DISPLACED,
    ON_SQLITE,
    TO_CALL,
    get,
    ill,
    kinds,
    mine,
    owed,
    states,
)
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SECOND_ADMIN, Salon, as_customer, as_owner, at


@ON_SQLITE
async def test_i_called_settles_a_visit_by_hand_and_can_be_taken_back(ward: Salon) -> None:
    await ill(ward)
    called, alice = MarkCalled(ward.storage, ward.clock), await mine(ward)
    shown = {entry.booking.id: entry.displaced for entry in (await GetDisplacement(ward.storage)(1, by=OWNER)).entries}
    for _ in range(2):
        await called(shown[alice.id].id, by=OWNER)
    assert (await states(ward))["Alice"] is CALLED
    assert (await get(ward, alice)).start == alice.start
    assert kinds(await ward.notices()) == [(DISPLACED, BOB)]
    await called(shown[alice.id].id, by=OWNER, called=False)
    assert (await states(ward))["Alice"] is TO_CALL
    await called(shown[alice.id].id, by=OWNER)
    await ward.move(alice.id, at("12:00", MONDAY + timedelta(days=1)), by=as_owner())
    with pytest.raises(NotDisplaced):
        await called(shown[alice.id].id, by=OWNER, called=False)
    with pytest.raises(NotDisplaced):
        await called(99, by=OWNER)


async def test_each_admin_has_a_list_that_is_owed_what_has_changed(ward: Salon) -> None:
    await ill(ward)
    shown, due = ListShown(ward.storage, ward.clock), NextListDue(ward.storage)
    for admin, message in ((OWNER, 11), (SECOND_ADMIN, 12)):
        first = await owed(ward)
        assert first is not None
        assert (first.live.user_id, first.live.message_id, first.live.page) == (admin, None, 0)
        await shown(first, message)
    assert (await owed(ward), await due()) == (None, None)

    await ward.cancel((await mine(ward)).id, by=as_customer(ALICE))
    assert (await owed(ward), await due()) == (None, ward.clock.now + BETWEEN_EDITS)
    ward.clock.now += timedelta(seconds=1)
    await ward.cancel((await mine(ward, BOB)).id, by=as_customer(BOB))
    ward.clock.now += BETWEEN_EDITS
    second = await owed(ward)
    assert second is not None
    assert (second.live.message_id, dict(second.shows.tally)) == (11, {TO_CALL: 1, CANCELLED: 2})


async def test_page_that_is_turned_while_the_list_is_shown_is_not_lost(ward: Salon) -> None:
    begun = await ill(ward)
    shown = await owed(ward)
    assert shown is not None
    await TurnList(ward.storage, ward.clock)(begun.displacement.id, 1, by=OWNER)
    await ListShown(ward.storage, ward.clock)(shown, 11)

    turned = await owed(ward)
    assert turned is not None
    assert (turned.live.user_id, turned.live.message_id, turned.live.page) == (OWNER, 11, 1)
    await ListShown(ward.storage, ward.clock)(turned, 11)
    await ShowList(ward.storage, ward.clock)(begun.displacement.id, by=OWNER)
    anew = await owed(ward)
    assert anew is not None
    assert (anew.live.anew, anew.live.message_id, anew.live.page) == (True, 11, 0)


@ON_SQLITE
async def test_list_of_who_is_no_admin_any_more_goes(ward: Salon) -> None:
    await ill(ward)
    await ward.apply(EnvironmentSettings(admin_ids=(SECOND_ADMIN,)))
    left = await owed(ward)
    assert left is not None
    assert left.live.user_id == SECOND_ADMIN
