"""Somebody is ill today, or a day off hits visits: each customer is asked once, and nothing that happens is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.displacements import Cause, Scope
from services.booking_bot.domain.errors import (
    NotAllowed,
    SpecialistNotFound,
    TooLateToMove,
)
from services.booking_bot.domain.errors_displacement import (
    DisplacementNotFound,
    NobodyDisplaced,
    NotDisplaced,
)
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.log_values import text
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Item, Plan
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.blocks import BlockTime, FindFreeHours, FindVisitsAt, UnblockTime
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.calls import ListCalls
from services.booking_bot.use_cases.cancel_part import CancelPart
from services.booking_bot.use_cases.clientele import SetAccess
from services.booking_bot.use_cases.deliveries import ClaimDelivery
from services.booking_bot.use_cases.displaced import CallOverdue, MarkCalled
from services.booking_bot.use_cases.displacement import BeginDisplacement, IllToday, LiftDisplacement
from services.booking_bot.use_cases.displacement_lists import (
    GetDisplacement,
    OpenDisplacements,
    ShowList,
    TurnList,
)
from services.booking_bot.use_cases.displacement_preview import PreviewDisplacement, PreviewIllToday
from services.booking_bot.use_cases.hours import SetWeekdayHours
from services.booking_bot.use_cases.notices import NextNotice, NoticeFailed, NoticeSent
from services.booking_bot.use_cases.personal_data import DeleteMyData
from services.booking_bot.use_cases.reassign_booking import ReassignBooking
from services.booking_bot.use_cases.schedule import AddException, ListExceptions, RemoveException
from services.booking_bot.use_cases.specialists import AddSpecialist
from tests.support.displacing import (
    CANCELLED,
    DISPLACED,
    IVAN,
    MOVED,
    ON_SQLITE,
    OVER,
    STANDS,
    STANDS_AFTER_ALL,
    TO_CALL,
    WAITING,
    begin,
    book,
    closings,
    get,
    ill,
    kinds,
    lift,
    mine,
    owed,
    petr,
    preview_ill,
    reassign,
    states,
)
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SECOND_ADMIN, Salon, as_customer, as_owner, at, owed_by


async def test_ill_today_closes_what_is_left_of_the_day_and_asks_each_customer_once(ward: Salon) -> None:
    now_doing = await book(ward, "13:00", BOB)
    tomorrow = await book(ward, "15:00", day=MONDAY + timedelta(days=1))
    await ward.notices()
    ward.clock.now = at("13:20")

    preview = await preview_ill(ward)
    shown = await ill(ward)

    assert (preview.since, preview.customers, preview.already, preview.write_at) == (at("14:00"), 2, 0, None)
    assert [one.booking.customer.name for one in preview.to_write] == ["Alice", "Bob"]
    assert [one.booking.customer.phone for one in preview.to_call] == ["+79160000000"]
    assert (shown.displacement.cause, shown.displacement.closes) == (Cause.ILL, True)
    assert await states(ward) == {"Вера": TO_CALL, "Alice": WAITING, "Bob": WAITING}
    told = await ward.notices()
    assert kinds(told) == [(DISPLACED, ALICE), (DISPLACED, BOB)]
    assert [[one.name for one in choices.others] for notice in told for choices in notice.choices] == [["Пётр"]] * 2
    assert not any(choices.closed for notice in told for choices in notice.choices)
    assert await closings(ward) == [(MONDAY, (Hours.of(10 * 60, 14 * 60),))]
    assert [(await get(ward, booking)).displaced for booking in (now_doing, tomorrow)] == [False, False]


@ON_SQLITE
async def test_ill_today_said_twice_is_one_displacement_and_the_preview_says_so(ward: Salon) -> None:
    first = await ill(ward, update_id=7)
    again = await ill(ward, update_id=7)
    ward.clock.now += timedelta(minutes=5)
    once_more = await ill(ward)

    assert first.displacement.id == again.displacement.id == once_more.displacement.id
    assert kinds(await ward.notices()) == [(DISPLACED, ALICE), (DISPLACED, BOB)]
    preview = await preview_ill(ward)
    assert (preview.all, preview.since, preview.already, preview.running) == ((), None, 3, first.displacement.id)


@ON_SQLITE
async def test_ill_without_visits_can_be_lifted_and_without_hours_is_nothing(ward: Salon) -> None:
    begun = await ill(ward, await petr(ward))
    assert (begun.entries, await OpenDisplacements(ward.storage)(by=OWNER)) == ((), [])
    assert await owed(ward) is None
    await lift(ward, begun.displacement.id)
    assert await closings(ward, await petr(ward)) == []
    ward.clock.now = at("20:00")
    with pytest.raises(NobodyDisplaced):
        await ill(ward, await petr(ward))


async def test_what_happens_to_a_booking_settles_it_and_the_owner_reads_it_in_the_list_alone(ward: Salon) -> None:
    await ward.change_settings(by=OWNER, move_until_minutes=600, cancel_until_minutes=600, most_moves=1)
    tuesday = at("12:00", MONDAY + timedelta(days=1))
    alice, bob = await mine(ward), await mine(ward, BOB)
    with pytest.raises(TooLateToMove):
        await ward.move(alice.id, tuesday, by=as_customer(ALICE))
    await ill(ward)
    await ward.notices()

    moved = await ward.move(alice.id, tuesday, by=as_customer(ALICE))
    await ward.cancel(bob.id, by=as_customer(BOB))
    [vera] = [entry.booking for entry in (await GetDisplacement(ward.storage)(1, by=OWNER)).entries][:1]
    await ward.move(vera.id, at("17:00", MONDAY + timedelta(days=2)), by=as_owner())

    assert (moved.moves, moved.displaced) == (0, False)
    assert await states(ward) == {"Alice": MOVED, "Bob": CANCELLED, "Вера": MOVED}
    assert kinds(await ward.notices()) == []
    assert await OpenDisplacements(ward.storage)(by=OWNER) == []
    await ward.move(moved.id, at("13:00", MONDAY + timedelta(days=1)), by=as_owner())
    assert (NoticeKind.OWNER_MOVED, SECOND_ADMIN) in kinds(await ward.notices())


@ON_SQLITE
async def test_the_log_says_who_did_it_and_the_list_of_calls_leaves_them_out(ward: Salon) -> None:
    list_calls = ListCalls(ward.storage, ward.clock)
    assert [one.booking.customer.name for one in await list_calls(by=OWNER)] == ["Вера"]
    begun = await ill(ward, update_id=7)
    await ill(ward, update_id=7)
    assert await list_calls(by=OWNER) == []

    vera = next(entry for entry in begun.entries if entry.booking.customer.name == "Вера")
    for _ in range(2):
        await MarkCalled(ward.storage, ward.clock)(vera.displaced.id, by=OWNER)
    other = await petr(ward)
    await ReassignBooking(ward.storage, ward.clock)((await mine(ward)).id, other, by=as_owner())
    await reassign(ward, await mine(ward, BOB), other, BOB)
    for _ in range(2):
        await lift(ward, begun.displacement.id)

    async with ward.storage.reading() as tables:
        done = [(entry.act, entry.by, entry.after) for entry in await tables.audit.page(limit=4)][::-1]
    assert done == [
        (Act.ILL_TODAY, OWNER, ""),
        (Act.CALLED, OWNER, ""),
        (Act.REASSIGNED, OWNER, text("Пётр")),
        (Act.NOT_ILL, OWNER, ""),
    ]


@ON_SQLITE
async def test_deleted_data_settle_it(ward: Salon) -> None:
    await ill(ward)
    await DeleteMyData(ward.storage, ward.clock)(user_id=ALICE)
    assert CANCELLED in (await states(ward)).values()
    assert kinds(await ward.notices()) == [(DISPLACED, BOB)]


@ON_SQLITE
async def test_a_part_that_is_cancelled_settles_it_when_the_rest_can_take_place(salon: Salon) -> None:
    other = (await AddSpecialist(salon.storage, salon.clock)(by=OWNER, name="Пётр")).specialist.id
    await salon.change_settings(by=OWNER, most_services=3)
    beard = await salon.add_service(by=OWNER, name="Борода", minutes=30, price=500_00)
    plan = Plan((Item(salon.haircut.id, IVAN), Item(beard.id, other), Item(beard.id, IVAN)))
    booking = await Book(salon.storage, salon.clock)(user_id=ALICE, plan=plan, start=at("15:00"))
    salon.clock.now = at("12:00")
    await salon.notices()
    await ill(salon)
    [told] = await salon.notices()
    assert [(part.start, part.specialist_id) for part in told.choices[0].parts] == [
        (at("15:00"), IVAN),
        (at("16:30"), IVAN),
    ]
    assert [one.id for one in told.choices[0].others] == [other]

    cancel_part = CancelPart(salon.storage, salon.clock)
    await cancel_part(booking.id, booking.parts[0].id, by=as_owner())
    assert await states(salon) == {"Alice": WAITING}
    assert kinds(await salon.notices()) == [
        (NoticeKind.OWNER_PART_CANCELLED, SECOND_ADMIN),
        (NoticeKind.CUSTOMER_PART_CANCELLED, ALICE),
    ]
    await cancel_part(booking.id, booking.parts[2].id, by=as_customer(ALICE))
    assert await states(salon) == {"Alice": CANCELLED}
    assert kinds(await salon.notices()) == []


@ON_SQLITE
async def test_one_message_for_all_visits_of_a_customer_and_none_for_what_is_settled(ward: Salon) -> None:
    await book(ward, "13:00")
    await ward.notices()
    alice = await ward.my_bookings(user_id=ALICE)
    await ill(ward)
    await ward.cancel(alice[0].id, by=as_customer(ALICE))
    await ward.cancel((await mine(ward, BOB)).id, by=as_owner())

    told = await ward.notices()

    assert kinds(told) == [(DISPLACED, ALICE), (NoticeKind.CUSTOMER_CANCELLED, BOB)]
    assert [choices.booking.id for choices in told[0].choices] == [alice[1].id]


@ON_SQLITE
async def test_who_cannot_be_written_to_is_called(ward: Salon) -> None:
    await SetAccess(ward.storage, ward.clock)((await mine(ward, BOB)).customer.id, Access.BANNED, by=OWNER)
    await ill(ward)
    assert await states(ward) == {"Bob": TO_CALL, "Вера": TO_CALL, "Alice": WAITING}

    notice = await ClaimDelivery(ward.storage, ward.clock)()
    assert notice is not None
    await NoticeFailed(ward.storage, ward.clock)(owed_by(notice), "bot was blocked by the user")

    assert set((await states(ward)).values()) == {TO_CALL}
    assert kinds(await ward.notices()) == []


async def test_who_does_not_answer_is_called_and_what_is_over_is_settled(ward: Salon) -> None:
    overdue = CallOverdue(ward.storage, ward.clock)
    await ill(ward)
    await ward.notices()
    assert await overdue() == at("14:00")
    ward.clock.now = at("14:00")
    assert await overdue() == at("16:00")
    assert set((await states(ward)).values()) == {TO_CALL}
    await ward.move((await mine(ward)).id, at("12:00", MONDAY + timedelta(days=1)), by=as_customer(ALICE))

    ward.clock.now = at("17:00")
    assert await overdue() == at("18:00")
    assert await states(ward) == {"Вера": TO_CALL, "Alice": MOVED, "Bob": OVER}
    ward.clock.now = at("18:00")
    assert await overdue() is None
    assert (await GetDisplacement(ward.storage)(1, by=OWNER)).is_open is False


async def test_who_comes_after_all_finds_the_day_as_it_was_and_who_was_asked_is_told(ward: Salon) -> None:
    hours = [Hours.of(9 * 60, 20 * 60)]
    usual = await AddException(ward.storage, ward.clock)(IVAN, MONDAY, MONDAY, hours, by=OWNER)
    begun = await ill(ward)
    notice = await ClaimDelivery(ward.storage, ward.clock)()
    assert notice is not None
    await NoticeSent(ward.storage)(owed_by(notice), ward.clock())

    for _ in range(2):
        await lift(ward, begun.displacement.id)

    assert (notice.user_id, kinds(await ward.notices())) == (ALICE, [(STANDS_AFTER_ALL, ALICE)])
    assert set((await states(ward)).values()) == {STANDS}
    assert await closings(ward) == [(MONDAY, usual.hours)]
    with pytest.raises(NotDisplaced):
        await reassign(ward, await mine(ward), await petr(ward))

    again = await ill(ward)
    assert again.displacement.id != begun.displacement.id
    assert kinds(await ward.notices()) == [(DISPLACED, ALICE), (DISPLACED, BOB)]
    await lift(ward, again.displacement.id)
    assert kinds(await ward.notices()) == [(STANDS_AFTER_ALL, ALICE), (STANDS_AFTER_ALL, BOB)]


@ON_SQLITE
async def test_message_that_was_on_its_way_when_she_came_after_all_is_followed_by_another(ward: Salon) -> None:
    begun = await ill(ward)
    on_its_way = await ClaimDelivery(ward.storage, ward.clock)()
    assert on_its_way is not None
    await lift(ward, begun.displacement.id)
    await NoticeSent(ward.storage)(owed_by(on_its_way), ward.clock())

    assert kinds(await ward.notices()) == [(STANDS_AFTER_ALL, ALICE)]


@ON_SQLITE
async def test_message_that_is_owed_anew_while_it_is_sent_goes_out_again(ward: Salon) -> None:
    begun = await ill(ward)
    on_its_way = await ClaimDelivery(ward.storage, ward.clock)()
    assert on_its_way is not None
    await lift(ward, begun.displacement.id)
    await ill(ward)
    await NoticeSent(ward.storage)(owed_by(on_its_way), ward.clock())

    assert (DISPLACED, ALICE) in kinds(await ward.notices())


async def test_nobody_is_reminded_of_a_visit_that_is_not_settled(ward: Salon) -> None:
    first = NoticeKind.REMINDER_FIRST
    booking = await book(ward, "15:00", day=MONDAY + timedelta(days=2))
    await AddException(ward.storage, ward.clock)(IVAN, booking.start.date(), booking.start.date(), (), by=OWNER)
    await begin(ward)
    await ward.notices()
    ward.clock.now = at("16:00", MONDAY + timedelta(days=1))
    assert first not in [notice.kind for notice in await ward.notices()]
    due = await NextNotice(ward.storage)()
    assert due is None or due > ward.clock.now

    [exception] = (await ListExceptions(ward.storage, ward.clock)(IVAN, by=OWNER)).exceptions
    await RemoveException(ward.storage, ward.clock)(IVAN, exception.id, by=OWNER)
    assert (await states(ward)) == {"Alice": STANDS}
    assert sorted(kinds(await ward.notices())) == [(STANDS_AFTER_ALL, ALICE), (first, ALICE)]


@ON_SQLITE
async def test_day_off_is_written_about_and_hours_that_hold_again_settle_it(ward: Salon) -> None:
    day = MONDAY + timedelta(days=7)
    await book(ward, "10:00", day=day)
    await book(ward, "17:00", BOB, day=day)
    await ward.notices()
    await AddException(ward.storage, ward.clock)(None, day, day, (), by=OWNER)
    scope = Scope(None, day, day)
    preview = await PreviewDisplacement(ward.storage, ward.clock)(scope, by=OWNER)
    shown = await begin(ward, scope)
    with pytest.raises(NobodyDisplaced):
        await begin(ward, scope)
    async with ward.storage.reading() as tables:
        [line] = await tables.audit.page(limit=1)
    assert (line.act, line.by, line.subject, line.after) == (Act.DISPLACED, OWNER, "", "2")

    assert (preview.customers, preview.name, preview.since) == (2, None, None)
    assert (shown.displacement.scope, shown.displacement.closes) == (scope, False)
    told = await ward.notices()
    assert kinds(told) == [(DISPLACED, ALICE), (DISPLACED, BOB)]
    assert [(choices.closed, choices.others) for notice in told for choices in notice.choices] == [(True, ())] * 2
    assert await CallOverdue(ward.storage, ward.clock)() == ward.clock.now + timedelta(days=1)
    await AddException(ward.storage, ward.clock)(None, day, day, [Hours.of(600, 1000)], by=OWNER)
    assert await states(ward) == {"Alice": STANDS, "Bob": WAITING}
    assert kinds(await ward.notices()) == [(STANDS_AFTER_ALL, ALICE)]
    await SetWeekdayHours(ward.storage, ward.clock)(0, [Hours.of(600, 1200)], by=OWNER, specialist_id=IVAN)
    assert (await states(ward))["Bob"] is WAITING


@ON_SQLITE
async def test_in_the_quiet_hours_nobody_is_woken_unless_the_visit_is_near(ward: Salon) -> None:
    tuesday = MONDAY + timedelta(days=1)
    await book(ward, "10:00", day=tuesday)
    await book(ward, "15:00", BOB, day=tuesday)
    await ward.notices()
    ward.clock.now = at("23:00")
    await AddException(ward.storage, ward.clock)(IVAN, tuesday, tuesday, (), by=OWNER)
    scope = Scope(IVAN, tuesday, tuesday)
    assert (await PreviewDisplacement(ward.storage, ward.clock)(scope, by=OWNER)).write_at is None
    await begin(ward, scope)
    assert kinds(await ward.notices()) == [(DISPLACED, ALICE)]
    assert await CallOverdue(ward.storage, ward.clock)() == at("01:00", tuesday)
    ward.clock.now = at("09:00", tuesday)
    assert (DISPLACED, BOB) in kinds(await ward.notices())


@ON_SQLITE
async def test_blocked_hour_with_a_visit_displaces_it_until_it_is_lifted(ward: Salon) -> None:
    alice, hours = await mine(ward), FindFreeHours(ward.storage, ward.clock)
    found = await hours(MONDAY, by=OWNER, specialist_id=IVAN)
    assert [f"{start:%H:%M}" for start in found.booked] == [
        "14:30",
        "15:00",
        "15:30",
        "16:00",
        "16:30",
        "17:00",
        "17:30",
    ]
    assert await FindVisitsAt(ward.storage)(IVAN, at("14:30"), by=OWNER) == [alice]
    block = await BlockTime(ward.storage, ward.clock)(IVAN, at("14:30"), by=OWNER, anyway=True)
    affected = await AffectedBookings(ward.storage, ward.clock)(Scope(IVAN, MONDAY, MONDAY), by=OWNER)
    assert [one.booking.id for one in affected] == [alice.id]

    await begin(ward)
    [told] = await ward.notices()
    assert [one.name for one in told.choices[0].others] == ["Пётр"]
    await UnblockTime(ward.storage, ward.clock)(block.id, by=OWNER)
    assert await states(ward) == {"Alice": STANDS}
    assert kinds(await ward.notices()) == [(STANDS_AFTER_ALL, ALICE)]


@ON_SQLITE
async def test_strangers_and_forged_ids_are_refused(ward: Salon) -> None:
    begun, storage, clock = await ill(ward), ward.storage, ward.clock
    for ask in (
        PreviewIllToday(storage, clock)(IVAN, by=ALICE),
        IllToday(storage, clock)(IVAN, by=ALICE),
        PreviewDisplacement(storage, clock)(Scope(), by=ALICE),
        BeginDisplacement(storage, clock)(Scope(), by=ALICE),
        LiftDisplacement(storage, clock)(begun.displacement.id, by=ALICE),
        GetDisplacement(storage)(begun.displacement.id, by=ALICE),
        OpenDisplacements(storage)(by=ALICE),
        ShowList(storage, clock)(begun.displacement.id, by=ALICE),
        TurnList(storage, clock)(begun.displacement.id, 1, by=ALICE),
        MarkCalled(storage, clock)(1, by=ALICE),
        FindVisitsAt(storage)(IVAN, at("15:00"), by=ALICE),
        ReassignBooking(storage, clock)(1, 2, by=as_owner(ALICE)),
    ):
        with pytest.raises(NotAllowed):
            await ask
    with pytest.raises(SpecialistNotFound):
        await ill(ward, 99)
    for forged in (99, 0, 10**30):
        with pytest.raises(DisplacementNotFound):
            await lift(ward, forged)
    assert set((await states(ward)).values()) == {WAITING, TO_CALL}


async def test_after_a_last_part_is_cancelled_the_owner_still_hears_of_silence(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, most_services=2)
    beard = await salon.add_service(by=OWNER, name="Борода", minutes=30, price=0)
    thursday = MONDAY + timedelta(days=3)
    plan = Plan((Item(salon.haircut.id), Item(beard.id)))
    booking = await Book(salon.storage, salon.clock)(user_id=ALICE, plan=plan, start=at("15:00", thursday))
    salon.clock.now = at("15:00", MONDAY + timedelta(days=2))
    assert (NoticeKind.REMINDER_FIRST, ALICE) in kinds(await salon.notices())

    await CancelPart(salon.storage, salon.clock)(booking.id, booking.parts[1].id, by=as_owner())
    assert (NoticeKind.CUSTOMER_PART_CANCELLED, ALICE) in kinds(await salon.notices())

    salon.clock.now = at("13:00", thursday)
    assert sorted(kinds(await salon.notices())) == [
        (NoticeKind.OWNER_SILENCE, OWNER),
        (NoticeKind.OWNER_SILENCE, SECOND_ADMIN),
        (NoticeKind.REMINDER, ALICE),
    ]
