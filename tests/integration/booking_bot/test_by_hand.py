"""What an admin is offered who books by hand, and what a line of his own words is taken for."""

from __future__ import annotations

from datetime import date

import pytest

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.errors import NotAllowed, SlotTaken
from services.booking_bot.domain.errors_customers import CustomerNotFound, UsernameUnknown
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.blocks import BlockTime
from services.booking_bot.use_cases.book_by_hand import Guest
from services.booking_bot.use_cases.draft import Draft, ListRecent, LookAtDraft
from services.booking_bot.use_cases.free_times import ForMove, ForVisit, FreeSlots
from services.booking_bot.use_cases.hand_services import ListHandServices
from services.booking_bot.use_cases.pin_time import PinTime
from services.booking_bot.use_cases.read_line import HandLine, ReadLine
from services.booking_bot.use_cases.specialists import AddSpecialist, SetOwnTerms
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, as_owner, at

PHONE = "+79161234567"


async def by_hand(salon: Salon, clock: str, name: str = "Иван", phone: str | None = None) -> Booking:
    return await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at(clock), name=name, phone=phone)


async def book_with(salon: Salon, specialist_id: int, clock: str, name: str) -> Booking:
    plan = Plan.of(salon.haircut.id, specialist_id)
    return await salon.book_by_hand(by=OWNER, plan=plan, start=at(clock), name=name)


async def anna(salon: Salon) -> int:
    return (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id


async def reads(salon: Salon, text: str) -> HandLine | None:
    return await ReadLine(salon.storage, salon.clock)(text, by=OWNER)


async def test_last_visitors_and_usual_services_are_offered(salon: Salon) -> None:
    beard = await salon.add_service(by=OWNER, name="Борода", minutes=30, price=0)
    ivan, petr = await by_hand(salon, "10:00"), await by_hand(salon, "11:00", "Пётр", PHONE)
    await salon.book_by_hand(by=OWNER, plan=Plan.of(beard.id), start=at("14:00"), customer_id=ivan.customer.id, name="")
    await salon.book(at("15:00"))
    await salon.book(at("16:00"), BOB)
    recent = ListRecent(salon.storage, salon.clock)

    ahead = await recent(by=OWNER)
    salon.clock.now = at("15:30")
    begun = await recent(by=OWNER)
    services = await ListHandServices(salon.storage)(by=OWNER)

    assert ahead == [ivan.customer, petr.customer]
    assert [customer.name for customer in begun] == ["Alice", "Иван", "Пётр"]
    assert [service.name for service in services.often] == ["Стрижка", "Борода"]
    with pytest.raises(NotAllowed):
        await recent(by=ALICE)
    with pytest.raises(CustomerNotFound):
        await salon.book_by_hand(by=OWNER, plan=Plan.of(beard.id), start=at("17:00"), customer_id=999)


async def test_name_with_the_number_of_a_customer_of_that_name_is_he(salon: Salon) -> None:
    first = await by_hand(salon, "10:00", "Иван Петров", PHONE)

    same, other = await by_hand(salon, "11:00", "иван", "8 916 123-45-67"), await by_hand(salon, "12:00", "Анна", PHONE)

    assert (same.customer, other.customer.id == first.customer.id) == (first.customer, False)


async def test_day_says_who_is_free_at_each_time(salon: Salon) -> None:
    annas = await anna(salon)
    await book_with(salon, annas, "11:00", "Иван")
    free = FreeSlots(salon.storage, salon.clock)

    for_staff = await free(ForVisit(Plan.of(salon.haircut.id)), MONDAY, by=as_owner())
    chosen = await free(ForVisit(Plan.of(salon.haircut.id, annas)), MONDAY, by=as_owner())
    for_customer = await free(ForVisit(Plan.of(salon.haircut.id)), MONDAY, by=as_customer(ALICE))

    able = {start: [person.name for person in people] for start, people in for_staff.by_whom}
    assert tuple(able) == for_staff.starts
    assert (able[at("10:00")], able[at("10:30")], able[at("12:00")]) == (
        ["Salon", "Анна"],
        ["Salon"],
        ["Salon", "Анна"],
    )
    assert (chosen.by_whom, for_customer.by_whom) == ((), ())


async def test_time_is_looked_at_before_anybody_is_asked(salon: Salon) -> None:
    pin, plan = PinTime(salon.storage, salon.clock), Plan.of(salon.haircut.id)
    alone = await pin(ForVisit(plan), at("15:20"), by=OWNER)
    annas = await anna(salon)
    await book_with(salon, 1, "15:00", "Иван")
    booking = await salon.book(at("12:00"))

    assert (alone, await pin(ForVisit(plan), at("15:20"), by=OWNER)) == (plan, plan.with_whom(annas))
    assert await pin(ForMove(booking.id), at("12:30"), by=OWNER) is None
    with pytest.raises(SlotTaken):
        await pin(ForMove(booking.id), at("15:20"), by=OWNER)
    with pytest.raises(NotAllowed):
        await pin(ForVisit(plan), at("17:00"), by=ALICE)


async def test_line_becomes_what_is_known_of_a_booking(salon: Salon) -> None:
    beard = await salon.add_service(by=OWNER, name="Борода", minutes=30, price=0)
    await anna(salon)
    known = (await by_hand(salon, "10:00", "Мария", PHONE)).customer
    said = Guest("Иван", PHONE)

    whole = await reads(salon, f"завтра 15:00 борода у Анны Иван {PHONE}")
    day_alone = await reads(salon, "завтра вечером борода Света +79160000000")
    which = await reads(salon, "завтра в 12 Света +79160000000")
    today = await reads(salon, "в 15:00 стрижка Света +79160000000")

    assert whole is not None
    assert (whole.guest, whole.said, whole.services) == (Guest(customer_id=known.id), said, (beard,))
    assert (whole.start, whole.specialist_id, whole.starts) == (at("15:00"), 2, ())
    assert day_alone is not None
    assert (day_alone.day, day_alone.start) == (MONDAY, None)
    assert day_alone.starts == (at("17:00"), at("17:30"), at("18:00"))
    assert which is not None
    assert ([service.name for service in which.services], which.start) == (["Стрижка", "Борода"], at("12:00"))
    assert today is not None
    assert today.start == at("15:00", date(2026, 3, 1))
    over = await reads(salon, "в 9:00 стрижка Света +79160000000")
    assert over is not None
    assert (over.start, over.starts[0]) == (None, at("10:00"))
    assert await reads(salon, "завтра вечером") is None


async def test_of_two_services_the_one_is_meant_that_the_specialist_does(salon: Salon) -> None:
    annas = await anna(salon)
    await salon.edit_service(salon.haircut.id, by=OWNER, name="Стрижка мужская")
    short = await salon.add_service(by=OWNER, name="Стрижка чёлки", minutes=30, price=0)
    await SetOwnTerms(salon.storage)(annas, salon.haircut.id, by=OWNER, offered=False)

    hers = await reads(salon, "завтра 15:00 стрижка у Анны Света +79160000000")
    his = await reads(salon, "завтра 15:00 стрижка мужская у Анны Света +79160000000")

    assert hers is not None
    assert hers.services == (short,)
    assert his is not None
    assert ([service.id for service in his.services], his.specialist) == ([salon.haircut.id], None)


async def test_known_customer_is_booked_for_what_he_had_last(salon: Salon) -> None:
    beard = await salon.add_service(by=OWNER, name="Борода", minutes=30, price=0)
    await salon.book_by_hand(by=OWNER, plan=Plan.of(beard.id), start=at("10:00"), name="Иван", phone=PHONE)

    line = await reads(salon, "завтра 12:00 8 916 123-45-67")

    assert line is not None
    assert line.services == (beard,)


async def test_draft_shows_what_would_be_booked_and_books_nothing(salon: Salon) -> None:
    look, plan = LookAtDraft(salon.storage, salon.clock), Plan.of(salon.haircut.id)
    await BlockTime(salon.storage, salon.clock)(1, at("15:00"), by=OWNER)

    free = await look(plan, at("12:00"), Guest("Иван", "8 916 123-45-67"), by=OWNER)
    taken = await look(plan, at("15:30"), Guest("Иван"), by=OWNER)

    assert free == Draft(plan, at("12:00"), free.offer, Guest("Иван", "89161234567"))
    assert [offer.service for offer in free.offer.offers] == [salon.haircut]
    assert isinstance(taken.refused, SlotTaken)
    assert (await salon.board(MONDAY, by=OWNER)).bookings == ()
    with pytest.raises(UsernameUnknown):
        await look(plan, at("12:00"), Guest("@nobody"), by=OWNER)
