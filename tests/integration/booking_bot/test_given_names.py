"""Names that customers say themselves: asked for by the owner's rule, kept, put right and deleted."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.consent import NOBODY, NameRule, PhoneRule
from services.booking_bot.domain.errors import ConsentMissing, CustomerUnknown, InvalidName, NameNeeded, PhoneNeeded
from services.booking_bot.domain.plans import Plan
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.bookings import GetBooking
from services.booking_bot.use_cases.contact import AgreeToData, GiveName, GivePhone
from services.booking_bot.use_cases.personal_data import ChangeMyName, DeleteMyData, GetMyData
from services.booking_bot.use_cases.settings import ReadSettings
from tests.support.salon import ALICE, OWNER, Salon, as_owner, at


async def _name(storage: Storage, user_id: int = ALICE) -> tuple[str, bool]:
    async with storage.reading() as tables:
        customer = await tables.customers.by_user(user_id)
    assert customer is not None
    return customer.name, customer.name_given


async def test_name_is_needed_by_rule_and_asked_for_once(salon: Salon) -> None:
    await salon.book(at("10:00"))  # nobody asks
    await salon.change_settings(by=OWNER, name_rule=NameRule.ASKED.value)
    assert (await ReadSettings(salon.storage)()).name_rule is NameRule.ASKED
    with pytest.raises(NameNeeded):
        await salon.book(at("12:00"))

    agreed = await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    customer = await GiveName(salon.storage)("  Алиса \n Иванова ", user_id=ALICE)
    booking = await salon.book(at("12:00"))

    assert (agreed.name, agreed.name_given) == ("Alice", False)
    assert (customer.name, customer.name_given) == ("Алиса Иванова", True)
    assert booking.customer == customer
    told = [notice.customer.name for notice in await salon.notices()]
    assert set(told) == {"Алиса Иванова"}


async def test_name_comes_before_the_number_which_may_still_be_left_out(salon: Salon) -> None:
    optional = PhoneRule.OPTIONAL.value
    await salon.change_settings(by=OWNER, name_rule=NameRule.ASKED.value, phone_rule=optional, guests=1)
    book, plan = Book(salon.storage, salon.clock), Plan.of(salon.haircut.id)
    with pytest.raises(NameNeeded):
        await book(user_id=ALICE, plan=plan, start=at("10:00"), without_phone=True)
    await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    await GiveName(salon.storage)("Алиса", user_id=ALICE)
    with pytest.raises(PhoneNeeded):
        await book(user_id=ALICE, plan=plan, start=at("10:00"))

    booking = await book(user_id=ALICE, plan=plan, start=at("10:00"), guest="Мама", without_phone=True)

    assert (booking.customer.name, booking.guest) == ("Алиса", "Мама")
    await salon.book_by_hand(by=OWNER, plan=plan, start=at("12:00"), name="Гость")  # the staff is asked for nothing


async def test_no_name_is_kept_without_consent_nor_a_wrong_one(salon: Salon) -> None:
    give = GiveName(salon.storage)
    with pytest.raises(ConsentMissing):
        await give("Алиса", user_id=ALICE)
    await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    for wrong in ("", " \n", "\u202e", "Щ" * 101, "Щ" * 10_000):
        with pytest.raises(InvalidName):
            await give(wrong, user_id=ALICE)
    with pytest.raises(CustomerUnknown):
        await give("Алиса", user_id=77)
    assert await _name(salon.storage) == ("Alice", False)
    await give("🌸", user_id=ALICE)
    assert await _name(salon.storage) == ("🌸", True)


async def test_what_telegram_shows_does_not_replace_a_name(salon: Salon) -> None:
    await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    await GiveName(salon.storage)("Алиса", user_id=ALICE)

    remembered = await salon.remember(user_id=ALICE, name="~kitty~", username="kitty")

    assert (remembered.name, remembered.name_given, remembered.username) == ("Алиса", True, "kitty")


async def test_name_can_be_put_right_and_counts_as_given_after_consent_alone(salon: Salon) -> None:
    change = ChangeMyName(salon.storage)
    await change("Алиса", user_id=ALICE)
    assert await _name(salon.storage) == ("Алиса", False)
    await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    await change("Алиса Иванова", user_id=ALICE)
    assert await _name(salon.storage) == ("Алиса Иванова", True)
    with pytest.raises(InvalidName):
        await change("Щ" * 101, user_id=ALICE)
    assert (await GetMyData(salon.storage, salon.clock)(user_id=ALICE)).customer.name == "Алиса Иванова"


async def test_deleted_name_is_gone_and_a_newcomer_is_asked_anew(salon: Salon) -> None:
    await AgreeToData(salon.storage, salon.clock)(user_id=ALICE)
    await GiveName(salon.storage)("Алиса", user_id=ALICE)
    await GivePhone(salon.storage)("+79161234567", user_id=ALICE)
    booking = await salon.book(at("10:00"))

    await DeleteMyData(salon.storage, salon.clock)(user_id=ALICE)

    kept = (await GetBooking(salon.storage)(booking.id, by=as_owner())).customer
    assert (kept.name, kept.name_given, kept.phone) == (NOBODY, False, None)
    await salon.remember(user_id=ALICE, name="Alice")
    assert await _name(salon.storage) == ("Alice", False)
