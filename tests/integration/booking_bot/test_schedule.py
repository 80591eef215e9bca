"""Shifts, exceptions and closed days: what the list offers is what can be booked, and the owner knows who is hit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.booking_bot.domain.displacements import Scope
from services.booking_bot.domain.errors import DayOutOfReach, NotAllowed, SpecialistNotFound, TimeRefused
from services.booking_bot.domain.errors_setup import DayOver, RangeReversed, RangeTooLong, ShiftsFollow
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.schedule import LISTED_AHEAD, DayException, Shift
from services.booking_bot.use_cases.affected_bookings import Affected, AffectedBookings
from services.booking_bot.use_cases.blocks import BlockTime
from services.booking_bot.use_cases.hours import GetWeeklyHours, SetWeekdayHours
from services.booking_bot.use_cases.schedule import (
    AddException,
    DropShifts,
    GetShifts,
    ListExceptions,
    RemoveException,
    SetShift,
)
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, as_owner, at

FIRST = 1
SHORT, NIGHT = (Hours.of(12 * 60, 15 * 60),), (Hours.of(22 * 60, 2 * 60),)


def after(number: int) -> date:
    return MONDAY + timedelta(days=number)


async def set_shift(
    salon: Salon, on: int = 2, off: int = 2, *, who: int = FIRST, anchor: date = MONDAY, dropping: bool = False
) -> None:
    await SetShift(salon.storage, salon.clock)(who, by=OWNER, anchor=anchor, on=on, off=off, dropping=dropping)


async def add_exception(salon: Salon, first: date, last: date, *hours: Hours, who: int | None = FIRST) -> DayException:
    return await AddException(salon.storage, salon.clock)(who, first, last, hours, by=OWNER)


async def exceptions(salon: Salon, who: int | None = FIRST) -> list[DayException]:
    return list((await ListExceptions(salon.storage, salon.clock)(who, by=OWNER)).exceptions)


async def affected(salon: Salon, supposing: DayException | None = None, **scope: object) -> list[Affected]:
    found = AffectedBookings(salon.storage, salon.clock)
    return await found(Scope(**scope), by=OWNER, supposing=supposing)  # type: ignore[arg-type]


async def open_days(salon: Salon, count: int = 14) -> list[int]:
    """The days after Monday that have something free."""
    return [number for number in range(count) if await salon.free(after(number))]


async def test_list_and_booking_agree_under_shifts_exceptions_closed_days_and_blocks(salon: Salon) -> None:
    await set_shift(salon)
    await add_exception(salon, after(2), after(2), *SHORT)
    await add_exception(salon, after(4), after(4), who=None)
    await add_exception(salon, after(5), after(5), *NIGHT)
    await BlockTime(salon.storage, salon.clock)(FIRST, at("11:00"), by=OWNER)

    offered = {start for number in range(7) for start in await salon.free(after(number))}
    booked = set()
    for number in range(7):
        for hour in (0, 1, 10, 11, 12, 13, 14, 18, 22, 23):
            start = at(f"{hour}:00", after(number))
            try:
                booking = await salon.book(start)
            except TimeRefused:
                continue
            booked.add(start)
            await salon.cancel(booking.id, by=as_owner())

    assert booked == {start for start in offered if start.minute == 0 and start.hour not in {15, 16, 17}}
    assert {(start.date() - MONDAY).days for start in offered} == {0, 1, 2, 5, 6}
    assert at("11:00") not in offered
    assert {at("12:00", after(2)), at("13:30", after(2)), at("23:30", after(5)), at("1:00", after(6))} <= offered


async def test_shifts_roll_on_until_the_week_is_taken_back(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, horizon_days=365)
    await set_shift(salon)
    assert await open_days(salon) == [0, 1, 4, 5, 8, 9, 12, 13]
    assert await salon.free(after(360)) != []
    assert await salon.free(after(362)) == []

    await set_shift(salon, 1, 2, anchor=after(4))
    assert await open_days(salon) == [0, 1, 4, 7, 10, 13]
    with pytest.raises(ShiftsFollow) as refused:
        await set_shift(salon, 3, 3)
    assert refused.value.day == after(4)
    assert await open_days(salon) == [0, 1, 4, 7, 10, 13]
    await set_shift(salon, 3, 3, dropping=True)
    shifts = await GetShifts(salon.storage, salon.clock)(FIRST, by=OWNER)
    assert shifts.shifts == (Shift(MONDAY, 3, 3, (Hours(600, 1140),)),)
    assert (await GetWeeklyHours(salon.storage)(by=OWNER)).shift == shifts.shifts[0]

    await DropShifts(salon.storage, salon.clock)(FIRST, by=OWNER)
    assert await open_days(salon, 7) == [0, 1, 2, 3, 4, 5]
    assert (await GetWeeklyHours(salon.storage)(by=OWNER)).shift is None


async def test_shift_takes_the_hours_that_she_mostly_has(salon: Salon) -> None:
    for weekday in (0, 1, 2, 3):
        await SetWeekdayHours(salon.storage)(weekday, SHORT, by=OWNER)
    await set_shift(salon)
    assert (await salon.free())[0] == at("12:00")
    await SetShift(salon.storage, salon.clock)(FIRST, by=OWNER, anchor=MONDAY, on=2, off=2, hours=[Hours(540, 720)])
    await set_shift(salon, 1, 1, anchor=after(1))
    assert (await salon.free(after(1)))[0] == at("9:00", after(1))


async def test_exceptions_are_of_one_specialist_and_closed_days_of_all(salon: Salon) -> None:
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    await add_exception(salon, MONDAY, MONDAY)
    assert await salon.free() != []
    await add_exception(salon, MONDAY, MONDAY, who=anna)
    assert await salon.free() == []
    await add_exception(salon, after(1), after(2), who=None)
    assert await open_days(salon, 4) == [3]
    await add_exception(salon, after(1), after(1), *SHORT, who=anna)
    assert await salon.free(after(1)) == [
        at(clock, after(1)) for clock in ("12:00", "12:30", "13:00", "13:30", "14:00")
    ]


async def test_exception_is_repeated_replaced_and_removed(salon: Salon) -> None:
    await add_exception(salon, after(1), after(3))
    await add_exception(salon, after(1), after(3))
    assert [(one.first, one.last, one.hours) for one in await exceptions(salon)] == [(after(1), after(3), ())]
    added = await add_exception(salon, after(1), after(3), *SHORT)
    assert await exceptions(salon) == [added]
    assert await exceptions(salon, None) == []

    remove = RemoveException(salon.storage, salon.clock)
    assert (await remove(None, added.id, by=OWNER)).exceptions == ()
    assert await exceptions(salon) == [added]
    for _ in range(2):
        assert (await remove(FIRST, added.id, by=OWNER)).exceptions == ()
    assert await open_days(salon, 4) == [0, 1, 2, 3]


async def test_exceptions_of_the_past_are_not_listed(salon: Salon) -> None:
    await add_exception(salon, MONDAY, MONDAY)
    later = await add_exception(salon, after(5), after(6))
    running = await add_exception(salon, after(1), after(4))
    salon.clock.now = at("12:00", after(2))
    assert await exceptions(salon) == [running, later]


async def test_wrong_days_and_strangers_change_nothing(salon: Salon) -> None:
    for first, last, refused in (
        (after(3), after(2), RangeReversed),
        (after(-5), after(-2), DayOver),
        (MONDAY, after(5 * 365), RangeTooLong),
    ):
        with pytest.raises(refused):
            await add_exception(salon, first, last)
    with pytest.raises(SpecialistNotFound):
        await add_exception(salon, MONDAY, MONDAY, who=99)
    with pytest.raises(SpecialistNotFound):
        await set_shift(salon, who=99)
    with pytest.raises(NotAllowed):
        await AddException(salon.storage, salon.clock)(FIRST, MONDAY, MONDAY, (), by=ALICE)
    with pytest.raises(NotAllowed):
        await SetShift(salon.storage, salon.clock)(FIRST, by=ALICE, anchor=MONDAY, on=2, off=2)
    with pytest.raises(NotAllowed):
        await DropShifts(salon.storage, salon.clock)(FIRST, by=ALICE)
    with pytest.raises(NotAllowed):
        await AffectedBookings(salon.storage, salon.clock)(by=ALICE)
    assert await exceptions(salon) == []
    assert await open_days(salon, 7) == [0, 1, 2, 3, 4, 5]


async def test_day_off_finds_the_visits_it_hits_and_leaves_them(salon: Salon) -> None:
    monday = await salon.book(at("15:00"))
    await salon.book(at("10:00", after(2)), BOB)
    tuesday = await salon.book(at("12:00", after(1)), BOB)
    gone = await salon.book(at("16:00", after(1)), BOB)
    await salon.cancel(gone.id, by=as_customer(BOB))
    supposed = DayException(MONDAY, after(1), specialist_id=FIRST)

    assert await affected(salon) == []
    assert await affected(salon, supposing=supposed) == [
        Affected(monday, monday.parts),
        Affected(tuesday, tuesday.parts),
    ]
    assert await affected(salon, supposing=supposed, first=after(1), last=after(1)) == [
        Affected(tuesday, tuesday.parts)
    ]
    assert await affected(salon) == []

    await add_exception(salon, MONDAY, after(1))
    assert [one.booking.id for one in await affected(salon)] == [monday.id, tuesday.id]
    assert {booking.id for booking in await salon.my_bookings(user_id=ALICE)} == {monday.id}
    await salon.move(tuesday.id, at("15:00", after(2)), by=as_owner())
    assert [one.booking.id for one in await affected(salon)] == [monday.id]
    salon.clock.now = at("16:30")
    assert await affected(salon) == []


async def test_other_hours_hit_only_what_does_not_fit_them(salon: Salon) -> None:
    inside, over_the_end = await salon.book(at("13:00")), await salon.book(at("14:30"), BOB)
    await add_exception(salon, MONDAY, MONDAY, *SHORT)
    assert [one.booking.id for one in await affected(salon)] == [over_the_end.id]
    await SetWeekdayHours(salon.storage)(1, (), by=OWNER)
    assert [one.booking.id for one in await affected(salon)] == [over_the_end.id]
    await add_exception(salon, MONDAY, MONDAY, Hours(780, 840), Hours(840, 930))
    assert await affected(salon) == []
    assert inside.end == at("14:00")


async def test_parts_that_others_do_are_not_hit(salon: Salon) -> None:
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id, FIRST), start=at("10:00"), name="Ivan")
    with_anna = await salon.book_by_hand(
        by=OWNER, plan=Plan.of(salon.haircut.id, anna), start=at("11:00"), name="Petr", phone="+79161234567"
    )
    await add_exception(salon, MONDAY, MONDAY, who=anna)

    (hit,) = await affected(salon)
    assert (hit.booking, hit.booking.customer.phone) == (with_anna, "+79161234567")
    assert await affected(salon, specialist_id=FIRST) == []
    assert await affected(salon, specialist_id=anna) == [hit]
    assert len(await affected(salon, supposing=DayException(MONDAY, MONDAY))) == 2


async def test_visit_in_a_night_shift_lies_in_the_schedule(salon: Salon) -> None:
    await add_exception(salon, MONDAY, MONDAY, *NIGHT)
    booking = await salon.book(at("0:30", after(1)))
    assert await affected(salon, first=MONDAY, last=MONDAY) == []
    await add_exception(salon, MONDAY, MONDAY)
    assert [one.booking.id for one in await affected(salon, first=MONDAY, last=MONDAY)] == [booking.id]


async def test_visit_over_midnight_is_found_on_the_day_on_which_it_ends(salon: Salon) -> None:
    await add_exception(salon, MONDAY, MONDAY, *NIGHT)
    ended, booking = await salon.book(at("22:00")), await salon.book(at("23:30"), BOB)
    await add_exception(salon, MONDAY, MONDAY)
    assert [one.booking.id for one in await affected(salon)] == [ended.id, booking.id]
    assert [one.booking.id for one in await affected(salon, first=after(1), last=after(1))] == [booking.id]
    assert await affected(salon, first=after(2), last=after(2)) == []
    salon.clock.now = at("0:10", after(1))
    assert [one.booking.id for one in await affected(salon)] == [booking.id]


async def test_exception_beyond_the_list_is_refused_and_the_last_of_the_list_can_be_taken_back(salon: Salon) -> None:
    last = salon.clock.now.date() + LISTED_AHEAD
    with pytest.raises(DayOutOfReach):
        await add_exception(salon, last + timedelta(days=1), last + timedelta(days=1))
    added = await add_exception(salon, last, last + timedelta(days=30))

    assert await exceptions(salon) == [added]
    left = await RemoveException(salon.storage, salon.clock)(FIRST, added.id, by=OWNER)
    assert left.exceptions == ()


async def test_exceptions_are_read_by_the_days_that_they_touch(salon: Salon) -> None:
    added = await add_exception(salon, after(2), after(4))
    async with salon.storage.reading() as tables:
        found = [await tables.schedules.exceptions(after(day), after(day + 1)) for day in (0, 1, 3, 4, 5)]
    assert found == [[], [added], [added], [added], []]
