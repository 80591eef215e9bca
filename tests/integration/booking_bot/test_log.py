"""What is changed is written down, in the transaction of the change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.bot_profile import BotProfilePart
from services.booking_bot.domain.consent import NOBODY
from services.booking_bot.domain.errors import NotAllowed
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.outcomes import Outcome, PaidBy
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.price_changes import PriceChange, code_of
from services.booking_bot.domain.price_list import ListedService
from services.booking_bot.domain.prices import Cost
from services.booking_bot.use_cases import (
    blocks,
    bot_profile,
    categories,
    clientele,
    closing,
    hours,
    mark_visit,
    merge_customers,
    personal_data,
    photos,
    price_changes,
    price_list,
    resources,
    schedule,
    services,
    setup,
    specialists,
)
from services.booking_bot.use_cases.log import PAGE, ReadLog
from services.booking_bot.views.log_values import said
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, SECOND_ADMIN, Salon, as_customer, as_owner, at
from tests.unit.booking_bot.views.test_log import RUSSIAN

TUESDAY = MONDAY + timedelta(days=1)


async def acts(salon: Salon, *, since: int = 0) -> list[Act]:
    """In the order in which they were done; ``since``: how many to leave out."""
    async with salon.storage.reading() as tables:
        return [entry.act for entry in await tables.audit.page(limit=200)][::-1][since:]


async def test_what_the_business_offers(lone_salon: Salon) -> None:
    storage, clock, haircut, by = lone_salon.storage, lone_salon.clock, lone_salon.haircut.id, OWNER
    known = len(await acts(lone_salon))

    for _ in range(2):  # said twice, changed once
        await services.EditService(storage, clock)(haircut, by=by, price=1700_00, minutes=45)
        await services.SetServiceRules(storage, clock)(haircut, {"buffer_after": 10}, by=by)
        await categories.NameCategory(storage, clock)(haircut, "Волосы", by=by)
        await photos.SetServicePhoto(storage, clock)(haircut, "file", by=by)
        await bot_profile.EditBotProfile(storage, clock)("ru", BotProfilePart.ABOUT, "Стрижём", by=by)
    await bot_profile.NoteBotProfile(storage, clock)(Act.BOT_PHOTO, by=by)
    await services.HideService(storage, clock)(haircut, by=by)
    await services.ShowService(storage, clock)(haircut, by=by)
    room = (await resources.AddResource(storage, clock)(by=by, name="Кресло")).resource.id
    await resources.EditResource(storage, clock)(room, by=by, units=2)
    await resources.SetNeed(storage, clock)(room, haircut, by=by, needed=True)
    for _ in range(2):
        await resources.RemoveResource(storage, clock)(room, by=by)
    listed = (ListedService(1, "Борода", 30, Cost(800_00)),)
    await price_list.TakePriceList(storage, clock)(listed, change=True, by=by)

    assert await acts(lone_salon, since=known) == [
        Act.SERVICE_LENGTH,
        Act.SERVICE_PRICE,
        Act.SERVICE_RULE,
        Act.SERVICE_CATEGORY,
        Act.SERVICE_PHOTO,
        Act.BOT_TEXT,
        Act.BOT_PHOTO,
        Act.SERVICE_HIDDEN,
        Act.SERVICE_SHOWN,
        Act.RESOURCE_ADDED,
        Act.RESOURCE_UNITS,
        Act.RESOURCE_NEED,
        Act.RESOURCE_REMOVED,
        Act.PRICE_LIST_TAKEN,
    ]


async def test_prices_of_many_services_now_and_from_a_day_on(lone_salon: Salon) -> None:
    storage, clock = lone_salon.storage, lone_salon.clock
    known = len(await acts(lone_salon))
    ten = PriceChange(percent=True, amount=10)
    look, plan = price_changes.LookAtPrices(storage), price_changes.PlanPrices(storage, clock)
    seen = code_of(await look(ten, by=OWNER))

    await price_changes.ChangePrices(storage, clock)(ten, seen, by=OWNER)
    board = await plan(ten, TUESDAY, by=OWNER)
    for _ in range(2):
        await price_changes.CancelPlannedPrices(storage, clock)(board.planned[0].id, by=OWNER)
    await plan(ten, TUESDAY, by=OWNER)
    clock.now = at("00:00", TUESDAY)
    await price_changes.ApplyDuePrices(storage, clock)()

    assert await acts(lone_salon, since=known) == [
        Act.SERVICE_PRICE,
        Act.PRICES_PLANNED,
        Act.PLANNED_PRICES_CALLED_OFF,
        Act.PRICES_PLANNED,
        Act.SERVICE_PRICE,
    ]
    async with storage.reading() as tables:
        assert [entry.by for entry in await tables.audit.page(limit=2)] == [None, OWNER]


async def test_who_works_and_when(lone_salon: Salon) -> None:
    storage, clock, by = lone_salon.storage, lone_salon.clock, OWNER
    known = len(await acts(lone_salon))
    anna = (await specialists.AddSpecialist(storage, clock)(by=by, name="Анна")).specialist.id
    day = (Hours.of(600, 1200),)

    for _ in range(2):
        await specialists.EditSpecialist(storage, clock)(anna, by=by, about="Кудри")
        await specialists.SetOwnTerms(storage, clock)(anna, lone_salon.haircut.id, by=by, price=2000_00)
        await hours.SetWeekdayHours(storage, clock)(0, day, by=by, specialist_id=anna)
        await schedule.SetShift(storage, clock)(anna, by=by, anchor=MONDAY, on=2, off=2, hours=day)
        exception = await schedule.AddException(storage, clock)(None, TUESDAY, TUESDAY, (), by=by)
    for _ in range(2):
        await schedule.DropShifts(storage, clock)(anna, by=by)
        await schedule.RemoveException(storage, clock)(None, exception.id, by=by)
    block = await blocks.BlockTime(storage, clock)(anna, at("12:00"), by=by)
    for _ in range(2):
        await blocks.UnblockTime(storage, clock)(block.id, by=by)
        await setup.SetWeek(storage, clock)({0: day}, by=by)
    await lone_salon.change_settings(by=by, step_minutes=15, address="Мира, 1")

    assert await acts(lone_salon, since=known) == [
        Act.SPECIALIST_ADDED,
        Act.SPECIALIST_ABOUT,
        Act.OWN_PRICE,
        Act.HOURS_SET,
        Act.SHIFTS_SET,
        Act.EXCEPTION_ADDED,
        Act.SHIFTS_DROPPED,
        Act.EXCEPTION_REMOVED,
        Act.BLOCKED,
        Act.UNBLOCKED,
        Act.WEEK_SET,
        Act.SETTING_CHANGED,
        Act.SETTING_CHANGED,
    ]


async def test_bookings_that_the_business_touched(lone_salon: Salon) -> None:
    storage, clock, by = lone_salon.storage, lone_salon.clock, as_owner()
    known = len(await acts(lone_salon))
    plan = Plan.of(lone_salon.haircut.id)

    booking = await lone_salon.book_by_hand(by=OWNER, plan=plan, start=at("10:00"), name="Иван")
    for _ in range(2):
        await lone_salon.move(booking.id, at("11:00"), by=by)
    await lone_salon.move((await lone_salon.book(at("15:00"))).id, at("16:00"), by=as_customer(ALICE))
    clock.now = at("20:00")
    for _ in range(2):
        await mark_visit.MarkVisit(storage, clock)(booking.id, Outcome.CAME, by=OWNER)
        await mark_visit.SetReceived(storage, clock)(booking.id, by=OWNER, paid_by=PaidBy.CASH)
        await closing.RestCame(storage, clock)(MONDAY, by=OWNER)
    await lone_salon.cancel(booking.id, by=by)

    assert await acts(lone_salon, since=known) == [
        Act.BOOKED_BY_HAND,
        Act.MOVED,
        Act.MARKED,
        Act.RECEIVED,
        Act.REST_CAME,
        Act.CANCELLED,
    ]
    page = await ReadLog(storage)(by=OWNER)
    assert {(entry.booking_id, entry.customer_name) for entry in page.entries if entry.booking_id} == {
        (booking.id, "Иван")
    }


async def test_customers_are_named_as_long_as_they_are_known(salon: Salon) -> None:
    storage, clock = salon.storage, salon.clock
    alice = (await salon.book(at("15:00"))).customer
    bob = (await salon.book(at("17:00"), user_id=BOB)).customer
    edit = clientele.EditCustomerProfile(storage, clock)
    known = len(await acts(salon))

    for _ in range(2):
        await edit.note(alice.id, "Аллергия", by=OWNER)
        await edit.tags(alice.id, "VIP Alice", by=OWNER)
        await edit.birthday(alice.id, "05.03.1990", by=OWNER)
        await clientele.SetAccess(storage, clock)(alice.id, Access.BANNED, by=SECOND_ADMIN)
    before = await ReadLog(storage)(by=OWNER)
    await personal_data.DeleteMyData(storage, clock)(user_id=ALICE)
    after = await ReadLog(storage)(by=OWNER)

    assert await acts(salon, since=known) == [
        Act.CUSTOMER_NOTE,
        Act.CUSTOMER_TAGS,
        Act.CUSTOMER_BIRTHDAY,
        Act.CUSTOMER_ACCESS,
        Act.DATA_DELETED,
    ]
    assert [(said(RUSSIAN, one.after), one.customer_name) for one in before.entries[:4]] == [
        ("⛔ запись запрещена", "Alice"),
        ("", "Alice"),
        ("VIP Alice", "Alice"),
        ("", "Alice"),
    ]
    assert {one.customer_name for one in after.entries[:5]} == {NOBODY}
    assert "Alice" not in str(after)
    assert bob.name not in str(after)


async def test_merged_customers_keep_their_lines(salon: Salon) -> None:
    async with salon.storage.writing() as tables:
        kept, gone = [await tables.customers.add(name, "+79161234567", salon.clock()) for name in ("Иван", "Иван П.")]
    await clientele.SetAccess(salon.storage, salon.clock)(gone.id, Access.PREPAYMENT, by=OWNER)

    await merge_customers.MergeCustomers(salon.storage, salon.clock)(kept.id, gone.id, by=OWNER)

    page = await ReadLog(salon.storage)(by=OWNER)
    assert [(one.act, one.customer_id) for one in page.entries[:2]] == [
        (Act.CUSTOMERS_MERGED, kept.id),
        (Act.CUSTOMER_ACCESS, kept.id),
    ]


async def test_the_log_is_read_in_pages_and_of_one_person_by_who_manages(salon: Salon) -> None:
    for number in range(PAGE + 1):
        await salon.change_settings(by=SECOND_ADMIN if number % 2 else OWNER, name=f"Salon {number}")
    read = ReadLog(salon.storage)

    first, second = await read(by=OWNER), await read(by=SECOND_ADMIN, page=1)
    hers = await read(by=OWNER, of=SECOND_ADMIN)

    assert [said(RUSSIAN, one.after) for one in first.entries] == [f"Salon {number}" for number in range(PAGE, 0, -1)]
    assert (first.more, second.number, second.entries[0].after) == (True, 1, "Salon 0")
    assert [one.by for one in hers.entries] == [SECOND_ADMIN] * (PAGE // 2)
    with pytest.raises(NotAllowed):
        await read(by=ALICE)
