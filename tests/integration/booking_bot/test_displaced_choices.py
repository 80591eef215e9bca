"""Somebody else at the same time: offered when she is free, taken when she still is."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.errors import (
    NotYourBooking,
    TimeRefused,
)
from services.booking_bot.domain.errors_displacement import (
    NotDisplaced,
    SpecialistBusy,
)
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.domain.prices import Price
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.displaced_choices import GetChoices
from services.booking_bot.use_cases.displacement_lists import (
    GetDisplacement,
)
from services.booking_bot.use_cases.free_times import ForVisit
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.reassign_booking import ReassignBooking
from services.booking_bot.use_cases.specialists import AddSpecialist, EditSpecialist, SetOwnTerms
from tests.support.displacing import IVAN, MOVED, ON_SQLITE, book, get, ill, kinds, mine, petr, reassign, states
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, as_owner, at


@ON_SQLITE
async def test_price_stays_when_somebody_else_does_it_at_the_same_time(ward: Salon) -> None:
    other = await petr(ward)
    await SetOwnTerms(ward.storage)(other, ward.haircut.id, by=OWNER, price=9_000_00)
    shown = await ill(ward)
    await ward.notices()
    before = await mine(ward)

    after = await reassign(ward, before, other)

    assert [part.specialist_id for part in after.parts] == [other]
    assert (after.start, after.costs, after.version) == (before.start, Price(1500_00, "RUB"), before.version + 1)
    assert (after.moves, after.displaced) == (0, False)
    assert (await states(ward))["Alice"] is MOVED
    assert kinds(await ward.notices()) == []
    assert (await GetDisplacement(ward.storage)(1, by=OWNER)).displacement.version == shown.displacement.version + 1
    with pytest.raises(NotDisplaced):
        await reassign(ward, after, other)
    await book(ward, "15:00", BOB, day=MONDAY + timedelta(days=1))
    with pytest.raises(NotDisplaced):
        await GetChoices(ward.storage, ward.clock)(after.id, by=as_customer(ALICE))


@ON_SQLITE
async def test_only_who_is_free_and_quick_enough_is_offered_and_the_tap_asks_again(ward: Salon) -> None:
    other, alice, bob = await petr(ward), await mine(ward), await mine(ward, BOB)
    await book(ward, "16:00", ALICE, who=other)
    await ill(ward)
    choices = GetChoices(ward.storage, ward.clock)
    assert [one.id for one in (await choices(alice.id, by=as_owner())).others] == [other]
    assert (await choices(bob.id, by=as_customer(BOB))).others == ()
    with pytest.raises(SpecialistBusy):
        await reassign(ward, bob, other, BOB)
    third = (await AddSpecialist(ward.storage, ward.clock)(by=OWNER, name="Анна")).specialist
    assert (await choices(bob.id, by=as_customer(BOB))).others == (third,)
    await EditSpecialist(ward.storage)(third.id, by=OWNER, active=False)
    with pytest.raises(SpecialistBusy):
        await reassign(ward, alice, IVAN)
    with pytest.raises(NotYourBooking):
        await choices(alice.id, by=as_customer(BOB))

    await SetOwnTerms(ward.storage)(other, ward.haircut.id, by=OWNER, minutes=75)
    assert (await choices(alice.id, by=as_owner())).others == ()
    await SetOwnTerms(ward.storage)(other, ward.haircut.id, by=OWNER, minutes=45)
    await HoldTime(ward.storage, ward.clock)(ForVisit(Plan.of(ward.haircut.id, other)), at("15:00"), user_id=BOB)
    assert (await choices(alice.id, by=as_owner())).others == ()
    assert (await get(ward, alice)).displaced


async def test_two_take_the_same_specialist_at_once_and_one_gets_her(ward: Salon) -> None:
    other, alice = await petr(ward), await mine(ward)
    await ill(ward)
    ended = await asyncio.gather(
        reassign(ward, alice, other), book(ward, "15:00", BOB, who=other), return_exceptions=True
    )
    assert sum(isinstance(one, SpecialistBusy | TimeRefused) for one in ended) == 1
    assert sum(isinstance(one, Booking) for one in ended) == 1


async def test_somebody_else_does_the_parts_that_are_hit_and_no_others(salon: Salon) -> None:
    other = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Пётр")).specialist.id
    third = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    await salon.change_settings(by=OWNER, most_services=2)
    beard = await salon.add_service(by=OWNER, name="Борода", minutes=30, price=500_00)
    plan = Plan((Item(salon.haircut.id, IVAN), Item(beard.id, other)))
    booking = await Book(salon.storage, salon.clock)(user_id=ALICE, plan=plan, start=at("15:00"))
    salon.clock.now = at("12:00")
    await salon.notices()
    await ill(salon)

    after = await ReassignBooking(salon.storage, salon.clock)(booking.id, third, by=as_owner(), update_id=9)
    again = await ReassignBooking(salon.storage, salon.clock)(booking.id, third, by=as_owner(), update_id=9)

    assert after == again
    assert [part.specialist_id for part in after.parts] == [third, other]
    assert kinds(await salon.notices()) == [(NoticeKind.CUSTOMER_REASSIGNED, ALICE)]
