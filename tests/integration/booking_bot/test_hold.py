"""A time is kept for ten minutes for the customer who looks at it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.errors import NotOffered, SlotTaken, TooLateToMove, TooManyBookings, TooSoon
from services.booking_bot.domain.holds import HELD_FOR
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.free_times import ForMove, ForVisit
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.resources import AddResource, SetNeed
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.salon import ALICE, BOB, OWNER, SUNDAY_NOON, Salon, as_customer, as_owner, at


async def _hold(salon: Salon, clock: str, user_id: int = ALICE, moving: Booking | None = None) -> object:
    purpose = ForVisit(Plan.of(salon.haircut.id)) if moving is None else ForMove(moving.id)
    return await HoldTime(salon.storage, salon.clock)(purpose, at(clock), user_id=user_id)


async def test_held_time_is_taken_for_others_and_free_for_its_holder(salon: Salon) -> None:
    assert await _hold(salon, "15:00") == SUNDAY_NOON + HELD_FOR

    assert at("15:00") in await salon.free(by=as_customer(ALICE))
    assert not {at("14:30"), at("15:00"), at("15:30")} & set(await salon.free(by=as_customer(BOB)))
    with pytest.raises(SlotTaken) as refused:
        await _hold(salon, "15:00", BOB)
    assert refused.value.nearest == (at("13:30"), at("14:00"), at("16:00"))
    with pytest.raises(SlotTaken):
        await salon.book(at("15:00"), BOB)
    with pytest.raises(SlotTaken):
        await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("15:20"), name="Иван")
    assert (await salon.book(at("15:00"))).start == at("15:00")


async def test_hold_ends_by_itself_and_with_the_booking(salon: Salon) -> None:
    await _hold(salon, "15:00")
    salon.clock.now += HELD_FOR

    assert at("15:00") in await salon.free(by=as_customer(BOB))
    await salon.book(at("15:00"), BOB)
    with pytest.raises(SlotTaken):
        await salon.book(at("15:00"))
    await _hold(salon, "12:00")
    booking = await salon.book(at("12:00"))
    await salon.cancel(booking.id, by=as_customer(ALICE))
    assert at("12:00") in await salon.free(by=as_customer(BOB))


async def test_another_time_lets_the_first_one_go(salon: Salon) -> None:
    await _hold(salon, "15:00")
    await _hold(salon, "12:00")

    free = await salon.free(by=as_customer(BOB))
    assert at("15:00") in free
    assert at("12:00") not in free


async def test_refused_hold_keeps_the_one_before(salon: Salon) -> None:
    await salon.book(at("12:00"), BOB)
    await _hold(salon, "15:00")

    with pytest.raises(SlotTaken):
        await _hold(salon, "12:00")
    assert at("15:00") not in await salon.free(by=as_customer(BOB))


async def test_same_time_again_is_held_anew(salon: Salon) -> None:
    await _hold(salon, "15:00")
    salon.clock.now += timedelta(minutes=6)

    assert await _hold(salon, "15:00") == SUNDAY_NOON + timedelta(minutes=16)


async def test_two_hold_with_two_specialists_and_a_third_finds_nobody(salon: Salon) -> None:
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    await salon.remember(user_id=3, name="Carol")
    await _hold(salon, "15:00")
    await _hold(salon, "15:00", BOB)

    with pytest.raises(SlotTaken):
        await _hold(salon, "15:00", 3)
    booked = [await salon.book(at("15:00"), user_id) for user_id in (BOB, ALICE)]
    assert {booking.parts[0].specialist_id for booking in booked} == {1, 2}


async def test_what_cannot_be_booked_is_not_held(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, most_bookings=1)
    booking = await salon.book(at("10:00"))

    assert await _hold(salon, "10:00") is None, "it is booked already"
    with pytest.raises(TooManyBookings):
        await _hold(salon, "15:00")
    with pytest.raises(NotOffered):
        await _hold(salon, "15:10", BOB)
    await salon.change_settings(by=OWNER, move_until_minutes=2 * 24 * 60)
    with pytest.raises(TooLateToMove):
        await _hold(salon, "15:00", moving=booking)
    assert at("15:00") in await salon.free(by=as_customer(BOB))


async def test_new_time_of_a_move_is_held_beside_the_old_one(salon: Salon) -> None:
    """Half an hour later: the first half of the new time is the visit's own already."""
    booking = await salon.book(at("12:00"))

    assert await _hold(salon, "12:30", moving=booking) == SUNDAY_NOON + HELD_FOR
    assert await _hold(salon, "12:00", moving=booking) is None
    await _hold(salon, "12:30", moving=booking)
    free = await salon.free(by=as_customer(BOB))
    assert not {at("12:00"), at("12:30"), at("13:00")} & set(free)
    assert at("13:30") in free
    moved = await salon.move(booking.id, at("12:30"), by=as_customer(ALICE))
    assert (moved.start, moved.end) == (at("12:30"), at("13:30"))
    assert at("11:30") in await salon.free(by=as_customer(BOB))


async def test_move_of_two_parts_holds_the_time_of_each_specialist(salon: Salon) -> None:
    """Her part ends where his begins: moved by an hour, his old time is no time of hers."""
    await salon.change_settings(by=OWNER, most_services=2)
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    plan = Plan((Item(salon.haircut.id, 1), Item(salon.haircut.id, anna)))
    booking = await Book(salon.storage, salon.clock)(user_id=ALICE, plan=plan, start=at("12:00"))

    await _hold(salon, "13:00", moving=booking)

    for who in (1, anna):
        with pytest.raises(SlotTaken):
            await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id, who), start=at("13:30"), name="Иван")
    moved = await salon.move(booking.id, at("13:00"), by=as_customer(ALICE))
    assert [part.specialist_id for part in moved.parts] == [1, anna]


async def test_chair_of_a_visit_that_moves_is_held_with_its_time(salon: Salon) -> None:
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    chair = (await AddResource(salon.storage, salon.clock)(by=OWNER, name="Кресло")).resource.id
    await SetNeed(salon.storage)(chair, salon.haircut.id, by=OWNER, needed=True)
    booking = await salon.book(at("12:00"))

    await _hold(salon, "12:30", moving=booking)

    with pytest.raises(SlotTaken):
        await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id, anna), start=at("13:00"), name="Иван")
    await salon.move(booking.id, at("12:30"), by=as_customer(ALICE))


async def test_what_is_kept_is_not_refused_because_the_notice_has_passed(salon: Salon) -> None:
    salon.clock.now = at("13:58")
    assert await _hold(salon, "15:00") == at("14:08")
    salon.clock.now = at("14:05")

    with pytest.raises(TooSoon):
        await salon.book(at("15:00"), BOB)
    booking = await salon.book(at("15:00"))

    await salon.change_settings(by=OWNER, move_until_minutes=60)
    salon.clock.now = at("13:59")
    await _hold(salon, "16:00", moving=booking)
    salon.clock.now = at("14:05")
    assert (await salon.move(booking.id, at("16:00"), by=as_customer(ALICE))).start == at("16:00")


async def test_hold_of_another_time_does_not_stretch_the_notice(salon: Salon) -> None:
    salon.clock.now = at("13:58")
    await _hold(salon, "17:00")
    salon.clock.now = at("14:05")

    with pytest.raises(TooSoon):
        await salon.book(at("15:00"))


async def test_hold_is_no_visit_of_the_day(salon: Salon) -> None:
    await _hold(salon, "15:00")

    assert (await salon.board(at("15:00").date(), by=OWNER)).bookings == ()
    assert await salon.my_bookings(user_id=ALICE) == []
    assert at("15:00") not in await salon.free(by=as_owner())
