"""A customer without Telegram comes into the chat: by the shop's link, or by a number that Telegram vouches for."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.consent import PhoneRule
from services.booking_bot.domain.customer_links import LONGEST_LIFE, hash_of
from services.booking_bot.domain.errors import BookingCancelled, BookingStarted, ConsentMissing, NotAllowed
from services.booking_bot.domain.errors_links import (
    InTelegramAlready,
    LinkForCustomer,
    LinkOver,
    LinkUnknown,
    LinkUsed,
)
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.clientele import EditCustomerProfile, GetCustomerCard
from services.booking_bot.use_cases.contact import AgreeToData, GivePhone
from services.booking_bot.use_cases.customer_links import MadeLink, MakeCustomerLink, OpenCustomerLink, Opened
from services.booking_bot.use_cases.customers import GetCustomer
from services.booking_bot.use_cases.notices import TidyUp
from services.booking_bot.use_cases.own_phone import GiveOwnPhone
from services.booking_bot.use_cases.personal_data import DeleteMyData
from tests.support.salon import ALICE, BOB, OWNER, SECOND_ADMIN, Salon, as_owner, at

PHONE = "+79161234567"
CODES = (f"code-{number:04}" for number in count())


async def by_hand(salon: Salon, clock: str, name: str = "Иван", phone: str | None = None, days: int = 0) -> Booking:
    start = at(clock) + timedelta(days=days)
    return await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=start, name=name, phone=phone)


async def link_for(salon: Salon, booking: Booking) -> MadeLink:
    return await MakeCustomerLink(salon.storage, salon.clock, lambda: next(CODES))(booking.id, by=OWNER)


async def opens(salon: Salon, made: MadeLink, user_id: int = ALICE, *, agreed: bool = False) -> Opened:
    return await OpenCustomerLink(salon.storage, salon.clock)(made.code, user_id=user_id, agreed=agreed)


async def acts(salon: Salon) -> list[tuple[Act, int | None]]:
    async with salon.storage.reading() as tables:
        return [(entry.act, entry.by) for entry in await tables.audit.page(limit=5)][:-1]


async def test_who_opens_the_link_is_the_customer_is_reminded_and_the_owner_told_once(salon: Salon) -> None:
    first, second = await by_hand(salon, "15:00", days=3), await by_hand(salon, "16:00", days=3)
    both = first.customer.id, second.customer.id
    await EditCustomerProfile(salon.storage, salon.clock).note(first.customer.id, "Любит тишину", by=OWNER)
    made = await link_for(salon, first)

    opened = await opens(salon, made)
    again = await opens(salon, made)
    told = await salon.notices()
    card = await GetCustomerCard(salon.storage, salon.clock)(opened.booking.customer.id, by=OWNER)
    salon.clock.now = at("15:00") + timedelta(days=2)
    reminded = await salon.notices()

    assert both[0] != both[1]
    assert (made.until, opened.entered, again) == (first.end, True, opened)
    assert (opened.booking.id, opened.booking.customer.user_id) == (first.id, ALICE)
    assert (opened.booking.customer.name, card.profile.note) == ("Иван", "Любит тишину")
    assert [booking.id for booking in await salon.my_bookings(user_id=ALICE)] == [first.id]
    of_link = [(one.kind, one.user_id) for one in told if one.kind is NoticeKind.OWNER_LINK_OPENED]
    assert of_link == [(NoticeKind.OWNER_LINK_OPENED, OWNER), (NoticeKind.OWNER_LINK_OPENED, SECOND_ADMIN)]
    assert [(one.kind, one.user_id) for one in reminded] == [(NoticeKind.REMINDER_FIRST, ALICE)]
    assert await acts(salon) == [(Act.MERGED_BY_LINK, ALICE)]


async def test_link_works_once_and_only_the_newest(salon: Salon) -> None:
    booking = await by_hand(salon, "15:00")
    void, made = await link_for(salon, booking), await link_for(salon, booking)

    with pytest.raises(LinkUnknown):
        await opens(salon, void)
    with pytest.raises(LinkForCustomer):
        await opens(salon, made, OWNER)
    await opens(salon, made, BOB)
    with pytest.raises(LinkUsed):
        await opens(salon, made, ALICE)
    with pytest.raises(InTelegramAlready):
        await link_for(salon, booking)
    with pytest.raises(NotAllowed):
        await MakeCustomerLink(salon.storage, salon.clock, lambda: "code")(booking.id, by=ALICE)

    assert (await opens(salon, made, BOB)).booking.customer.user_id == BOB


async def test_code_itself_is_kept_nowhere(salon: Salon) -> None:
    made = await link_for(salon, await by_hand(salon, "15:00"))
    await opens(salon, made)

    async with salon.storage.reading() as tables:
        rows = await tables.customer_links.executor.rows("SELECT * FROM customer_links")  # type: ignore[attr-defined]

    assert made.code not in str(rows)
    assert [(row["code_hash"], row["used_by"]) for row in rows] == [(hash_of(made.code), ALICE)]


async def test_link_ends_with_the_visit_and_after_thirty_days(salon: Salon) -> None:
    near, far, cancelled = [
        await by_hand(salon, "15:00", name, days=days) for name, days in (("A", 0), ("B", 50), ("C", 1))
    ]
    links = [await link_for(salon, booking) for booking in (near, far, cancelled)]
    await salon.cancel(cancelled.id, by=as_owner())
    for booking, refused in ((cancelled, BookingCancelled), (near, BookingStarted)):
        salon.clock.now = at("16:00")
        with pytest.raises(refused):
            await link_for(salon, booking)

    for made in (links[0], links[2]):
        with pytest.raises(LinkOver):
            await opens(salon, made)
    salon.clock.now += LONGEST_LIFE
    with pytest.raises(LinkOver):
        await opens(salon, links[1])
    salon.clock.now += timedelta(days=31)
    await TidyUp(salon.storage, salon.clock)()
    with pytest.raises(LinkUnknown):
        await opens(salon, links[1])


async def test_number_entered_by_hand_needs_the_customers_consent(salon: Salon) -> None:
    booking = await by_hand(salon, "15:00", phone=PHONE)
    made = await link_for(salon, booking)

    asked = await opens(salon, made)
    before = await GetCustomer(salon.storage)(user_id=ALICE)
    entered = await opens(salon, made, agreed=True)

    assert (asked.entered, before is not None and before.phone) == (False, None)
    assert (entered.entered, entered.booking.customer.phone) == (True, PHONE)
    other = await by_hand(salon, "17:00", "Пётр", "+79160000000")
    assert (await opens(salon, await link_for(salon, other))).entered, "nobody is asked twice"
    card = await GetCustomerCard(salon.storage, salon.clock)(entered.booking.customer.id, by=OWNER)
    assert (card.customer.phone, card.profile.note) == (PHONE, "+79160000000")


async def test_consent_is_asked_where_the_business_asks_for_contacts(salon: Salon) -> None:
    await salon.change_settings(by=OWNER, phone_rule=PhoneRule.OPTIONAL)

    assert not (await opens(salon, await link_for(salon, await by_hand(salon, "15:00")))).entered


async def test_deleted_data_leave_no_link(salon: Salon) -> None:
    made = await link_for(salon, await by_hand(salon, "15:00"))
    await opens(salon, made)

    await DeleteMyData(salon.storage, salon.clock)(user_id=ALICE)
    await salon.remember(user_id=ALICE, name="Alice")

    with pytest.raises(LinkUnknown):
        await opens(salon, made)


async def test_own_number_merges_and_a_typed_one_does_not(salon: Salon) -> None:
    typed, own = GivePhone(salon.storage), GiveOwnPhone(salon.storage, salon.clock)
    ivan, son = await by_hand(salon, "15:00", phone="8 916 123-45-67"), await by_hand(salon, "16:00", "Петя", PHONE)
    with pytest.raises(ConsentMissing):
        await own(PHONE, user_id=ALICE)
    for user_id in (ALICE, BOB):
        await AgreeToData(salon.storage, salon.clock)(user_id=user_id)
    await typed(PHONE, user_id=BOB)
    bobs = await salon.my_bookings(user_id=BOB)

    customer = await own(PHONE, user_id=ALICE)

    assert (bobs, await salon.my_bookings(user_id=BOB)) == ([], [])
    mine = await salon.my_bookings(user_id=ALICE)
    assert [(booking.id, booking.guest) for booking in mine] == [(ivan.id, None), (son.id, "Петя")]
    assert (customer.user_id, customer.phone, customer.name) == (ALICE, PHONE, "Иван")
    assert await acts(salon) == [(Act.MERGED_BY_PHONE, ALICE)] * 2
    assert await own(PHONE, user_id=ALICE) == customer
