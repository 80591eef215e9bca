"""The business books and moves over what is there, outside the hours and without a free chair; the log says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.clashes import Clash, Hindrance, Obstacle, overlapping
from services.booking_bot.domain.errors import InThePast, NotAllowed, OutsideHours, OwnVisit, SlotTaken
from services.booking_bot.domain.log_values import moment
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.use_cases.blocks import BlockTime
from services.booking_bot.use_cases.free_times import ForVisit
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.resources import AddResource, SetNeed
from services.booking_bot.use_cases.services import AddService
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, as_owner, at

BOOKED_OR_MOVED = {Act.BOOKED_BY_HAND, Act.BOOKED_ANYWAY, Act.MOVED, Act.MOVED_ANYWAY}


async def by_hand(salon: Salon, clock: str, name: str = "Иван", *, days: int = 0, **more: Any) -> Booking:
    start = at(clock) + timedelta(days=days)
    return await salon.book_by_hand(
        **{"by": OWNER, "plan": Plan.of(salon.haircut.id), "start": start} | more, name=name
    )


async def log_of(salon: Salon) -> list[tuple[Act, int | None, str, str]]:
    async with salon.storage.reading() as tables:
        entries = await tables.audit.page(limit=50)
    return [(one.act, one.by, one.before, one.after) for one in entries if one.act in BOOKED_OR_MOVED]


async def lanes(salon: Salon) -> list[tuple[str, int]]:
    """When, and in which lane each visit and block is."""
    async with salon.storage.reading() as tables:
        rows = await tables.occupied.executor.rows(  # type: ignore[attr-defined]
            "SELECT starts_at, lane FROM occupied_time WHERE active ORDER BY starts_at, lane"
        )
    return [(str(row["starts_at"])[11:16], row["lane"]) for row in rows]


async def test_refusal_says_what_is_there_and_who_would_do_it(salon: Salon) -> None:
    await salon.book(at("15:00"))
    await BlockTime(salon.storage, salon.clock)(1, at("16:00"), by=OWNER)
    await HoldTime(salon.storage, salon.clock)(ForVisit(Plan.of(salon.haircut.id)), at("17:00"), user_id=BOB)

    with pytest.raises(SlotTaken) as taken:
        await by_hand(salon, "15:30")
    with pytest.raises(SlotTaken) as held:
        await by_hand(salon, "17:30")
    with pytest.raises(OutsideHours) as closed:
        await by_hand(salon, "22:00")
    with pytest.raises(InThePast) as over:
        await by_hand(salon, "15:00", days=-2)

    assert taken.value.clash == Clash(
        1,
        None,
        (
            Obstacle(Hindrance.VISIT, at("15:00"), at("16:00"), "Стрижка", "Alice"),
            Obstacle(Hindrance.BLOCK, at("16:00"), at("17:00")),
        ),
    )
    assert held.value.clash == Clash(1, None, (Obstacle(Hindrance.HOLD, at("17:00"), at("18:00"), who="Bob"),))
    assert closed.value.clash == Clash(1, None, outside_hours=True)
    assert over.value.clash is None
    assert await log_of(salon) == []


async def test_of_a_visit_to_two_only_what_is_in_the_way_is_named(salon: Salon) -> None:
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    colouring = await AddService(salon.storage, salon.clock)(by=OWNER, name="Окрашивание", minutes=60, price=0)
    await by_hand(salon, "15:00", plan=Plan((Item(salon.haircut.id, 1), Item(colouring.id, anna))))

    with pytest.raises(SlotTaken) as refused:
        await by_hand(salon, "16:00", "Пётр", plan=Plan.of(salon.haircut.id, anna))

    in_the_way = Obstacle(Hindrance.VISIT, at("16:00"), at("17:00"), "Окрашивание", "Иван")
    assert refused.value.clash is not None
    assert refused.value.clash.obstacles == (in_the_way,)


async def test_booked_anyway_stands_beside_the_other_and_both_are_busy(salon: Salon) -> None:
    await salon.book(at("15:00"))
    first = await by_hand(salon, "15:30", anyway=True)
    second = await by_hand(salon, "15:30", "Пётр", anyway=True)
    board = await salon.board(MONDAY, by=OWNER)

    assert await lanes(salon) == [("15:00", 0), ("15:30", 1), ("15:30", 2)]
    assert {at("14:30"), at("15:00"), at("15:30"), at("16:00")}.isdisjoint(await salon.free())
    assert {at("14:00"), at("16:30")} < set(await salon.free())
    assert overlapping(board.bookings) == {one.id for one in board.bookings} >= {first.id, second.id}
    assert await log_of(salon) == [(Act.BOOKED_ANYWAY, OWNER, "", moment(at("15:30")))] * 2


async def test_anyway_where_nothing_is_in_the_way_is_an_ordinary_booking(salon: Salon) -> None:
    booking = await by_hand(salon, "15:00", anyway=True)
    again = await by_hand(salon, "15:00", anyway=True)
    with pytest.raises(NotAllowed):
        await by_hand(salon, "15:00", by=ALICE, anyway=True)

    assert again == booking
    assert (await lanes(salon), await log_of(salon)) == (
        [("15:00", 0)],
        [(Act.BOOKED_BY_HAND, OWNER, "", moment(at("15:00")))],
    )


async def test_the_same_tap_once_more_books_nothing_over_itself_and_a_minute_later_does(salon: Salon) -> None:
    once = await by_hand(salon, "22:00", anyway=True)
    twice = await by_hand(salon, "22:00", anyway=True)
    salon.clock.now += timedelta(minutes=2)
    later = await by_hand(salon, "22:00", anyway=True)

    assert (once == twice, once.id == later.id) == (True, False)
    assert len(await log_of(salon)) == 2


async def test_the_less_busy_of_two_specialists_gets_what_is_booked_anyway(salon: Salon) -> None:
    anna = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")).specialist.id
    for user_id in (ALICE, BOB):
        await salon.book(at("15:00"), user_id)
    await by_hand(salon, "15:30", plan=Plan.of(salon.haircut.id, 1), anyway=True)

    with pytest.raises(SlotTaken) as refused:
        await by_hand(salon, "15:30", "Пётр")
    booking = await by_hand(salon, "15:30", "Пётр", anyway=True)

    assert refused.value.clash is not None
    assert (refused.value.clash.specialist_id, refused.value.clash.specialist) == (anna, "Анна")
    assert booking.parts[0].specialist_id == anna


async def test_without_a_free_chair_it_is_said_and_booked_without(salon: Salon) -> None:
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    chair = await AddResource(salon.storage, salon.clock)(by=OWNER, name="Кресло")
    await SetNeed(salon.storage)(chair.resource.id, salon.haircut.id, needed=True, by=OWNER)
    await salon.book(at("15:00"))

    with pytest.raises(SlotTaken) as refused:
        await by_hand(salon, "15:00")
    await by_hand(salon, "15:00", anyway=True)

    assert refused.value.clash is not None
    assert (refused.value.clash.obstacles, refused.value.clash.missing) == ((), ("Кресло",))
    assert len((await salon.board(MONDAY, by=OWNER)).bookings) == 2
    assert len(await log_of(salon)) == 1


async def test_move_by_the_business_over_another_visit_and_away_again(salon: Salon) -> None:
    alices, bobs = await salon.book(at("12:00")), await salon.book(at("15:00"), BOB)

    with pytest.raises(SlotTaken):
        await salon.move(alices.id, at("15:00"), by=as_owner())
    with pytest.raises(SlotTaken):
        await salon.move(alices.id, at("15:00"), by=as_customer(ALICE), anyway=True)
    over = await salon.move(alices.id, at("15:00"), by=as_owner(), anyway=True)
    lanes_over = await lanes(salon)
    with pytest.raises(SlotTaken) as refused:
        await salon.move(alices.id, at("15:30"), by=as_owner())
    half = await salon.move(alices.id, at("15:30"), by=as_owner(), anyway=True)
    lanes_half = await lanes(salon)
    away = await salon.move(alices.id, at("10:00"), by=as_owner(), anyway=True)

    assert (over.start, half.start, away.start) == (at("15:00"), at("15:30"), at("10:00"))
    assert (lanes_over, lanes_half) == ([("15:00", 0), ("15:00", 1)], [("15:00", 0), ("15:30", 1)])
    assert refused.value.clash is not None
    assert [one.who for one in refused.value.clash.obstacles] == ["Bob"]
    assert await lanes(salon) == [("10:00", 0), ("15:00", 0)]
    assert (await salon.book(at("12:00"), BOB)).id > bobs.id
    assert await log_of(salon) == [
        (Act.MOVED, OWNER, moment(at("15:30")), moment(at("10:00"))),
        (Act.MOVED_ANYWAY, OWNER, moment(at("15:00")), moment(at("15:30"))),
        (Act.MOVED_ANYWAY, OWNER, moment(at("12:00")), moment(at("15:00"))),
    ]


async def test_nobody_is_moved_over_a_visit_of_his_own(salon: Salon) -> None:
    await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    one, _ = await salon.book(at("12:00")), await salon.book(at("15:00"))
    await salon.book(at("15:00"), BOB)

    for anyway in (False, True):
        with pytest.raises(OwnVisit) as refused:
            await salon.move(one.id, at("15:30"), by=as_owner(), anyway=anyway)
        assert (refused.value.clash, refused.value.told_business) == (None, True)
