"""Moving and cancelling a booking."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from services.booking_bot.domain.bookings import Booking, BookingState
from services.booking_bot.domain.errors import (
    BookingCancelled,
    BookingNotFound,
    BookingStarted,
    NotAllowed,
    NotYourBooking,
    SlotTaken,
    TimeRefused,
)
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.use_cases.bookings import GetBooking
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SECOND_ADMIN, Salon, as_customer, as_owner, at

FORGED_IDS = (999, 0, -5, 10**30)


async def test_move_by_half_the_visit_counts_its_own_time_as_free(salon: Salon) -> None:
    before = await salon.book(at("15:00"))

    after = await salon.move(before.id, at("15:30"), by=as_customer(ALICE))

    assert (after.start, after.end, after.version) == (at("15:30"), at("16:30"), 2)
    assert await salon.my_bookings(user_id=ALICE) == [after]
    assert {at("14:00"), at("14:30"), at("16:30")} < set(await salon.free())
    assert at("15:00") not in await salon.free()


async def test_list_for_a_move_is_exactly_where_it_can_go(salon: Salon) -> None:
    booking = await salon.book(at("12:00"))
    await salon.book(at("13:30"), BOB)
    offered = await salon.free(moving=booking)

    reached = []
    for minute in range(9 * 60, 20 * 60, 15):
        try:
            moved = await salon.move(booking.id, at(f"{minute // 60}:{minute % 60}"), by=as_customer(ALICE))
        except TimeRefused:
            continue
        reached.append(moved.start)

    assert at("12:00") in offered
    assert reached == offered


async def test_move_onto_another_visit_is_refused_and_changes_nothing(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    await salon.book(at("16:30"), BOB)

    with pytest.raises(SlotTaken) as refused:
        await salon.move(booking.id, at("16:00"), by=as_customer(ALICE))

    assert refused.value.nearest == (at("14:30"), at("15:00"), at("15:30"))
    assert await salon.my_bookings(user_id=ALICE) == [booking]


async def test_move_keeps_what_was_booked_after_the_service_was_edited(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    await salon.edit_service(salon.haircut.id, by=OWNER, minutes=180, price=1)
    await salon.hide_service(salon.haircut.id, by=OWNER)

    moved = await salon.move(booking.id, at("18:00"), by=as_customer(ALICE))

    assert (moved.minutes, moved.costs.amount) == (60, 1500_00)


async def test_move_to_where_it_is_changes_nothing_and_tells_nobody(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    await salon.notices()

    assert await salon.move(booking.id, at("15:00"), by=as_customer(ALICE)) == booking
    assert await salon.notices() == []


async def test_two_bookings_moved_to_one_time_at_once_do_not_meet(salon: Salon) -> None:
    bookings = [await salon.book(at("10:00")), await salon.book(at("12:00"), BOB)]

    outcomes = await asyncio.gather(
        *(
            salon.move(booking.id, at("15:00"), by=as_customer(user_id))
            for booking, user_id in zip(bookings, (ALICE, BOB), strict=True)
        ),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Booking", "SlotTaken"]


async def test_same_update_twice_moves_once(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    await salon.notices()

    for _ in range(2):
        moved = await salon.move(booking.id, at("16:00"), by=as_customer(ALICE), update_id=9)

        assert (moved.start, moved.version) == (at("16:00"), 2)
    assert len(await salon.notices()) == 2


async def test_cancelled_booking_frees_its_time_and_cannot_be_changed(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))

    cancelled = await salon.cancel(booking.id, by=as_customer(ALICE), update_id=9)

    assert (cancelled.state, cancelled.start) == (BookingState.CANCELLED, at("15:00"))
    assert await salon.my_bookings(user_id=ALICE) == []
    assert (await salon.board(MONDAY, by=OWNER)).bookings == ()
    assert (await salon.book(at("15:00"), BOB)).start == at("15:00")
    assert await salon.cancel(booking.id, by=as_customer(ALICE), update_id=9) == cancelled
    with pytest.raises(BookingCancelled):
        await salon.cancel(booking.id, by=as_customer(ALICE), update_id=10)
    with pytest.raises(BookingCancelled):
        await salon.move(booking.id, at("17:00"), by=as_customer(ALICE))
    with pytest.raises(BookingCancelled):
        await salon.free(moving=booking)


async def test_ten_cancels_at_once_cancel_once(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    await salon.notices()

    outcomes = await asyncio.gather(
        *(salon.cancel(booking.id, by=as_customer(ALICE), update_id=number) for number in range(10)),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes].count(Booking) == 1
    assert [type(outcome) for outcome in outcomes].count(BookingCancelled) == 9
    assert len(await salon.notices()) == 2


async def test_booking_of_somebody_else_is_out_of_reach(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))

    for user_id in (BOB, OWNER):
        with pytest.raises(NotYourBooking):
            await salon.move(booking.id, at("17:00"), by=as_customer(user_id))
        with pytest.raises(NotYourBooking):
            await salon.cancel(booking.id, by=as_customer(user_id))
        with pytest.raises(NotYourBooking):
            await salon.free(moving=booking, by=as_customer(user_id))
        with pytest.raises(NotYourBooking):
            await GetBooking(salon.storage)(booking.id, by=as_customer(user_id))
    with pytest.raises(NotAllowed):
        await salon.cancel(booking.id, by=as_owner(BOB))
    with pytest.raises(NotAllowed):
        await salon.move(booking.id, at("17:00"), by=as_owner(BOB))
    with pytest.raises(NotAllowed):
        await GetBooking(salon.storage)(booking.id, by=as_owner(BOB))
    assert await salon.my_bookings(user_id=ALICE) == [booking]


@pytest.mark.parametrize("forged", FORGED_IDS)
async def test_forged_booking_id_is_not_found(salon: Salon, forged: int) -> None:
    with pytest.raises(BookingNotFound):
        await salon.cancel(forged, by=as_customer(ALICE))
    with pytest.raises(BookingNotFound):
        await salon.move(forged, at("17:00"), by=as_owner())


async def test_customer_cannot_change_a_visit_that_began_and_the_owner_can(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    salon.clock.now = at("15:00")

    with pytest.raises(BookingStarted):
        await salon.cancel(booking.id, by=as_customer(ALICE))
    with pytest.raises(BookingStarted):
        await salon.move(booking.id, at("17:00"), by=as_customer(ALICE))
    moved = await salon.move(booking.id, at("15:20"), by=as_owner())
    assert moved.start == at("15:20")
    assert (await salon.cancel(booking.id, by=as_owner())).state is BookingState.CANCELLED


async def test_owner_moves_to_any_minute_and_the_customer_is_told(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))
    await salon.notices()

    await salon.move(booking.id, at("16:10", date(2026, 3, 3)), by=as_owner())
    await salon.cancel(booking.id, by=as_owner())

    told = [(notice.kind, notice.user_id) for notice in await salon.notices()]
    assert told == [
        (NoticeKind.OWNER_MOVED, SECOND_ADMIN),
        (NoticeKind.CUSTOMER_MOVED, ALICE),
        (NoticeKind.OWNER_CANCELLED, SECOND_ADMIN),
        (NoticeKind.CUSTOMER_CANCELLED, ALICE),
    ]
