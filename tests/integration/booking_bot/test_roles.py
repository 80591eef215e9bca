"""A specialist among colleagues: her share of what they do together, and her own time."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.errors import HoursNotHers, NotAllowed, SharedVisit
from services.booking_bot.domain.outcomes import Outcome
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.domain.schedule import DayException
from services.booking_bot.domain.team import Member, Role
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.cancel_part import CancelPart
from services.booking_bot.use_cases.hours import GetWeeklyHours, SetWeekdayHours
from services.booking_bot.use_cases.mark_visit import MarkVisit, SetReceived
from services.booking_bot.use_cases.schedule import AddException, DropShifts, GetShifts, ListExceptions
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.salon import BOB, MONDAY, OWNER, Salon, as_owner, at

FIRST = 1


@pytest.fixture
async def anna(lone_salon: Salon) -> int:
    added = (await AddSpecialist(lone_salon.storage, lone_salon.clock)(by=OWNER, name="Анна")).specialist.id
    async with lone_salon.storage.writing() as tables:
        await tables.staff.put(Member(BOB, Role.SPECIALIST, added))
    return added


@pytest.fixture
async def of_two(lone_salon: Salon, anna: int) -> Booking:
    plan = Plan((Item(lone_salon.haircut.id, FIRST), Item(lone_salon.haircut.id, anna)))
    return await lone_salon.book_by_hand(by=OWNER, plan=plan, start=at("10:00"), name="Иван")


async def test_she_sees_her_share_of_a_visit_and_does_not_change_it(
    lone_salon: Salon, anna: int, of_two: Booking
) -> None:
    storage, clock, herself = lone_salon.storage, lone_salon.clock, as_owner(BOB)
    await SetReceived(storage, lambda: at("20:00"))(of_two.id, by=OWNER, amount=2000_00)

    seen = await GetBooking(storage)(of_two.id, by=herself)
    board = await lone_salon.board(MONDAY, by=BOB)

    assert ([part.specialist_id for part in seen.parts], seen.start, seen.shared) == ([anna], at("11:00"), True)
    assert (seen.due, seen.mark.received.amount) == (1500_00, 1000_00)
    assert [booking.parts for booking in board.bookings] == [seen.parts]
    assert [one.specialist.id for one in board.staff] == [anna]
    for refused in (
        lone_salon.move(of_two.id, at("12:00"), by=herself),
        lone_salon.cancel(of_two.id, by=herself),
        CancelPart(storage, clock)(of_two.id, of_two.parts[1].id, by=herself),
        MarkVisit(storage, clock)(of_two.id, Outcome.CAME, by=BOB),
    ):
        with pytest.raises(SharedVisit):
            await refused
    with pytest.raises(NotAllowed):
        await lone_salon.board(MONDAY, by=BOB, specialist_id=FIRST)


async def test_her_day_off_names_her_share_of_what_it_hits(lone_salon: Salon, anna: int, of_two: Booking) -> None:
    day_off = DayException(MONDAY, MONDAY, specialist_id=anna)
    affected = AffectedBookings(lone_salon.storage, lone_salon.clock)

    hit = await affected(Scope(anna, MONDAY, MONDAY), by=BOB, supposing=day_off)

    assert [(one.booking.id, one.booking.parts) for one in hit] == [(of_two.id, of_two.parts[1:])]
    for whose in (None, FIRST):
        with pytest.raises(NotAllowed):
            await affected(Scope(whose), by=BOB)


async def test_she_looks_at_hours_of_her_own_and_sets_them_as_long_as_she_may(lone_salon: Salon, anna: int) -> None:
    storage, clock = lone_salon.storage, lone_salon.clock
    look = [
        GetWeeklyHours(storage)(by=BOB),
        GetShifts(storage, clock)(anna, by=BOB),
        ListExceptions(storage, clock)(anna, by=BOB),
    ]
    assert [(await shown).may_set for shown in look] == [True] * 3
    await SetWeekdayHours(storage, clock)(0, (), by=BOB, specialist_id=anna)

    await lone_salon.change_settings(by=OWNER, own_hours=0)

    assert (await GetWeeklyHours(storage)(by=BOB)).may_set is False
    for refused in (
        SetWeekdayHours(storage, clock)(0, (), by=BOB, specialist_id=anna),
        DropShifts(storage, clock)(anna, by=BOB),
        AddException(storage, clock)(anna, MONDAY, MONDAY, (), by=BOB),
    ):
        with pytest.raises(HoursNotHers):
            await refused
    for others in (GetWeeklyHours(storage)(by=BOB, specialist_id=FIRST), GetShifts(storage, clock)(FIRST, by=BOB)):
        with pytest.raises(NotAllowed):
            await others
