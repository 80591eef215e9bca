"""One visit with several services: in a row, with one specialist or several, and each part cancellable."""

from __future__ import annotations

from datetime import date

import pytest

from services.booking_bot.domain.bookings import Booking, BookingState
from services.booking_bot.domain.errors import (
    LastPart,
    NotOffered,
    PartNotFound,
    SlotTaken,
    TimeRefused,
    TooManyServices,
)
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.domain.prices import Price, PriceKind
from services.booking_bot.domain.services import Service
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.cancel_part import CancelPart
from services.booking_bot.use_cases.free_times import ForVisit, FreeSlots
from services.booking_bot.use_cases.nearest_times import FindNearestTimes
from services.booking_bot.use_cases.services import SetServiceRules
from services.booking_bot.use_cases.specialists import AddSpecialist, SetOwnTerms
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SECOND_ADMIN, Salon, as_customer, as_owner, at

FIRST, ANNA = 1, 2


@pytest.fixture
async def beard(salon: Salon) -> Service:
    """A second service of half an hour; customers may have three in one visit."""
    await salon.change_settings(by=OWNER, most_services=3)
    return await salon.add_service(by=OWNER, name="Борода", minutes=30, price=500_00)


async def _book(salon: Salon, plan: Plan, clock: str, user_id: int = ALICE) -> Booking:
    return await Book(salon.storage, salon.clock)(user_id=user_id, plan=plan, start=at(clock))


async def _free(salon: Salon, plan: Plan, user_id: int = BOB) -> list[str]:
    times = await FreeSlots(salon.storage, salon.clock)(ForVisit(plan), MONDAY, by=as_customer(user_id))
    return [f"{start:%H:%M}" for start in times.starts]


def _shape(booking: Booking) -> list[tuple[str, str, int]]:
    return [(part.service_name, f"{part.start:%H:%M}", part.specialist_id) for part in booking.parts]


async def test_services_of_one_visit_follow_one_another_and_their_prices_add_up(salon: Salon, beard: Service) -> None:
    plan = Plan((Item(salon.haircut.id), Item(beard.id)))
    booking = await _book(salon, plan, "12:00")

    assert _shape(booking) == [("Стрижка", "12:00", FIRST), ("Борода", "13:00", FIRST)]
    assert (booking.service_name, booking.minutes, booking.costs) == ("Стрижка + Борода", 90, Price(2000_00, "RUB"))
    assert (await salon.my_bookings(user_id=ALICE)) == [booking]
    assert not {"11:00", "12:00", "13:00"} & set(await _free(salon, plan))
    assert "10:30" in await _free(salon, plan)
    with pytest.raises(SlotTaken):
        await _book(salon, Plan.of(beard.id), "13:00", BOB)


async def test_same_visit_asked_for_twice_is_one(salon: Salon, beard: Service) -> None:
    plan = Plan((Item(salon.haircut.id), Item(beard.id)))

    assert await _book(salon, plan, "12:00") == await _book(salon, plan, "12:00")


async def test_parts_may_have_different_specialists(salon: Salon, beard: Service) -> None:
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    await SetOwnTerms(salon.storage)(FIRST, beard.id, by=OWNER, offered=False)
    plan = Plan((Item(salon.haircut.id), Item(beard.id)))

    assert _shape(await _book(salon, plan, "12:00")) == [("Стрижка", "12:00", FIRST), ("Борода", "13:00", ANNA)]
    named = Plan((Item(salon.haircut.id, FIRST), Item(beard.id, ANNA)))
    booking = await _book(salon, named, "14:00")
    assert _shape(booking) == [("Стрижка", "14:00", FIRST), ("Борода", "15:00", ANNA)]
    assert booking.specialist_names == "Salon + Анна"


async def test_more_services_than_the_owner_allows_are_refused(salon: Salon, beard: Service) -> None:
    await salon.change_settings(by=OWNER, most_services=1)

    with pytest.raises(TooManyServices):
        await _book(salon, Plan((Item(salon.haircut.id), Item(beard.id))), "12:00")
    assert await salon.my_bookings(user_id=ALICE) == []


async def test_every_listed_start_of_a_visit_books_and_no_other_does(salon: Salon, beard: Service) -> None:
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    await SetOwnTerms(salon.storage)(ANNA, beard.id, by=OWNER, minutes=60)
    await _book(salon, Plan.of(salon.haircut.id, FIRST), "12:00")
    await _book(salon, Plan.of(salon.haircut.id, ANNA), "14:00")
    for plan in (
        Plan((Item(salon.haircut.id), Item(beard.id))),
        Plan((Item(beard.id, ANNA), Item(salon.haircut.id))),
        Plan((Item(salon.haircut.id, FIRST), Item(beard.id, ANNA), Item(beard.id))),
    ):
        listed, booked = await _free(salon, plan), []
        for minute in range(9 * 60, 20 * 60, 30):
            clock = f"{minute // 60:02d}:{minute % 60:02d}"
            try:
                booking = await _book(salon, plan, clock, BOB)
            except TimeRefused:
                continue
            booked.append(clock)
            await salon.cancel(booking.id, by=as_customer(BOB))
        assert booked == listed
        assert listed


async def test_one_part_is_cancelled_and_the_rest_stays(salon: Salon, beard: Service) -> None:
    booking = await _book(salon, Plan((Item(salon.haircut.id), Item(beard.id))), "12:00")
    await salon.notices()
    cancel_part = CancelPart(salon.storage, salon.clock)
    haircut, shave = booking.parts

    after = await cancel_part(booking.id, haircut.id, by=as_customer(ALICE), update_id=9)

    assert (_shape(after), after.version) == ([("Борода", "13:00", FIRST)], 2)
    assert await cancel_part(booking.id, haircut.id, by=as_customer(ALICE), update_id=9) == after
    assert {"12:00"} <= set(await _free(salon, Plan.of(salon.haircut.id)))
    told = await salon.notices()
    assert [(notice.kind, notice.user_id, notice.facts.service_name) for notice in told] == [
        (NoticeKind.OWNER_PART_CANCELLED, admin, "Стрижка") for admin in (OWNER, SECOND_ADMIN)
    ]
    for gone, why in ((haircut.id, PartNotFound), (shave.id, LastPart), (999, PartNotFound)):
        with pytest.raises(why):
            await cancel_part(booking.id, gone, by=as_customer(ALICE))
    moved = await salon.move(booking.id, at("16:00"), by=as_owner())
    assert _shape(moved) == [("Борода", "16:00", FIRST)]
    cancelled = await salon.cancel(booking.id, by=as_customer(ALICE))
    assert cancelled.state is BookingState.CANCELLED
    assert await salon.my_bookings(user_id=ALICE) == []


async def test_what_is_left_of_a_visit_is_reminded_of_at_its_own_time(salon: Salon, beard: Service) -> None:
    booking = await _book(salon, Plan((Item(salon.haircut.id), Item(beard.id))), "12:00")
    await CancelPart(salon.storage, salon.clock)(booking.id, booking.parts[0].id, by=as_customer(ALICE))
    await salon.notices()
    salon.clock.now = at("10:30")
    assert await salon.notices() == []
    salon.clock.now = at("11:00")

    (reminder,) = [notice for notice in await salon.notices() if notice.user_id == ALICE]

    assert (reminder.kind, reminder.facts.service_name, reminder.facts.start) == (
        NoticeKind.REMINDER,
        "Борода",
        at("13:00"),
    )


async def test_day_list_has_a_visit_of_which_the_first_part_was_cancelled(salon: Salon, beard: Service) -> None:
    booking = await _book(salon, Plan((Item(salon.haircut.id), Item(beard.id))), "12:00")
    await CancelPart(salon.storage, salon.clock)(booking.id, booking.parts[0].id, by=as_owner())

    (listed,) = (await salon.board(MONDAY, by=OWNER)).bookings

    assert _shape(listed) == [("Борода", "13:00", FIRST)]


async def test_last_visit_is_offered_again_with_all_its_services_and_people(salon: Salon, beard: Service) -> None:
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    plan = Plan((Item(salon.haircut.id, ANNA), Item(beard.id, ANNA)))
    await _book(salon, plan, "12:00")

    nearest = await FindNearestTimes(salon.storage, salon.clock)(user_id=ALICE)

    assert nearest is not None
    assert {(time.plan, time.name) for time in nearest.times} == {(plan, "Стрижка + Борода")}
    assert (len(nearest.times), nearest.specialist, nearest.again) == (3, "Анна", True)
    await SetOwnTerms(salon.storage)(ANNA, beard.id, by=OWNER, offered=False)
    without = await FindNearestTimes(salon.storage, salon.clock)(user_id=ALICE)
    assert without is not None
    anybody = Plan((Item(salon.haircut.id), Item(beard.id)))
    assert {time.plan for time in without.times} == {anybody}
    assert without.specialist is None


async def test_newcomer_is_offered_the_nearest_time_of_each_of_the_first_services(salon: Salon, beard: Service) -> None:
    await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("10:30"), name="Иван")

    nearest = await FindNearestTimes(salon.storage, salon.clock)(user_id=BOB)

    assert nearest is not None
    assert [(time.name, f"{time.start:%H:%M}") for time in nearest.times] == [("Борода", "10:00"), ("Стрижка", "11:30")]
    assert (nearest.again, nearest.of_one) == (False, False)


async def test_fixed_times_of_a_later_service_are_kept_too(salon: Salon, beard: Service) -> None:
    await salon.edit_service(beard.id, by=OWNER, fixed_times=[11 * 60, 14 * 60])
    plan = Plan((Item(salon.haircut.id), Item(beard.id)))

    assert await _free(salon, plan) == ["10:00", "13:00"]
    with pytest.raises(NotOffered):
        await _book(salon, plan, "11:00")
    assert _shape(await _book(salon, plan, "13:00")) == [("Стрижка", "13:00", FIRST), ("Борода", "14:00", FIRST)]


async def test_gap_of_the_specialist_is_none_of_the_customers_other_visits(salon: Salon, beard: Service) -> None:
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    await SetServiceRules(salon.storage)(beard.id, {"buffer_before": 15}, by=OWNER)
    await _book(salon, Plan.of(salon.haircut.id, FIRST), "10:00")

    assert (await _book(salon, Plan.of(beard.id, anna), "11:00")).start == at("11:00")
    with pytest.raises(SlotTaken):
        await _book(salon, Plan.of(beard.id, FIRST), "11:00", BOB)


async def test_price_that_is_not_stated_makes_the_sum_from(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, most_services=2)
    unstated = await salon.add_service(by=OWNER, name="Укладка", minutes=30, price=0)

    booking = await _book(salon, Plan((Item(salon.haircut.id), Item(unstated.id))), "12:00")

    assert booking.costs == Price(1500_00, "RUB", PriceKind.FROM)


async def test_fixed_times_are_all_that_is_offered(salon: Salon) -> None:
    await salon.edit_service(salon.haircut.id, by=OWNER, fixed_times=[15 * 60, 10 * 60 + 15])

    assert await _free(salon, Plan.of(salon.haircut.id)) == ["10:15", "15:00"]
    with pytest.raises(NotOffered):
        await _book(salon, Plan.of(salon.haircut.id), "12:00")
    booking = await _book(salon, Plan.of(salon.haircut.id), "15:00")
    assert await _free(salon, Plan.of(salon.haircut.id)) == ["10:15"]
    by_hand = await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("12:00"), name="Иван")
    assert by_hand.start == at("12:00")
    tuesday = date(2026, 3, 3)
    with pytest.raises(NotOffered):
        await salon.move(booking.id, at("12:00", tuesday), by=as_customer(ALICE))
    assert (await salon.move(booking.id, at("15:00", tuesday), by=as_customer(ALICE))).start == at("15:00", tuesday)
