"""Pay of specialists, from the visits as they stand in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.booking_bot.domain.errors import NotAllowed, SpecialistNotFound
from services.booking_bot.domain.errors_team import PayRewritesPast
from services.booking_bot.domain.outcomes import Outcome
from services.booking_bot.domain.pay import PayKind, PayTerms, Period
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.domain.team import Member, Role
from services.booking_bot.use_cases.mark_visit import MarkVisit, SetReceived
from services.booking_bot.use_cases.pay import DropPlannedPay, GetPay, GetPayCard, SetPay
from services.booking_bot.use_cases.specialists import AddSpecialist, EditSpecialist
from tests.support.salon import BOB, MONDAY, OWNER, Salon, as_owner, at

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
FIRST, FORTY = 1, PayTerms(PayKind.PERCENT, 40_00)
TODAY = date(2026, 3, 1)


async def anna(salon: Salon) -> int:
    added = await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Анна")
    return added.specialist.id


async def test_a_report_counts_what_was_received_by_everybodys_share(salon: Salon) -> None:
    herself, by_hand = await anna(salon), salon.book_by_hand
    haircut = salon.haircut.id
    both = Plan((Item(haircut, FIRST), Item(haircut, herself)))
    of_two = await by_hand(by=OWNER, plan=both, start=at("10:00"), name="Иван")
    missed = await by_hand(by=OWNER, plan=Plan.of(haircut, herself), start=at("13:00"), name="Пётр")
    cancelled = await by_hand(by=OWNER, plan=Plan.of(haircut, herself), start=at("15:00"), name="Яна")
    await by_hand(by=OWNER, plan=Plan.of(haircut, herself), start=at("17:00"), name="Ева")
    await salon.cancel(cancelled.id, by=as_owner())
    for who in (FIRST, herself):
        await SetPay(salon.storage, salon.clock)(who, FORTY, MARCH.first, by=OWNER)
    salon.clock.now = at("18:30")
    await SetReceived(salon.storage, salon.clock)(of_two.id, by=OWNER, amount=2000_01, tip=100_00)
    await MarkVisit(salon.storage, salon.clock)(missed.id, Outcome.NO_SHOW, by=OWNER)

    report = await GetPay(salon.storage, salon.clock)(MARCH, by=OWNER)
    later = await GetPay(salon.storage, lambda: salon.clock.now + timedelta(days=1))(MARCH, by=OWNER)

    assert [(one.received, one.pay, one.tips, one.open) for one in report.earned.values()] == [
        (1000_01, 400_00, 50_00, 0),
        (1000_00, 400_00, 50_00, 1),
    ]
    assert [one.received for one in later.earned.values()] == [1000_01, 2500_00]
    assert (await GetPay(salon.storage, salon.clock)(Period.month(TODAY, 1), by=OWNER)).earned[herself].visits == ()


async def test_a_specialist_sees_her_own_pay_alone(lone_salon: Salon) -> None:
    storage, clock, herself = lone_salon.storage, lone_salon.clock, await anna(lone_salon)
    async with storage.writing() as tables:
        await tables.staff.put(Member(BOB, Role.SPECIALIST, herself))
    get_pay = GetPay(storage, clock)

    report = await get_pay(by=BOB)

    assert ([one.name for one in report.specialists], report.period) == (["Анна"], MARCH)
    assert (list(report.earned), list(report.terms)) == ([herself], [herself])
    for refused in (
        get_pay(by=BOB, specialist_id=FIRST),
        get_pay(by=999),
        GetPayCard(storage, clock)(herself, by=BOB),
        SetPay(storage, clock)(herself, FORTY, TODAY, by=BOB),
        DropPlannedPay(storage, clock)(herself, 1, by=BOB),
    ):
        with pytest.raises(NotAllowed):
            await refused


async def test_terms_hold_from_a_day_on_and_planned_ones_can_be_dropped(salon: Salon) -> None:
    set_pay, drop = SetPay(salon.storage, salon.clock), DropPlannedPay(salon.storage, salon.clock)
    fixed, tomorrow = PayTerms(PayKind.PER_VISIT, 300_00), TODAY + timedelta(days=1)

    await set_pay(FIRST, FORTY, date(2026, 1, 1), by=OWNER)
    await set_pay(FIRST, replace(fixed, value=200_00), tomorrow, by=OWNER)
    for _ in range(2):
        card = await set_pay(FIRST, fixed, tomorrow, by=OWNER)
    with pytest.raises(PayRewritesPast):
        await set_pay(FIRST, fixed, date(2026, 2, 28), by=OWNER)

    assert card.now is not None
    assert (card.now.terms, [(one.first_day, one.terms) for one in card.planned]) == (FORTY, [(tomorrow, fixed)])
    for _ in range(2):
        card = await drop(FIRST, card.planned[0].id if card.planned else 1, by=OWNER)
    assert (card.now.terms if card.now else None, card.planned) == (FORTY, ())
    with pytest.raises(SpecialistNotFound):
        await set_pay(999, fixed, tomorrow, by=OWNER)


async def test_who_has_left_is_listed_while_there_is_something_to_pay(lone_salon: Salon) -> None:
    storage, clock, herself = lone_salon.storage, lone_salon.clock, await anna(lone_salon)
    await lone_salon.book_by_hand(
        by=OWNER, plan=Plan.of(lone_salon.haircut.id, herself), start=at("10:00"), name="Иван"
    )
    await EditSpecialist(storage, clock)(herself, by=OWNER, active=False)
    clock.now = at("12:00", MONDAY + timedelta(days=2))

    march, april = [
        await GetPay(storage, clock)(period, by=OWNER) for period in (MARCH, Period(date(2026, 4, 1), date(2026, 4, 2)))
    ]

    assert [one.name for one in march.specialists] == ["Salon", "Анна"]
    assert [one.name for one in april.specialists] == ["Salon"]
