"""Booking: what the list offers can be had, once."""

from __future__ import annotations

import asyncio
import random
from datetime import date, datetime, timedelta

import pytest

from services.booking_bot.domain.bookings import Booking, BookingState, Side
from services.booking_bot.domain.errors import (
    CustomerUnknown,
    DayOutOfReach,
    InThePast,
    InvalidName,
    InvalidPhone,
    NotAllowed,
    NotOffered,
    OutsideHours,
    ServiceHidden,
    ServiceNotFound,
    SlotTaken,
    TimeRefused,
    TooFar,
    TooSoon,
)
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.prices import Price
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.free_times import ForVisit
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, as_owner, at


async def test_booking_copies_the_service_and_takes_its_time(salon: Salon) -> None:
    booking = await salon.book(at("15:00"))

    assert (booking.start, booking.end, booking.minutes) == (at("15:00"), at("16:00"), 60)
    assert (booking.service_name, booking.costs) == ("Стрижка", Price(1500_00, "RUB"))
    assert (booking.state, booking.version, booking.booked_by) == (BookingState.BOOKED, 1, Side.CUSTOMER)
    assert booking.customer.name == "Alice"
    assert await salon.my_bookings(user_id=ALICE) == [booking]
    assert await salon.my_bookings(user_id=BOB) == []
    assert not {at("14:30"), at("15:00"), at("15:30")} & set(await salon.free())
    assert {at("14:00"), at("16:00")} < set(await salon.free())


async def test_taken_time_is_refused_with_the_nearest_free_ones(salon: Salon) -> None:
    await salon.book(at("15:00"))

    with pytest.raises(SlotTaken) as refused:
        await salon.book(at("15:00"), BOB)

    assert refused.value.wanted == at("15:00")
    assert refused.value.nearest == (at("13:30"), at("14:00"), at("16:00"))
    assert await salon.my_bookings(user_id=BOB) == []


async def test_fifty_customers_on_one_slot_make_one_booking(salon: Salon) -> None:
    crowd = range(1000, 1050)
    for user_id in crowd:
        await salon.remember(user_id=user_id, name=f"Customer {user_id}")

    outcomes = await asyncio.gather(
        *(salon.book(at("15:00"), user_id, update_id=user_id) for user_id in crowd), return_exceptions=True
    )

    won = [outcome for outcome in outcomes if isinstance(outcome, Booking)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, SlotTaken)]
    assert (len(won), len(lost)) == (1, 49)
    assert {refused.nearest for refused in lost} == {(at("13:30"), at("14:00"), at("16:00"))}
    assert [booking.id for booking in (await salon.board(MONDAY, by=OWNER)).bookings] == [won[0].id]


async def test_list_is_exactly_what_can_be_booked(salon: Salon) -> None:
    chance = random.Random(20260302)
    await salon.change_settings(by=OWNER, step_minutes=20)
    for _ in range(4):
        start = at("10:00") + timedelta(minutes=chance.randrange(0, 480, 5))
        try:
            await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=start, name="Гость")
        except SlotTaken:
            continue
    offered = await salon.free()

    booked = []
    for minute in range(9 * 60, 20 * 60, 10):
        try:
            booking = await salon.book(at("00:00") + timedelta(minutes=minute))
        except TimeRefused:
            continue
        booked.append(booking.start)
        await salon.cancel(booking.id, by=as_customer(ALICE))

    assert booked == offered
    assert offered


@pytest.mark.parametrize(
    ("start", "error"),
    [
        (at("11:00", date(2026, 3, 1)), InThePast),
        (at("12:30", date(2026, 3, 1)), TooSoon),
        (at("15:00", date(2026, 5, 1)), TooFar),
        (at("09:30"), OutsideHours),
        (at("18:30"), OutsideHours),
        (at("15:10"), NotOffered),
    ],
)
async def test_time_that_is_not_offered_is_refused_for_its_reason(
    salon: Salon, start: datetime, error: type[TimeRefused]
) -> None:
    with pytest.raises(error) as refused:
        await salon.book(start)

    assert len(refused.value.nearest) == 3
    assert (await salon.board(MONDAY, by=OWNER)).bookings == ()


async def test_same_update_twice_makes_one_booking(salon: Salon) -> None:
    first = await salon.book(at("15:00"), update_id=77)

    again = await salon.book(at("15:00"), update_id=77)

    assert again == first
    assert await salon.my_bookings(user_id=ALICE) == [first]
    assert len(await salon.notices()) == 2


async def test_same_update_twice_at_once_makes_one_booking(salon: Salon) -> None:
    answers = await asyncio.gather(*(salon.book(at("15:00"), update_id=77) for _ in range(8)))

    assert {answer.id for answer in answers} == {answers[0].id}
    assert len(await salon.notices()) == 2


async def test_update_that_was_refused_may_succeed_when_it_comes_again(salon: Salon) -> None:
    rival = await salon.book(at("15:00"), BOB)
    with pytest.raises(SlotTaken):
        await salon.book(at("15:00"), update_id=77)
    await salon.cancel(rival.id, by=as_customer(BOB))

    booking = await salon.book(at("15:00"), update_id=77)

    assert booking.start == at("15:00")


async def test_repeated_update_answers_although_the_service_was_hidden_since(salon: Salon) -> None:
    first = await salon.book(at("15:00"), update_id=77)
    await salon.hide_service(salon.haircut.id, by=OWNER)

    assert await salon.book(at("15:00"), update_id=77) == first


async def test_service_that_is_not_offered_cannot_be_booked(salon: Salon) -> None:
    await salon.hide_service(salon.haircut.id, by=OWNER)

    with pytest.raises(ServiceHidden):
        await salon.book(at("15:00"))
    for forged in (999, 0, -1, 10**30):
        with pytest.raises(ServiceNotFound):
            await Book(salon.storage, salon.clock)(user_id=ALICE, plan=Plan.of(forged), start=at("15:00"))


async def test_booking_needs_a_remembered_customer_and_a_date_of_this_world(salon: Salon) -> None:
    with pytest.raises(CustomerUnknown):
        await salon.book(at("15:00"), user_id=555)
    with pytest.raises(DayOutOfReach):
        await salon.book(at("15:00", date(9999, 12, 31)))


async def test_edited_service_changes_no_booking(salon: Salon) -> None:
    before = await salon.book(at("15:00"))

    await salon.edit_service(salon.haircut.id, by=OWNER, name="Укладка", minutes=120, price=9000_00)

    assert await salon.my_bookings(user_id=ALICE) == [before]
    assert (await salon.book(at("12:00"), BOB)).minutes == 120


async def test_booking_by_hand_takes_any_minute_with_room(salon: Salon) -> None:
    salon.clock.now = at("12:40")

    booking = await salon.book_by_hand(
        by=OWNER, plan=Plan.of(salon.haircut.id), start=at("12:25"), name=" Иван ", phone="8 916 123-45-67"
    )

    assert (booking.customer.name, booking.customer.phone, booking.customer.user_id) == ("Иван", "89161234567", None)
    assert booking.booked_by is Side.BUSINESS
    assert (await salon.board(MONDAY, by=OWNER)).bookings == (booking,)


async def test_booking_by_hand_keeps_to_hours_and_to_what_is_taken(salon: Salon) -> None:
    await salon.book(at("15:00"))
    by_hand = salon.book_by_hand

    with pytest.raises(SlotTaken):
        await by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("15:59"), name="Иван")
    with pytest.raises(OutsideHours):
        await by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("18:01"), name="Иван")
    with pytest.raises(InThePast):
        await by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("15:00", date(2026, 2, 28)), name="Иван")
    with pytest.raises(InvalidName):
        await by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("12:00"), name=" ")
    with pytest.raises(InvalidPhone):
        await by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("12:00"), name="Иван", phone="дома")
    with pytest.raises(NotAllowed):
        await by_hand(by=ALICE, plan=Plan.of(salon.haircut.id), start=at("12:00"), name="Иван")
    assert len((await salon.board(MONDAY, by=OWNER)).bookings) == 1


async def test_staff_are_told_that_a_time_earlier_today_is_taken(salon: Salon) -> None:
    await salon.book(at("15:00"))
    salon.clock.now = at("16:00")

    with pytest.raises(SlotTaken):
        await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("15:30"), name="Иван")


async def test_guest_with_the_same_name_and_phone_is_the_same_customer(salon: Salon) -> None:
    visits = [
        await salon.book_by_hand(
            by=OWNER, plan=Plan.of(salon.haircut.id), start=at(clock), name=name, phone="+79160000000"
        )
        for clock, name in (("10:00", "Иван"), ("12:00", "Иван"), ("14:00", "Пётр"))
    ]

    assert visits[0].customer == visits[1].customer != visits[2].customer


async def test_booking_by_hand_is_done_once_for_an_update(salon: Salon) -> None:
    twice = [
        await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("12:00"), name="Иван", update_id=5)
        for _ in range(2)
    ]

    assert twice[0] == twice[1]
    assert len((await salon.board(MONDAY, by=OWNER)).bookings) == 1


async def test_free_days_count_the_starts_of_each(salon: Salon) -> None:
    for hour in range(10, 19):
        await salon.book(at(f"{hour}:00"))

    days = await salon.free_days(
        ForVisit(Plan.of(salon.haircut.id)), date(2026, 3, 1), date(2026, 3, 3), by=as_customer(ALICE)
    )

    assert [(mark.day.day, mark.free) for mark in days] == [(1, 0), (2, 0), (3, 17)]


async def test_free_times_of_the_staff_know_no_notice(salon: Salon) -> None:
    salon.clock.now = at("12:45")

    assert (await salon.free(by=as_customer(ALICE)))[0] == at("14:00")
    assert (await salon.free(by=as_owner()))[0] == at("13:00")
    with pytest.raises(NotAllowed):
        await salon.free(by=as_owner(ALICE))


@pytest.mark.parametrize("first", [date(1, 1, 1), date(9999, 12, 31)])
async def test_free_days_of_another_century_are_refused(salon: Salon, first: date) -> None:
    with pytest.raises(DayOutOfReach):
        await salon.free_days(ForVisit(Plan.of(salon.haircut.id)), first, first, by=as_customer(ALICE))
