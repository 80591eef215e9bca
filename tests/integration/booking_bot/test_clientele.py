"""The customers as the owner sees them: lists, cards, a ban, and two rows of one person made one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.birthdays import Birthday
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.consent import NOBODY
from services.booking_bot.domain.customer_profile import NO_PROFILE, CustomerProfile
from services.booking_bot.domain.errors import NotAllowed, NotWelcome
from services.booking_bot.domain.errors_customers import CustomerNotFound, NotTheSame, UsernameUnknown
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.outcomes import Outcome
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.rhythm import History
from services.booking_bot.storage.sql.clientele import MERGE
from services.booking_bot.storage.sqlite.migrations import migrate_file
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.clientele import (
    EditCustomerProfile,
    FindCustomers,
    GetCustomerCard,
    ListCustomers,
    Segment,
    SetAccess,
)
from services.booking_bot.use_cases.contact import AgreeToData, GiveName, GivePhone
from services.booking_bot.use_cases.free_times import ForMove, ForVisit
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.mark_visit import MarkVisit
from services.booking_bot.use_cases.merge_customers import MergeCustomers, PreviewMerge
from services.booking_bot.use_cases.personal_data import DeleteMyData, GetMyData
from tests.support.salon import ALICE, BOB, MONDAY, OWNER, Salon, as_customer, as_owner, at

PHONE = "+79161234567"


async def by_hand(salon: Salon, clock: str, name: str = "Иван", phone: str | None = PHONE, days: int = 0) -> Booking:
    return await salon.book_by_hand(
        by=OWNER,
        plan=Plan.of(salon.haircut.id),
        start=at(clock, MONDAY + timedelta(days=days)),
        name=name,
        phone=phone,
    )


async def gives_phone(salon: Salon, user_id: int, phone: str = "8 (916) 123-45-67") -> None:
    await AgreeToData(salon.storage, salon.clock)(user_id=user_id)
    await GivePhone(salon.storage)(phone, user_id=user_id)


async def names(salon: Salon, segment: Segment = Segment.ALL) -> list[str]:
    people = await ListCustomers(salon.storage, salon.clock)(segment, by=OWNER)
    return [person.customer.name for person in people]


async def test_list_begins_with_who_came_last_and_search_finds(salon: Salon) -> None:
    await salon.book(at("10:00"))
    await by_hand(salon, "12:00")
    await salon.book(at("15:00"), BOB)
    salon.clock.now = at("13:00")
    find = FindCustomers(salon.storage, salon.clock)

    assert await names(salon) == ["Иван", "Alice", "Bob"]
    assert [person.customer.name for person in await find("ИВ", by=OWNER)] == ["Иван"]
    assert [person.customer.name for person in await find("8 916 123", by=OWNER)] == ["Иван"]
    assert await find("nobody", by=OWNER) == []
    for use_case in (find("x", by=ALICE), ListCustomers(salon.storage, salon.clock)(by=ALICE)):
        with pytest.raises(NotAllowed):
            await use_case


async def test_card_tells_visits_money_and_no_shows(salon: Salon) -> None:
    first = await salon.book(at("10:00"))
    second = await salon.book(at("10:00", MONDAY + timedelta(days=1)))
    ahead = await salon.book(at("10:00", MONDAY + timedelta(days=5)))
    cancelled = await salon.book(at("15:00"))
    await salon.cancel(cancelled.id, by=as_customer(ALICE))
    salon.clock.now = at("12:00", MONDAY + timedelta(days=3))
    await MarkVisit(salon.storage, salon.clock)(second.id, Outcome.NO_SHOW, by=OWNER)

    card = await GetCustomerCard(salon.storage, salon.clock)(first.customer.id, by=OWNER)

    assert [booking.id for booking in card.bookings] == [ahead.id, second.id, first.id]
    assert (card.customer, card.profile, card.duplicates) == (first.customer, NO_PROFILE, ())
    assert card.history == History(visits=1, no_shows=1, ahead=1, spent=1500_00, last=at("10:00"))


async def test_profile_is_kept_for_the_owner(salon: Salon) -> None:
    booking = await salon.book(at("10:00"))
    edit, who = EditCustomerProfile(salon.storage, salon.clock), booking.customer.id

    await edit.note(who, "Аллергия на латекс", by=OWNER)
    await edit.tags(who, "vip, окрашивание", by=OWNER)
    await edit.tags(who, "утро", by=OWNER)
    await edit.drop_tag(who, lambda tag: tag == "vip", by=OWNER)
    full = await edit.birthday(who, "5.3.1990", by=OWNER)
    await edit.note(who, None, by=OWNER)
    empty = await edit.birthday(who, None, by=OWNER)

    assert full.profile == CustomerProfile("Аллергия на латекс", ("окрашивание", "утро"), Birthday(5, 3, 1990))
    assert empty.profile == CustomerProfile("", ("окрашивание", "утро"))
    with pytest.raises(NotAllowed):
        await edit.note(who, "x", by=ALICE)
    with pytest.raises(CustomerNotFound):
        await edit.note(10**9, "x", by=OWNER)


async def test_segments(salon: Salon) -> None:
    for days in (0, 1, 2):
        await salon.book(at("10:00", MONDAY + timedelta(days=days)))
        await salon.book(at("12:00", MONDAY + timedelta(days=days)), BOB)
    await salon.book(at("12:00", MONDAY + timedelta(days=11)), BOB)
    ivan, anna = await by_hand(salon, "15:00"), await by_hand(salon, "16:00", "Анна", None)
    edit = EditCustomerProfile(salon.storage, salon.clock)
    await edit.birthday(ivan.customer.id, "10.03", by=OWNER)
    await edit.birthday(anna.customer.id, "14.03.1990", by=OWNER)
    await SetAccess(salon.storage, salon.clock)(anna.customer.id, Access.BANNED, by=OWNER)
    salon.clock.now = at("12:00", MONDAY + timedelta(days=4))

    assert await names(salon, Segment.LOST) == ["Alice"]
    assert await names(salon, Segment.BIRTHDAYS) == ["Иван", "Анна"]
    assert await names(salon, Segment.BANNED) == ["Анна"]


async def test_banned_customer_sees_the_same_times_and_cannot_have_them(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, shop_phone="+74950000000")
    booking = await salon.book(at("10:00"))
    for_visit = ForVisit(Plan.of(salon.haircut.id))
    hold = HoldTime(salon.storage, salon.clock)
    before = await salon.free()
    set_access = SetAccess(salon.storage, salon.clock)
    assert await hold(for_visit, at("16:00"), user_id=ALICE) is not None

    await set_access(booking.customer.id, Access.BANNED, by=OWNER)

    assert await salon.free() == before
    assert at("16:00") in await salon.free(by=as_customer(BOB))  # what was held is free again
    attempts = (
        salon.book(at("12:00")),
        hold(for_visit, at("12:00"), user_id=ALICE),
        hold(ForMove(booking.id), at("12:00"), user_id=ALICE),
        salon.move(booking.id, at("12:00"), by=as_customer(ALICE)),
    )
    for attempt in attempts:
        with pytest.raises(NotWelcome) as refused:
            await attempt
        assert refused.value.shop_phone == "+74950000000"
    assert (await salon.move(booking.id, at("12:00"), by=as_owner())).start == at("12:00")
    await salon.cancel(booking.id, by=as_customer(ALICE))
    await set_access(booking.customer.id, Access.PREPAYMENT, by=OWNER)
    assert (await salon.book(at("15:00"))).customer.access is Access.PREPAYMENT


async def test_guest_and_telegram_customer_become_one(salon: Salon) -> None:
    past, ahead = await by_hand(salon, "10:00"), await by_hand(salon, "15:00", days=3)
    alices = await salon.book(at("12:00"))
    await gives_phone(salon, ALICE)
    edit, set_access = EditCustomerProfile(salon.storage, salon.clock), SetAccess(salon.storage, salon.clock)
    await edit.note(past.customer.id, "Любит чай", by=OWNER)
    await edit.tags(past.customer.id, "vip", by=OWNER)
    await set_access(past.customer.id, Access.PREPAYMENT, by=OWNER)
    await edit.note(alices.customer.id, "Пишет заранее", by=OWNER)
    salon.clock.now = at("13:00")
    await salon.notices()
    card = await GetCustomerCard(salon.storage, salon.clock)(past.customer.id, by=OWNER)
    preview = await PreviewMerge(salon.storage)(past.customer.id, alices.customer.id, by=OWNER)
    merge = MergeCustomers(salon.storage, salon.clock)

    merged = await merge(past.customer.id, alices.customer.id, by=OWNER)

    assert [other.id for other in card.duplicates] == [alices.customer.id]
    assert (preview.kept.id, preview.gone.id, preview.bookings) == (alices.customer.id, past.customer.id, 3)
    assert merged.customer == replace(alices.customer, name="Иван", phone="89161234567", access=Access.PREPAYMENT)
    assert [booking.id for booking in merged.bookings] == [ahead.id, alices.id, past.id]
    assert merged.profile == preview.profile == CustomerProfile("Пишет заранее\nЛюбит чай", ("vip",))
    assert merged.duplicates == ()
    assert await merge(past.customer.id, alices.customer.id, by=OWNER) == merged
    assert [booking.id for booking in await salon.my_bookings(user_id=ALICE)] == [ahead.id]
    assert await names(salon) == ["Иван", "Bob"]
    data = await GetMyData(salon.storage, salon.clock)(user_id=ALICE)
    assert (data.bookings, data.consent is not None) == (3, True)

    salon.clock.now = at("15:00", MONDAY + timedelta(days=2))
    reminders = [notice for notice in await salon.notices() if notice.user_id == ALICE]
    assert [(notice.kind, notice.booking_id) for notice in reminders] == [(NoticeKind.REMINDER_FIRST, ahead.id)]


async def test_banned_guest_who_becomes_one_with_a_telegram_customer_frees_what_that_one_holds(salon: Salon) -> None:
    guest, alices = await by_hand(salon, "10:00"), await salon.book(at("12:00"))
    await gives_phone(salon, ALICE)
    await GiveName(salon.storage)("Алиса", user_id=ALICE)
    await SetAccess(salon.storage, salon.clock)(guest.customer.id, Access.BANNED, by=OWNER)
    held = await HoldTime(salon.storage, salon.clock)(ForVisit(Plan.of(salon.haircut.id)), at("16:00"), user_id=ALICE)
    before = await salon.free(by=as_customer(BOB))

    merged = await MergeCustomers(salon.storage, salon.clock)(guest.customer.id, alices.customer.id, by=OWNER)

    assert held is not None
    assert (merged.customer.name, merged.customer.name_given) == ("Алиса", True)
    assert merged.customer.access is Access.BANNED
    assert [at("16:00") in starts for starts in (before, await salon.free(by=as_customer(BOB)))] == [False, True]


async def test_by_hand_a_known_customer_is_meant_by_number_or_username_alone(salon: Salon) -> None:
    guest = await by_hand(salon, "10:00")
    await salon.remember(user_id=ALICE, name="Alice", username="Alice_A")
    alice = (await salon.book(at("12:00"))).customer

    booked = [
        await by_hand(salon, "13:00", "8 916 123-45-67", None),
        await by_hand(salon, "14:00", "@alice_a", None),
        await by_hand(salon, "15:00", "Иван", None),
    ]

    known = [guest.customer.id, alice.id]
    assert [booking.customer.id in known for booking in booked] == [True, True, False]
    assert [booking.customer.id for booking in booked[:2]] == known
    ahead = await salon.my_bookings(user_id=ALICE)
    assert [booking.start for booking in ahead] == [at("12:00"), at("14:00")]


async def test_by_hand_a_number_that_nobody_has_is_kept_and_found(salon: Salon) -> None:
    first = await by_hand(salon, "10:00", "8 916 123-45-67", None)
    again = await by_hand(salon, "12:00", PHONE, None)
    named = await by_hand(salon, "15:00", "Иван", PHONE)
    found = await FindCustomers(salon.storage, salon.clock)("916 123", by=OWNER)
    card = await GetCustomerCard(salon.storage, salon.clock)(named.customer.id, by=OWNER)

    assert (first.customer.name, first.customer.phone) == ("8 916 123-45-67", "89161234567")
    assert again.customer == first.customer
    assert {person.customer.id for person in found} == {first.customer.id, named.customer.id}
    assert card.duplicates == (first.customer,)


async def test_by_hand_a_username_that_nobody_has_books_nobody(salon: Salon) -> None:
    with pytest.raises(UsernameUnknown):
        await by_hand(salon, "10:00", "@stranger", None)

    assert (await salon.board(MONDAY, by=OWNER)).bookings == ()
    assert (await by_hand(salon, "10:00", "@stranger", PHONE)).customer.name == "@stranger"


async def test_different_people_and_strangers_do_not_merge(salon: Salon) -> None:
    alices, bobs = await salon.book(at("10:00")), await salon.book(at("12:00"), BOB)
    await gives_phone(salon, ALICE)
    await gives_phone(salon, BOB)
    guest = await by_hand(salon, "15:00", phone="+79160000000")
    merge = MergeCustomers(salon.storage, salon.clock)

    for one, other in ((alices, bobs), (alices, guest), (alices, alices)):
        with pytest.raises(NotTheSame):
            await merge(one.customer.id, other.customer.id, by=OWNER)
    with pytest.raises(NotAllowed):
        await merge(alices.customer.id, bobs.customer.id, by=ALICE)
    with pytest.raises(CustomerNotFound):
        await merge(10**9, 10**9 + 1, by=OWNER)
    assert await names(salon) == ["Иван", "Bob", "Alice"]


async def test_forgotten_customer_leaves_nothing_on_the_card_or_in_the_list(salon: Salon) -> None:
    booking = await salon.book(at("10:00"))
    edit, who = EditCustomerProfile(salon.storage, salon.clock), booking.customer.id
    await edit.note(who, "Аллергия", by=OWNER)
    await edit.tags(who, "vip", by=OWNER)
    await edit.birthday(who, "5.3", by=OWNER)
    salon.clock.now = at("12:00")
    data = await GetMyData(salon.storage, salon.clock)(user_id=ALICE)
    assert (data.birthday, data.noted) == (Birthday(5, 3), True)

    await DeleteMyData(salon.storage, salon.clock)(user_id=ALICE)

    assert await names(salon) == ["Bob"]
    with pytest.raises(CustomerNotFound):
        await GetCustomerCard(salon.storage, salon.clock)(who, by=OWNER)
    kept = (await GetBooking(salon.storage)(booking.id, by=as_owner())).customer
    assert (kept.name, kept.access) == (NOBODY, Access.ALLOWED)
    async with salon.storage.writing() as tables:
        await tables.customers.set_phone(who, PHONE)  # makes the row somebody's again, to look at what is left of it
        assert await tables.clientele.get(who) == (replace(kept, phone=PHONE), NO_PROFILE)


def test_merging_moves_every_row_that_refers_to_a_customer(sqlite_file: Path) -> None:
    migrate_file(sqlite_file)
    with closing(sqlite3.connect(sqlite_file)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        refers = {
            (table, column)
            for table in tables
            for _, _, to, column, *_ in database.execute(f"PRAGMA foreign_key_list({table})")
            if to == "customers"
        }

    *moves, _ = (statement.split() for statement in MERGE)
    assert {(move[1], move[3]) for move in moves} == refers
