"""Several specialists: each with her own hours, length and price, and somebody for those who name nobody."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from services.booking_bot.domain.errors import NotAllowed, ServiceNotFound, SlotTaken, SpecialistNotFound, TimeRefused
from services.booking_bot.domain.errors_setup import InvalidDuration, LastSpecialist
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.prices import Price, PriceKind
from services.booking_bot.domain.specialists import AnyRule
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.free_times import ForVisit, FreeSlots
from services.booking_bot.use_cases.offers import GetOffer, ListOffers
from services.booking_bot.use_cases.specialists import (
    AddSpecialist,
    EditSpecialist,
    GetSpecialist,
    ListSpecialists,
    SetOwnTerms,
)
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, at

FIRST, ANNA = 1, 2


@pytest.fixture
async def pair(salon: Salon) -> Salon:
    """The salon with a second specialist, Anna."""
    card = await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="  Анна ")
    assert (card.specialist.id, card.specialist.name) == (ANNA, "Анна")
    return salon


async def _book(salon: Salon, clock: str, user_id: int = ALICE, who: int | None = None) -> int:
    booking = await Book(salon.storage, salon.clock)(
        user_id=user_id, plan=Plan.of(salon.haircut.id, who), start=at(clock)
    )
    return booking.parts[0].specialist_id


async def _free(salon: Salon, who: int | None) -> list[str]:
    purpose = ForVisit(Plan.of(salon.haircut.id, who))
    times = await FreeSlots(salon.storage, salon.clock)(purpose, MONDAY, by=as_customer(BOB))
    return [f"{start:%H:%M}" for start in times.starts]


async def test_newcomer_has_the_hours_of_the_first_and_a_calendar_of_her_own(pair: Salon) -> None:
    await _book(pair, "10:00", who=ANNA)

    assert "10:00" in await _free(pair, FIRST)
    assert "10:00" not in await _free(pair, ANNA)
    assert "10:00" in await _free(pair, None)
    with pytest.raises(SlotTaken):
        await _book(pair, "10:00", BOB, who=ANNA)


async def test_own_length_and_price_are_offered_and_copied_into_the_booking(pair: Salon) -> None:
    own = SetOwnTerms(pair.storage)
    await own(ANNA, pair.haircut.id, by=OWNER, minutes=90)
    await own(ANNA, pair.haircut.id, by=OWNER, price=2000_00)

    first, anna = await ListOffers(pair.storage)(pair.haircut.id)
    assert (first.service.minutes, first.service.price) == (60, 1500_00)
    assert (anna.service.minutes, anna.service.price) == (90, 2000_00)
    anybody = await GetOffer(pair.storage)(Plan.of(pair.haircut.id))
    assert (anybody.minutes, anybody.costs, anybody.varies) == (60, Price(1500_00, "RUB", PriceKind.FROM), True)
    assert (await _free(pair, FIRST))[-1] == "18:00"
    assert (await _free(pair, ANNA))[-1] == "17:30"

    booking = await Book(pair.storage, pair.clock)(
        user_id=ALICE, plan=Plan.of(pair.haircut.id, ANNA), start=at("10:00")
    )
    await own(ANNA, pair.haircut.id, by=OWNER, price=1)
    assert (booking.end - booking.start, booking.costs.amount) == (timedelta(minutes=90), 2000_00)
    assert booking.specialist_names == "Анна"
    assert (await pair.my_bookings(user_id=ALICE))[0].costs.amount == 2000_00


async def test_who_does_not_do_it_or_takes_no_visits_is_not_offered(pair: Salon) -> None:
    await SetOwnTerms(pair.storage)(ANNA, pair.haircut.id, by=OWNER, offered=False)
    assert [offer.specialist.id for offer in await ListOffers(pair.storage)(pair.haircut.id) if offer.specialist] == [
        FIRST
    ]
    with pytest.raises(SpecialistNotFound):
        await _book(pair, "10:00", who=ANNA)

    await SetOwnTerms(pair.storage)(ANNA, pair.haircut.id, by=OWNER, offered=True)
    await _book(pair, "10:00", who=ANNA)
    await EditSpecialist(pair.storage)(ANNA, by=OWNER, active=False)
    with pytest.raises(SpecialistNotFound):
        await _book(pair, "12:00", who=ANNA)
    (kept,) = await pair.my_bookings(user_id=ALICE)
    moved = await pair.move(kept.id, at("12:00"), by=as_customer(ALICE))
    assert moved.parts[0].specialist_id == ANNA


@pytest.mark.parametrize(
    ("rule", "chosen"),
    [
        (AnyRule.FIRST, [FIRST, FIRST, FIRST, ANNA]),
        (AnyRule.FEWEST, [FIRST, ANNA, FIRST, ANNA]),
        (AnyRule.TURN, [FIRST, ANNA, FIRST, ANNA]),
    ],
)
async def test_rule_says_who_gets_a_visit_without_a_name(pair: Salon, rule: AnyRule, chosen: list[int]) -> None:
    await pair.change_settings(by=OWNER, any_rule=rule.value)
    people = [ALICE, BOB, ALICE, BOB]
    clocks = ["10:00", "11:00", "12:00", "12:00"]
    assert [await _book(pair, clock, who) for clock, who in zip(clocks, people, strict=True)] == chosen


async def test_fewest_counts_the_day_and_turn_counts_for_ever(pair: Salon) -> None:
    await _book(pair, "10:00", who=ANNA)
    await _book(pair, "12:00", who=ANNA)
    await _book(pair, "14:00", who=FIRST)
    await pair.change_settings(by=OWNER, any_rule=AnyRule.FEWEST.value)
    assert await _book(pair, "16:00") == FIRST
    await pair.change_settings(by=OWNER, any_rule=AnyRule.TURN.value)
    assert await _book(pair, "17:00") == ANNA


async def test_two_at_once_for_the_same_time_get_different_specialists_and_a_third_is_refused(pair: Salon) -> None:
    await pair.remember(user_id=3, name="Carol")
    results = await asyncio.gather(
        *(_book(pair, "10:00", user_id) for user_id in (ALICE, BOB, 3)), return_exceptions=True
    )
    assert sorted(result for result in results if isinstance(result, int)) == [FIRST, ANNA]
    assert [type(result) for result in results if not isinstance(result, int)] == [SlotTaken]


async def test_every_listed_start_books_and_no_other_does(pair: Salon) -> None:
    """With different lengths: the list for "anybody" is what the booking takes."""
    await SetOwnTerms(pair.storage)(ANNA, pair.haircut.id, by=OWNER, minutes=90)
    await _book(pair, "12:00", who=FIRST)
    await _book(pair, "15:00", who=ANNA)
    for who in (FIRST, ANNA, None):
        listed = await _free(pair, who)
        for minute in range(9 * 60, 20 * 60, 30):
            clock = f"{minute // 60:02d}:{minute % 60:02d}"
            try:
                await _book(pair, clock, BOB, who=who)
            except TimeRefused:
                assert clock not in listed
            else:
                assert clock in listed
                mine = await pair.my_bookings(user_id=BOB)
                await pair.cancel(mine[0].id, by=as_customer(BOB))


async def test_wrong_requests_change_nothing(pair: Salon) -> None:
    with pytest.raises(NotAllowed):
        await ListSpecialists(pair.storage)(by=ALICE)
    with pytest.raises(SpecialistNotFound):
        await GetSpecialist(pair.storage)(77, by=OWNER)
    with pytest.raises(ServiceNotFound):
        await SetOwnTerms(pair.storage)(ANNA, 77, by=OWNER, offered=False)
    with pytest.raises(InvalidDuration):
        await SetOwnTerms(pair.storage)(ANNA, pair.haircut.id, by=OWNER, minutes=1)
    await EditSpecialist(pair.storage)(FIRST, by=OWNER, active=False)
    with pytest.raises(LastSpecialist):
        await EditSpecialist(pair.storage)(ANNA, by=OWNER, active=False)


async def test_repeated_update_adds_once(salon: Salon) -> None:
    add = AddSpecialist(salon.storage, salon.clock)
    once, again = [await add(by=OWNER, name="Анна", update_id=5) for _ in range(2)]
    assert once == again
    assert len(await ListSpecialists(salon.storage)(by=OWNER)) == 2


async def test_where_there_is_one_alone_nobody_is_named(salon: Salon) -> None:
    assert (await salon.book(at("10:00"))).specialist_names is None
