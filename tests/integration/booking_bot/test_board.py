"""The board of a day as it is read: everybody's or one specialist's, with blocks, nights and what is free."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.board import Share
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.errors import NotAllowed, SpecialistNotFound
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.use_cases.blocks import BlockTime
from services.booking_bot.use_cases.board import Board
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.free_times import ForVisit
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.hours import SetWeekdayHours
from services.booking_bot.use_cases.schedule import AddException
from services.booking_bot.use_cases.specialists import AddSpecialist, EditSpecialist
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, at

FIRST, ANNA = 1, 2
TUESDAY = MONDAY + timedelta(days=1)


def spans(*texts: str) -> tuple[Interval, ...]:
    return tuple(Interval(*(at(clock) for clock in text.split("-"))) for text in texts)


async def both(salon: Salon) -> Booking:
    """A visit of two parts, the second with Anna, who is new."""
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Anna")
    beard = await salon.add_service(by=OWNER, name="Борода", minutes=30, price=500_00)
    await salon.change_settings(by=OWNER, most_services=2)
    plan = Plan((Item(salon.haircut.id, FIRST), Item(beard.id, ANNA)))
    return await Book(salon.storage, salon.clock)(user_id=ALICE, plan=plan, start=at("12:00"))


async def of_anna(salon: Salon) -> Board:
    return await salon.board(MONDAY, by=OWNER, specialist_id=ANNA)


async def test_each_part_stands_with_who_does_it_and_one_board_shows_hers_alone(salon: Salon) -> None:
    booking = await both(salon)
    alone = await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id, FIRST), start=at("15:00"), name="Ivan")

    board, hers = await salon.board(MONDAY, by=OWNER), await of_anna(salon)

    assert board.bookings == (booking, alone)
    assert [one.visits for one in board.staff] == [
        (Share(booking, booking.parts[:1]), Share(alone, alone.parts)),
        (Share(booking, booking.parts[1:]),),
    ]
    assert [one.free for one in board.staff] == [
        spans("10:00-12:00", "13:00-15:00", "16:00-19:00"),
        spans("10:00-13:00", "13:30-19:00"),
    ]
    assert (hers.staff, hers.bookings, hers.specialist_id) == (board.staff[1:], (booking,), ANNA)
    assert board.others is hers.others is True


async def test_who_has_left_is_on_the_board_as_long_as_she_has_visits(salon: Salon) -> None:
    await both(salon)
    await EditSpecialist(salon.storage)(ANNA, by=OWNER, active=False)

    monday, tuesday = [await salon.board(day, by=OWNER) for day in (MONDAY, TUESDAY)]

    assert [one.specialist.id for one in monday.staff] == [FIRST, ANNA]
    assert ([one.specialist.id for one in tuesday.staff], tuesday.others) == ([FIRST], False)


async def test_block_and_hold_are_not_free_and_a_day_off_has_no_hours(salon: Salon) -> None:
    block = await BlockTime(salon.storage, salon.clock)(FIRST, at("12:00"), by=OWNER)
    await HoldTime(salon.storage, salon.clock)(ForVisit(Plan.of(salon.haircut.id)), at("15:00"), user_id=BOB)

    (hers,) = (await salon.board(MONDAY, by=OWNER)).staff

    assert (hers.blocks, hers.free) == ((block,), spans("10:00-12:00", "13:00-15:00", "16:00-19:00"))
    await AddException(salon.storage, salon.clock)(None, TUESDAY, TUESDAY, (), by=OWNER)
    (off,) = (await salon.board(TUESDAY, by=OWNER)).staff
    assert (off.opening, off.free, off.load) == ((), (), None)


async def test_night_belongs_to_the_day_on_which_its_hours_begin(salon: Salon) -> None:
    """Its visits are listed on the days on which they begin, and on neither day taken for free."""
    for weekday in range(2):
        await SetWeekdayHours(salon.storage)(weekday, [Hours.of(22 * 60, 2 * 60)], by=OWNER)
    over = await salon.book(at("23:30"))
    night = await salon.book(at("24:30"), BOB)
    block, later = [
        await BlockTime(salon.storage, salon.clock)(FIRST, at(clock), by=OWNER, length=timedelta(minutes=30))
        for clock in ("22:00", "25:30")
    ]

    monday, tuesday = [await salon.board(day, by=OWNER) for day in (MONDAY, TUESDAY)]

    assert [monday.bookings, tuesday.bookings] == [(over,), (night,)]
    (hers,) = monday.staff
    assert (hers.opening, hers.free) == (spans("22:00-26:00"), spans("22:30-23:30"))
    assert (hers.blocks, hers.around, hers.load) == ((block,), (Share(night, night.parts), later), 67)
    assert tuesday.staff[0].around == (Share(over, over.parts),)
    assert tuesday.staff[0].opening == spans("46:00-50:00")


async def test_board_is_for_admins_and_for_specialists_that_there_are(salon: Salon) -> None:
    with pytest.raises(NotAllowed):
        await salon.board(MONDAY, by=ALICE)
    with pytest.raises(SpecialistNotFound):
        await salon.board(MONDAY, by=OWNER, specialist_id=9)
