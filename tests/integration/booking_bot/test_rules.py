"""The rules that bind customers: until when, how often, and not in two places at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.bookings import CancelReason
from services.booking_bot.domain.errors import (
    OwnVisit,
    TooLateToCancel,
    TooLateToMove,
    TooManyBookings,
    TooManyMoves,
)
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Plan
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.free_times import ForMove, ForVisit, FreeSlots
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, as_owner, at


async def test_moving_and_cancelling_have_windows_of_their_own_and_the_owner_has_none(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, move_until_minutes=120, cancel_until_minutes=60)
    booking = await salon.book(at("15:00"))

    salon.clock.now = at("13:01")
    with pytest.raises(TooLateToMove):
        await salon.move(booking.id, at("16:00"), by=as_customer(ALICE))
    with pytest.raises(TooLateToMove):
        await FreeSlots(salon.storage, salon.clock)(ForMove(booking.id), MONDAY, by=as_customer(ALICE))
    moved = await salon.move(booking.id, at("16:00"), by=as_owner())
    salon.clock.now = at("15:00")
    assert (await salon.cancel(moved.id, by=as_customer(ALICE))).version == 3

    booking = await salon.book(at("17:00"))
    salon.clock.now = at("16:01")
    with pytest.raises(TooLateToCancel):
        await salon.cancel(booking.id, by=as_customer(ALICE))
    await salon.cancel(booking.id, by=as_owner())


async def test_moves_of_the_customer_are_counted_those_of_the_owner_are_not(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, most_moves=1)
    booking = await salon.book(at("10:00"))
    await salon.move(booking.id, at("11:00"), by=as_owner())
    await salon.move(booking.id, at("11:00"), by=as_customer(ALICE))  # where it is: no move
    await salon.move(booking.id, at("12:00"), by=as_customer(ALICE))
    with pytest.raises(TooManyMoves):
        await salon.move(booking.id, at("13:00"), by=as_customer(ALICE))


async def test_bookings_ahead_are_limited_and_asking_again_for_one_is_not_a_new_one(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, most_bookings=1)
    first = await salon.book(at("10:00"))
    assert await salon.book(at("10:00")) == first
    with pytest.raises(TooManyBookings):
        await salon.book(at("12:00"))
    await salon.book(at("12:00"), BOB)
    await salon.cancel(first.id, by=as_customer(ALICE))
    await salon.book(at("14:00"))


async def test_customer_is_in_one_place_at_a_time_and_the_list_knows_it(salon: Salon) -> None:
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    first = (await salon.book(at("12:00"))).parts[0].specialist_id
    assert first != anna
    book, slots = Book(salon.storage, salon.clock), FreeSlots(salon.storage, salon.clock)
    purpose = ForVisit(Plan.of(salon.haircut.id, anna))

    hers = (await slots(purpose, MONDAY, by=as_customer(ALICE))).starts
    assert [at("11:00"), at("13:00")] == [start for start in hers if at("11:00") <= start <= at("13:00")]
    assert at("12:00") in (await slots(purpose, MONDAY, by=as_customer(BOB))).starts
    with pytest.raises(OwnVisit):
        await book(user_id=ALICE, plan=Plan.of(salon.haircut.id, anna), start=at("12:30"))
    other = await book(user_id=ALICE, plan=Plan.of(salon.haircut.id, anna), start=at("15:00"))
    for by, told_business in ((as_customer(ALICE), False), (as_owner(), True)):
        with pytest.raises(OwnVisit) as refused:
            await salon.move(other.id, at("12:30"), by=by)
        assert refused.value.told_business is told_business
    await book(user_id=BOB, plan=Plan.of(salon.haircut.id, anna), start=at("12:30"))


async def test_storage_refuses_a_customer_in_two_places_whoever_writes_the_row(salon: Salon) -> None:
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    await salon.book(at("12:00"))
    other = await Book(salon.storage, salon.clock)(
        user_id=ALICE, plan=Plan.of(salon.haircut.id, anna), start=at("15:00")
    )
    with pytest.raises(TimeOverlaps):
        async with salon.storage.writing() as tables:
            await tables.bookings.move(other, at("12:30"), [{}], counted=False)
    assert (await salon.my_bookings(user_id=ALICE))[1].start == at("15:00")


async def test_reason_of_a_cancellation_reaches_the_other_side(salon: Salon) -> None:
    booking = await salon.book(at("10:00"))
    await salon.notices()
    await salon.cancel(booking.id, by=as_customer(ALICE), reason=CancelReason.ILL)
    told = await salon.notices()
    assert {(notice.kind, notice.facts.cancel_reason) for notice in told} == {
        (NoticeKind.OWNER_CANCELLED, CancelReason.ILL)
    }

    booking = await salon.book(at("12:00"))
    await salon.notices()
    salon.clock.now += timedelta(minutes=1)
    cancelled = await salon.cancel(booking.id, by=as_owner(), reason=CancelReason.CLOSED)
    assert cancelled.cancel_reason is CancelReason.CLOSED
    assert (NoticeKind.CUSTOMER_CANCELLED, CancelReason.CLOSED) in {
        (notice.kind, notice.facts.cancel_reason) for notice in await salon.notices()
    }
