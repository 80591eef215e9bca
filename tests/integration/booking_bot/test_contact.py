"""Numbers and consents: asked for by the owner's rule, logged, shown and deleted."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.consent import NOBODY, TEXT_VERSION, Consent, PhoneRule
from services.booking_bot.domain.errors import ConsentMissing, CustomerUnknown, InvalidPhone, PhoneNeeded
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Plan
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.contact import AgreeToData, GetAgreement, GiveName, GivePhone, TakeConsentBack
from services.booking_bot.use_cases.free_times import ForVisit
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.personal_data import DeleteMyData, GetMyData
from tests.support.salon import ALICE, BOB, OWNER, Salon, as_customer, as_owner, at


async def test_number_is_needed_by_rule_and_asked_for_once(salon: Salon) -> None:
    await salon.book(at("10:00"))  # nobody asks
    await salon.change_settings(by=OWNER, phone_rule=PhoneRule.REQUIRED.value)
    with pytest.raises(PhoneNeeded):
        await salon.book(at("12:00"))
    await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    customer = await GivePhone(salon.storage)("8 (916) 123-45-67", user_id=ALICE)
    assert customer.phone == "89161234567"
    booking = await salon.book(at("12:00"))
    assert booking.customer.phone == "89161234567"


async def test_optional_number_may_be_left_out_a_required_one_not(salon: Salon) -> None:
    book = Book(salon.storage, salon.clock)
    await salon.change_settings(by=OWNER, phone_rule=PhoneRule.OPTIONAL.value)
    with pytest.raises(PhoneNeeded):
        await salon.book(at("10:00"))
    await book(user_id=ALICE, plan=Plan.of(salon.haircut.id), start=at("10:00"), without_phone=True)
    await salon.change_settings(by=OWNER, phone_rule=PhoneRule.REQUIRED.value)
    with pytest.raises(PhoneNeeded):
        await book(user_id=ALICE, plan=Plan.of(salon.haircut.id), start=at("12:00"), without_phone=True)
    await salon.book_by_hand(by=OWNER, plan=Plan.of(salon.haircut.id), start=at("12:00"), name="Guest")


async def test_no_number_is_kept_without_consent(salon: Salon) -> None:
    give = GivePhone(salon.storage)
    with pytest.raises(ConsentMissing):
        await give("+79161234567", user_id=ALICE)
    await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    with pytest.raises(InvalidPhone):
        await give("later", user_id=ALICE)
    with pytest.raises(CustomerUnknown):
        await give("+79161234567", user_id=77)
    assert (await GetMyData(salon.storage, salon.clock)(user_id=ALICE)).customer.phone is None


async def test_consent_is_logged_with_its_text_and_once(salon: Salon) -> None:
    agree = AgreeToData(salon.storage, salon.clock)
    await agree(user_id=ALICE)
    first_at = salon.clock.now
    salon.clock.now = at("09:00")
    await agree(user_id=ALICE)
    consent = (await GetMyData(salon.storage, salon.clock)(user_id=ALICE)).consent
    assert consent is not None
    assert (consent.text_version, consent.given, consent.at) == (TEXT_VERSION, True, first_at)


async def test_deleted_data_is_gone_and_visits_ahead_are_cancelled(salon: Salon) -> None:
    past = await salon.book(at("10:00"))
    ahead = await salon.book(at("15:00"))
    other = await salon.book(at("16:00"), BOB)
    await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    await GivePhone(salon.storage)("+79161234567", user_id=ALICE)
    salon.clock.now = at("12:00")
    await salon.notices()

    await DeleteMyData(salon.storage, salon.clock)(user_id=ALICE)

    told = await salon.notices()
    assert {notice.user_id for notice in told} <= {OWNER, 101}
    assert {notice.kind for notice in told} == {NoticeKind.OWNER_CANCELLED}
    assert all(notice.customer.name == NOBODY for notice in told)
    get = GetBooking(salon.storage)
    kept = await get(past.id, by=as_owner())
    assert (kept.customer.name, kept.customer.phone, kept.customer.user_id) == (NOBODY, None, None)
    assert (await get(ahead.id, by=as_owner())).state == "cancelled"
    assert (await get(other.id, by=as_customer(BOB))).state == "booked"
    assert at("15:00") in await salon.free()
    with pytest.raises(CustomerUnknown):
        await DeleteMyData(salon.storage, salon.clock)(user_id=ALICE)

    newcomer = await salon.remember(user_id=ALICE, name="Alice")
    data = await GetMyData(salon.storage, salon.clock)(user_id=ALICE)
    assert newcomer.id != past.customer.id
    assert (data.bookings, data.consent) == (0, None)


async def test_deleted_data_let_go_of_the_time_that_was_held(salon: Salon) -> None:
    held = HoldTime(salon.storage, salon.clock)
    await held(ForVisit(Plan.of(salon.haircut.id)), at("15:00"), user_id=ALICE)

    await DeleteMyData(salon.storage, salon.clock)(user_id=ALICE)

    await salon.remember(user_id=ALICE, name="Alice")
    assert (await salon.book(at("15:00"))).start == at("15:00")


async def test_admin_who_deletes_his_data_is_told_about_the_others_all_the_same(salon: Salon) -> None:
    await salon.remember(user_id=OWNER, name="Olga")
    own = await salon.book(at("10:00"), OWNER)
    others = await salon.book(at("12:00"))
    await salon.move(own.id, at("11:00"), by=as_owner(101))

    await DeleteMyData(salon.storage, salon.clock)(user_id=OWNER)

    to_owner = [(notice.kind, notice.booking_id) for notice in await salon.notices() if notice.user_id == OWNER]
    assert to_owner == [
        (NoticeKind.OWNER_BOOKED, own.id),
        (NoticeKind.OWNER_BOOKED, others.id),
        (NoticeKind.OWNER_MOVED, own.id),
        (NoticeKind.OWNER_CANCELLED, own.id),
    ]


async def test_consent_that_is_taken_back_takes_name_and_number_along(salon: Salon) -> None:
    take_back, get_agreement = TakeConsentBack(salon.storage, salon.clock), GetAgreement(salon.storage)
    before = await get_agreement(user_id=ALICE)
    assert await take_back(user_id=ALICE, shown="Алиса <3") == before.customer
    assert (before.consent, before.is_present) == (None, False)

    await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    await GiveName(salon.storage)("Алиса Иванова", user_id=ALICE)
    await GivePhone(salon.storage)("+79161234567", user_id=ALICE)
    assert (await get_agreement(user_id=ALICE)).is_present
    salon.clock.now = at("09:00")
    customer = await take_back(user_id=ALICE, shown="Алиса <3")

    assert (customer.name, customer.name_given, customer.phone) == ("Алиса <3", False, None)
    after = await get_agreement(user_id=ALICE)
    assert (after.customer, after.consent) == (customer, Consent(TEXT_VERSION, False, at("09:00")))
    with pytest.raises(ConsentMissing):
        await GivePhone(salon.storage)("+79161234567", user_id=ALICE)
