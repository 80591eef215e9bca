from __future__ import annotations

from datetime import date

import pytest

from services.booking_bot.domain.birthdays import Birthday
from services.booking_bot.domain.customer_profile import CustomerProfile, checked_note, merged_profile, with_typed_tags
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.duplicates import are_the_same, kept_and_gone, name_of_both, phone_key, spellings
from services.booking_bot.domain.errors_customers import (
    InvalidBirthday,
    InvalidNote,
    InvalidTag,
    NotTheSame,
    TooManyTags,
)
from services.booking_bot.domain.people_search import is_meant

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.3", Birthday(5, 3)),
        (" 05.03.1990 ", Birthday(5, 3, 1990)),
        ("29.02", Birthday(29, 2)),
        ("29/02/1988", Birthday(29, 2, 1988)),
        ("01.03.2026", Birthday(1, 3, 2026)),
    ],
)
def test_birthday_is_read_and_kept(text: str, expected: Birthday) -> None:
    birthday = Birthday.typed(text, TODAY)

    assert birthday == expected
    assert Birthday.read(str(birthday)) == expected


@pytest.mark.parametrize(
    "text", ["", "5", "31.02", "29.02.1990", "5.13", "02.03.2026", "05.03.1899", "5 марта", "5.3.90"]
)
def test_what_is_no_birthday_is_refused(text: str) -> None:
    with pytest.raises(InvalidBirthday):
        Birthday.typed(text, TODAY)


def test_birthdays_within_two_weeks_over_the_turn_of_the_year_and_in_a_common_year() -> None:
    assert Birthday(1, 3).is_soon(TODAY)
    assert Birthday(15, 3).is_soon(TODAY)
    assert not Birthday(16, 3).is_soon(TODAY)
    assert not Birthday(28, 2).is_soon(TODAY)
    assert Birthday(3, 1).next_on(date(2026, 12, 28)) == date(2027, 1, 3)
    assert Birthday(29, 2).next_on(date(2026, 2, 20)) == date(2026, 2, 28)
    assert Birthday(29, 2).next_on(date(2028, 2, 20)) == date(2028, 2, 29)


def test_numbers_are_the_same_however_they_are_written() -> None:
    assert {phone_key(phone) for phone in ("+79161234567", "89161234567", "79161234567", "9161234567")} == {
        "79161234567"
    }
    assert phone_key("+81901234567") == "81901234567"  # not Russian: a plus says which country
    assert set(spellings("89161234567")) == {"79161234567", "+79161234567", "89161234567", "9161234567"}
    assert set(spellings("+4930123456")) == {"4930123456", "+4930123456"}


def test_the_one_in_telegram_is_kept_else_the_one_known_first() -> None:
    guest = Customer(1, "Иван", phone="89161234567")
    other = Customer(2, "Ваня", phone="9161234567")
    chatting = Customer(3, "Ivan", 77, phone="+79161234567")

    assert kept_and_gone(guest, chatting) == kept_and_gone(chatting, guest) == (chatting, guest)
    assert kept_and_gone(other, guest) == (guest, other)


@pytest.mark.parametrize(
    "other",
    [
        Customer(1, "Ivan", 77, phone="+79161234567"),
        Customer(2, "Ivan", 78, phone="+79161234567"),
        Customer(2, "Ivan", phone="+79161234568"),
        Customer(2, "Ivan"),
    ],
    ids=["himself", "two in Telegram", "another number", "no number"],
)
def test_different_people_are_not_merged(other: Customer) -> None:
    one = Customer(1, "Ivan", 77, phone="+79161234567")

    assert not are_the_same(one, other)
    with pytest.raises(NotTheSame):
        kept_and_gone(one, other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("петр", True),
        ("АЛЁНА", True),
        ("алена петрова", True),
        ("петрова алена", True),
        ("иванова", False),
        ("@alen", True),
        ("@petr", False),
        ("123-45", True),
        ("8 (916) 123", True),
        ("+7916", True),
        ("916123", True),
        ("765", False),
        ("alena", True),
    ],
)
def test_customer_is_found_by_name_number_and_username(typed: str, meant: bool) -> None:
    assert is_meant(Customer(1, "Алёна Петрова", 5, "alena_p", "+79161234567"), typed) is meant


def test_notes_and_tags_have_their_limits() -> None:
    assert checked_note("  не  любит\nмузыку ") == "не любит музыку"
    for text in ("", " \n", "щ" * 501):
        with pytest.raises(InvalidNote):
            checked_note(text)
    assert with_typed_tags(("vip",), "VIP, #аллергия ; латекс,") == ("vip", "аллергия", "латекс")
    for text in ("", ",", "щ" * 21):
        with pytest.raises(InvalidTag):
            with_typed_tags((), text)
    ten = tuple(str(number) for number in range(10))
    with pytest.raises(TooManyTags):
        with_typed_tags(ten, "eleventh")
    assert with_typed_tags(ten, "9") == ten


def test_nothing_of_two_profiles_is_lost() -> None:
    one, other = CustomerProfile("a", ("vip",), None), CustomerProfile("b", ("VIP", "x"), Birthday(5, 3))

    assert merged_profile(one, other) == CustomerProfile("a\nb", ("vip", "x"), Birthday(5, 3))
    assert merged_profile(other, one).note == "b\na"
    assert merged_profile(one, one) == one


@pytest.mark.parametrize(
    ("kept", "gone", "name"),
    [
        (Customer(1, "Кот 🐈", user_id=5), Customer(2, "Иван"), "Иван"),
        (Customer(1, "Иван П.", user_id=5, name_given=True), Customer(2, "Иван"), "Иван П."),
        (Customer(1, "Кот 🐈", user_id=5), Customer(2, "8 916 123-45-67"), "Кот 🐈"),
        (Customer(1, "Иван"), Customer(2, "Ваня"), "Иван"),
        (Customer(1, "89161234567"), Customer(2, "Ваня"), "Ваня"),
        (Customer(1, "89161234567"), Customer(2, "+79161234567"), "89161234567"),
    ],
)
def test_name_of_two_who_are_one_is_the_one_that_a_person_gave(kept: Customer, gone: Customer, name: str) -> None:
    assert name_of_both(kept, gone) == name
