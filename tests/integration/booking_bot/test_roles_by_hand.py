"""A specialist books by hand for herself alone, and without the list of customers."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import NotAllowed, NotYourBooking, SharedVisit
from services.booking_bot.domain.errors_links import LinkForCustomer
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.domain.preferences import Told
from services.booking_bot.domain.team import Member, Role
from services.booking_bot.use_cases.book_by_hand import Guest
from services.booking_bot.use_cases.calls import ListCalls
from services.booking_bot.use_cases.customer_links import MakeCustomerLink, OpenCustomerLink
from services.booking_bot.use_cases.draft import ListRecent, LookAtDraft
from services.booking_bot.use_cases.free_times import ForMove, ForVisit
from services.booking_bot.use_cases.hand_services import ListHandServices
from services.booking_bot.use_cases.pin_time import PinTime
from services.booking_bot.use_cases.preferences import ChoosePreferences
from services.booking_bot.use_cases.read_line import ReadLine
from services.booking_bot.use_cases.specialists import AddSpecialist, SetOwnTerms
from tests.support.salon import ALICE, BOB, OWNER, SECOND_ADMIN, Salon, at

FIRST = 1
PHONE = "+79161234567"


@pytest.fixture
async def anna(lone_salon: Salon) -> int:
    added = (await AddSpecialist(lone_salon.storage, lone_salon.clock)(by=OWNER, name="Анна")).specialist.id
    async with lone_salon.storage.writing() as tables:
        await tables.staff.put(Member(BOB, Role.SPECIALIST, added))
    return added


async def test_she_books_over_what_is_hers_and_the_log_says_so(lone_salon: Salon, anna: int) -> None:
    hers, others = Plan.of(lone_salon.haircut.id, anna), Plan.of(lone_salon.haircut.id, FIRST)
    book = lone_salon.book_by_hand
    await book(by=OWNER, plan=hers, start=at("15:00"), name="Иван")

    booking = await book(by=BOB, plan=hers, start=at("15:30"), name="Пётр", anyway=True)
    for plan in (others, Plan.of(lone_salon.haircut.id)):
        with pytest.raises(NotAllowed):
            await book(by=BOB, plan=plan, start=at("15:30"), name="Пётр", anyway=True)
        with pytest.raises(NotAllowed):
            await PinTime(lone_salon.storage, lone_salon.clock)(ForVisit(plan), at("12:00"), by=BOB)

    async with lone_salon.storage.reading() as tables:
        newest = (await tables.audit.page(limit=1))[0]
    assert (newest.act, newest.by, newest.booking_id) == (Act.BOOKED_ANYWAY, BOB, booking.id)


async def test_she_names_customers_in_words_alone(lone_salon: Salon, anna: int) -> None:
    storage, clock, hers = lone_salon.storage, lone_salon.clock, Plan.of(lone_salon.haircut.id, anna)
    known = (await lone_salon.book_by_hand(by=OWNER, plan=hers, start=at("10:00"), name="Иван", phone=PHONE)).customer

    line = await ReadLine(storage, clock)(f"завтра 15:00 стрижка Иван {PHONE}", by=BOB)
    by_id = Guest(customer_id=known.id)

    assert line is not None
    assert (line.specialist_id, line.guest) == (anna, Guest("Иван", PHONE))
    assert (await LookAtDraft(storage, clock)(hers, at("15:00"), line.guest, by=BOB)).customer == known
    assert (await ListRecent(storage, clock)(by=BOB), len(await ListRecent(storage, clock)(by=OWNER))) == ([], 1)
    with pytest.raises(NotAllowed):
        await LookAtDraft(storage, clock)(hers, at("15:00"), by_id, by=BOB)
    with pytest.raises(NotAllowed):
        await lone_salon.book_by_hand(by=BOB, plan=hers, start=at("15:00"), customer_id=known.id)
    with pytest.raises(NotAllowed):
        await ListCalls(storage, clock)(by=BOB)


async def test_she_is_offered_what_she_does(lone_salon: Salon, anna: int) -> None:
    storage, clock = lone_salon.storage, lone_salon.clock
    beard = await lone_salon.add_service(by=OWNER, name="Борода", minutes=30, price=0)
    await SetOwnTerms(storage)(anna, lone_salon.haircut.id, by=OWNER, offered=False)

    offered = await ListHandServices(storage)(by=BOB)
    line = await ReadLine(storage, clock)("завтра 15:00 Иван", by=BOB)

    assert [service.id for service in offered.every] == [beard.id]
    assert line is not None
    assert (line.service, line.specialist_id) == (offered.every[0], anna)


async def test_link_is_made_for_visits_that_are_hers_alone(lone_salon: Salon, anna: int) -> None:
    storage, clock, haircut = lone_salon.storage, lone_salon.clock, lone_salon.haircut.id
    book, make = lone_salon.book_by_hand, MakeCustomerLink(storage, clock)
    hers = await book(by=OWNER, plan=Plan.of(haircut, anna), start=at("10:00"), name="Иван")
    others = await book(by=OWNER, plan=Plan.of(haircut, FIRST), start=at("10:00"), name="Пётр")
    of_two = Plan((Item(haircut, FIRST), Item(haircut, anna)))
    shared = await book(by=OWNER, plan=of_two, start=at("12:00"), name="Илья")
    await ChoosePreferences(storage, clock).told(Told.NOTHING, by=SECOND_ADMIN)

    made = await make(hers.id, by=BOB)
    for booking, refusal in ((others, NotYourBooking), (shared, SharedVisit)):
        with pytest.raises(refusal):
            await make(booking.id, by=BOB)
    with pytest.raises(SharedVisit):
        await PinTime(storage, clock)(ForMove(shared.id), at("15:00"), by=BOB)
    with pytest.raises(LinkForCustomer):
        await OpenCustomerLink(storage, clock)(made.code, user_id=BOB)
    await lone_salon.notices()
    async with storage.writing() as tables:
        await tables.staff.remove(OWNER, clock())  # whoever made it: it holds when that person has left the team
    opened = await OpenCustomerLink(storage, clock)(made.code, user_id=ALICE, agreed=True)
    told = await lone_salon.notices()

    assert opened.booking.customer.user_id == ALICE
    assert [(one.kind, one.user_id) for one in told] == [(NoticeKind.OWNER_LINK_OPENED, BOB)]
