"""A visit for somebody else, and for two: in a row or at once."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.errors import GuestsNotTaken, InvalidName, SlotTaken, TimeRefused
from services.booking_bot.domain.plans import Party, Plan
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.cancel_part import CancelPart
from services.booking_bot.use_cases.free_times import ForVisit, FreeSlots
from services.booking_bot.use_cases.personal_data import DeleteMyData
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, at

FIRST, ANNA = 1, 2


@pytest.fixture
async def open_house(salon: Salon) -> Salon:
    """Customers may bring others, and there are two specialists."""
    await salon.change_settings(by=OWNER, guests=2)
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    return salon


async def _book(
    salon: Salon, clock: str, party: Party = Party.ONE, guest: str | None = None, user_id: int = ALICE
) -> Booking:
    plan = Plan.of(salon.haircut.id).for_two(party)
    return await Book(salon.storage, salon.clock)(user_id=user_id, plan=plan, start=at(clock), guest=guest)


def _shape(booking: Booking) -> list[tuple[str, int, str | None]]:
    return [(f"{part.start:%H:%M}", part.specialist_id, part.guest) for part in booking.parts]


async def test_visit_for_somebody_else_names_who_comes_and_leaves_the_customer_free(open_house: Salon) -> None:
    mine = await _book(open_house, "12:00")
    hers = await _book(open_house, "12:00", guest="  Мама ")

    assert (hers.guest, hers.customer.user_id) == ("Мама", ALICE)
    assert {part.specialist_id for booking in (mine, hers) for part in booking.parts} == {FIRST, ANNA}
    told = [notice.facts.guest for notice in await open_house.notices()]
    assert told == [None, None, "Мама", "Мама"]
    with pytest.raises(InvalidName):
        await _book(open_house, "15:00", guest=" ")


async def test_visit_of_somebody_else_moves_whatever_the_customer_has_then(open_house: Salon) -> None:
    mine = Plan.of(open_house.haircut.id, ANNA)
    await Book(open_house.storage, open_house.clock)(user_id=ALICE, plan=mine, start=at("12:00"))
    hers = await _book(open_house, "15:00", guest="Мама")

    moved = await open_house.move(hers.id, at("12:00"), by=as_customer(ALICE))

    assert (moved.start, moved.guest) == (at("12:00"), "Мама")


async def test_same_time_in_another_way_is_not_the_same_visit(open_house: Salon) -> None:
    first = await Book(open_house.storage, open_house.clock)(
        user_id=ALICE, plan=Plan.of(open_house.haircut.id, ANNA), start=at("12:00")
    )
    assert await _book(open_house, "12:00") == first, "whoever it is: it is booked"

    for other in (Plan.of(open_house.haircut.id, FIRST), Plan.of(open_house.haircut.id).for_two(Party.TOGETHER)):
        with pytest.raises(TimeRefused):
            await Book(open_house.storage, open_house.clock)(user_id=ALICE, plan=other, start=at("12:00"))


async def test_two_at_once_have_two_specialists_and_one_card(open_house: Salon) -> None:
    booking = await _book(open_house, "12:00", Party.TOGETHER)

    assert _shape(booking) == [("12:00", FIRST, None), ("12:00", ANNA, "")]
    assert (booking.service_name, booking.minutes) == ("Стрижка × 2", 60)
    assert booking.guest is None
    with pytest.raises(SlotTaken):
        await _book(open_house, "12:00", user_id=BOB)


async def test_two_in_a_row_follow_one_another(open_house: Salon) -> None:
    assert _shape(await _book(open_house, "12:00", Party.IN_TURN)) == [("12:00", FIRST, None), ("13:00", FIRST, "")]


async def test_every_listed_start_for_two_books_and_no_other_does(open_house: Salon) -> None:
    await _book(open_house, "12:00", user_id=BOB)
    await _book(open_house, "14:30", user_id=BOB)
    for party in (Party.TOGETHER, Party.IN_TURN):
        plan = Plan.of(open_house.haircut.id).for_two(party)
        times = await FreeSlots(open_house.storage, open_house.clock)(ForVisit(plan), MONDAY, by=as_customer(ALICE))
        booked = []
        for minute in range(9 * 60, 20 * 60, 30):
            clock = f"{minute // 60:02d}:{minute % 60:02d}"
            try:
                booking = await _book(open_house, clock, party)
            except TimeRefused:
                continue
            booked.append(booking.start)
            await open_house.cancel(booking.id, by=as_customer(ALICE))
        assert tuple(booked) == times.starts
        assert booked


async def test_one_of_two_stays_away(open_house: Salon) -> None:
    booking = await _book(open_house, "12:00", Party.TOGETHER)

    after = await CancelPart(open_house.storage, open_house.clock)(
        booking.id, booking.parts[1].id, by=as_customer(ALICE)
    )

    assert _shape(after) == [("12:00", FIRST, None)]
    assert (await _book(open_house, "12:00", user_id=BOB)).parts[0].specialist_id == ANNA


async def test_two_move_together(open_house: Salon) -> None:
    booking = await _book(open_house, "12:00", Party.TOGETHER)

    moved = await open_house.move(booking.id, at("12:30"), by=as_customer(ALICE))

    assert _shape(moved) == [("12:30", FIRST, None), ("12:30", ANNA, "")]


@pytest.mark.parametrize(("guests", "party", "guest"), [(0, Party.ONE, "Мама"), (1, Party.TOGETHER, None)])
async def test_what_is_not_switched_on_is_refused(
    open_house: Salon, guests: int, party: Party, guest: str | None
) -> None:
    await open_house.change_settings(by=OWNER, guests=guests)

    with pytest.raises(GuestsNotTaken):
        await _book(open_house, "12:00", party, guest)


async def test_deleted_data_name_no_guest_either(open_house: Salon) -> None:
    booking = await _book(open_house, "12:00", guest="Мама")
    await DeleteMyData(open_house.storage, open_house.clock)(user_id=ALICE)

    async with open_house.storage.reading() as tables:
        kept = await tables.bookings.get(booking.id)
    assert kept is not None
    assert kept.guest is None


async def test_deleted_data_name_no_guest_in_what_admins_were_told_and_will_be(open_house: Salon) -> None:
    await _book(open_house, "12:00", guest="Мама")
    told = await open_house.notices()
    await _book(open_house, "14:00", guest="Папа")
    await _book(open_house, "16:00", guest="Боря", user_id=BOB)

    await DeleteMyData(open_house.storage, open_house.clock)(user_id=ALICE)

    async with open_house.storage.writing() as tables:
        for notice in told:
            await tables.notices.postpone(notice.id, open_house.clock.now, "once more")
    named = [(f"{notice.facts.start:%H:%M}", notice.facts.guest) for notice in await open_house.notices()]
    hers = [("12:00", None)] * 4 + [("14:00", None)] * 4
    assert sorted(named, key=lambda pair: pair[0]) == [*hers, ("16:00", "Боря"), ("16:00", "Боря")]
