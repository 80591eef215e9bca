"""Customers who come no more are forgotten when the owner says so, and a ban outlives what is known of a person."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import NotAllowed, NotWelcome
from services.booking_bot.domain.errors_setup import InvalidRule
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.retention import GRACE
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases import retention
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.clientele import ListCustomers, SetAccess
from services.booking_bot.use_cases.personal_data import DeleteMyData, GetMyData
from services.booking_bot.use_cases.retention import ForgetLapsed, GetRetention, SetRetention
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, at

CAROL, DAVE, ERIN = 3, 4, 5
YEAR = timedelta(days=365)
LONG_AGO = MONDAY - timedelta(days=4 * 364)  # a Monday, too


async def _names(salon: Salon) -> set[str]:
    return {person.customer.name for person in await ListCustomers(salon.storage, salon.clock)(by=OWNER)}


async def _live_through_years(salon: Salon) -> None:
    """Carol sent a guest four years ago, Dave only wrote; Bob came lately, Alice comes in a week; Erin cancelled."""
    salon.clock.now = at("09:00", LONG_AGO - timedelta(days=7))
    await salon.change_settings(by=OWNER, guests=1)
    for user_id, name in ((CAROL, "Carol"), (DAVE, "Dave"), (ERIN, "Erin"), (OWNER, "Olga")):
        await salon.remember(user_id=user_id, name=name)
    book = Book(salon.storage, salon.clock)
    await book(user_id=CAROL, plan=Plan.of(salon.haircut.id), start=at("15:00", LONG_AGO), guest="Mother")
    salon.clock.now = at("09:00", MONDAY - timedelta(days=40))
    await salon.book(at("12:00", MONDAY - timedelta(days=35)), BOB)
    salon.clock.now = at("09:00", MONDAY - timedelta(days=20))
    await salon.book(at("12:00", MONDAY + timedelta(days=7)), ALICE)
    await _age(salon.storage, at("09:00", LONG_AGO))
    given_up = await salon.book(at("14:00", MONDAY + timedelta(days=7)), ERIN)
    await salon.cancel(given_up.id, by=as_customer(ERIN))
    salon.clock.now = at("09:00")


async def _age(storage: Storage, at: datetime) -> None:
    """As if all had first written then, and booked all that they have booked."""
    async with storage.writing() as tables:
        executor = tables.customers.executor  # type: ignore[attr-defined]
        for table in ("customers", "bookings"):
            await executor.run(f"UPDATE {table} SET created_at = %(at)s", at=at)


async def test_who_was_not_there_for_years_is_forgotten_and_nobody_else(salon: Salon) -> None:
    await _live_through_years(salon)
    get, forget = GetRetention(salon.storage, salon.clock), ForgetLapsed(salon.storage, salon.clock)
    assert await forget() == []
    before = await get(by=OWNER)
    assert (before.years, before.begins_at, before.would) == (0, None, {1: 2, 3: 2, 5: 0})

    kept = await SetRetention(salon.storage, salon.clock)(3, by=OWNER)

    assert (kept.years, kept.begins_at) == (3, salon.clock.now + GRACE)
    salon.clock.now += GRACE - timedelta(seconds=1)
    assert await forget() == []
    salon.clock.now += timedelta(seconds=1)
    assert [(customer.name, customer.user_id) for customer in await forget()] == [("Carol", CAROL), ("Dave", DAVE)]
    assert await forget() == []
    assert (await get(by=OWNER)).begins_at is None
    assert await _names(salon) == {"Alice", "Bob", "Erin", "Olga"}

    (visit,) = (await salon.board(LONG_AGO, by=OWNER)).bookings
    async with salon.storage.reading() as tables:
        log = [entry for entry in await tables.audit.page(limit=10) if entry.by is None and entry.before == ""]
    assert (visit.customer.name, visit.guest, visit.costs.amount) == ("–", None, 1500_00)
    assert (log[0].act, log[0].after) == (Act.DATA_FORGOTTEN, "2")
    assert (await salon.my_bookings(user_id=ALICE))[0].customer.name == "Alice"
    assert (await GetMyData(salon.storage, salon.clock)(user_id=BOB)).keep_years == 3


async def test_many_are_forgotten_bit_by_bit(salon: Salon, monkeypatch: pytest.MonkeyPatch) -> None:
    await _live_through_years(salon)
    await SetRetention(salon.storage, salon.clock)(1, by=OWNER)
    salon.clock.now += GRACE
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    forget = ForgetLapsed(salon.storage, salon.clock)

    assert [[customer.name for customer in await forget()] for _ in range(3)] == [["Carol"], ["Dave"], []]


async def test_choice_can_be_taken_back_and_the_same_again_changes_nothing(salon: Salon) -> None:
    await _live_through_years(salon)
    choose, begun = SetRetention(salon.storage, salon.clock), salon.clock.now
    await choose(1, by=OWNER)
    salon.clock.now += timedelta(hours=23)
    assert (await choose(1, by=OWNER)).begins_at == begun + GRACE
    await choose(0, by=OWNER)
    salon.clock.now += GRACE

    assert await ForgetLapsed(salon.storage, salon.clock)() == []
    assert "Carol" in await _names(salon)
    with pytest.raises(NotAllowed):
        await choose(1, by=ALICE)
    with pytest.raises(InvalidRule):
        await choose(11, by=OWNER)


async def test_ban_outlives_the_data_until_it_is_lifted(salon: Salon) -> None:
    booking = await salon.book(at("12:00"), BOB)
    await SetAccess(salon.storage, salon.clock)(booking.customer.id, Access.BANNED, by=OWNER)
    await DeleteMyData(salon.storage, salon.clock)(user_id=BOB)
    assert "Bob" not in await _names(salon)

    again = await salon.remember(user_id=BOB, name="Robert")
    assert (again.name, again.access, again.id != booking.customer.id) == ("Robert", Access.BANNED, True)
    with pytest.raises(NotWelcome):
        await salon.book(at("12:00"), BOB)

    await SetAccess(salon.storage, salon.clock)(again.id, Access.ALLOWED, by=OWNER)
    await DeleteMyData(salon.storage, salon.clock)(user_id=BOB)
    assert (await salon.remember(user_id=BOB, name="Bob")).access is Access.ALLOWED
    await DeleteMyData(salon.storage, salon.clock)(user_id=ALICE)
    assert (await salon.remember(user_id=ALICE, name="Alice")).access is Access.ALLOWED
