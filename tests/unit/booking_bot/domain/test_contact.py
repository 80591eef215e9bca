"""What a customer has to say before he can book."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.booking_bot.domain.changes import lacking, require_contact
from services.booking_bot.domain.consent import TEXT_VERSION, Consent, Contact, NameRule, PhoneRule
from services.booking_bot.domain.customers import Customer, telegram_name
from services.booking_bot.domain.errors import NameNeeded, PhoneNeeded
from services.booking_bot.domain.settings import BusinessSettings

NEW = Customer(1, "~kitty~", 7)
WITHOUT_PHONE = replace(NEW, phone_left_out=True)
NAMED = replace(NEW, name="Алиса", name_given=True)
KNOWN = replace(NAMED, phone="+79161234567")
ASKED, NOT_ASKED = NameRule.ASKED, NameRule.NOT_ASKED


@pytest.mark.parametrize(
    ("customer", "name_rule", "phone_rule", "expected"),
    [
        (NEW, NOT_ASKED, PhoneRule.NOT_ASKED, (None, None)),
        (NEW, NOT_ASKED, PhoneRule.OPTIONAL, (Contact.PHONE, None)),
        (WITHOUT_PHONE, NOT_ASKED, PhoneRule.OPTIONAL, (None, None)),
        (WITHOUT_PHONE, NOT_ASKED, PhoneRule.REQUIRED, (Contact.PHONE, Contact.PHONE)),
        (NEW, NOT_ASKED, PhoneRule.REQUIRED, (Contact.PHONE, Contact.PHONE)),
        (NEW, ASKED, PhoneRule.NOT_ASKED, (Contact.NAME, Contact.NAME)),
        (NEW, ASKED, PhoneRule.REQUIRED, (Contact.NAME, Contact.NAME)),
        (replace(KNOWN, name_given=False), ASKED, PhoneRule.REQUIRED, (Contact.NAME, Contact.NAME)),
        (NAMED, ASKED, PhoneRule.NOT_ASKED, (None, None)),
        (NAMED, ASKED, PhoneRule.OPTIONAL, (Contact.PHONE, None)),
        (NAMED, ASKED, PhoneRule.REQUIRED, (Contact.PHONE, Contact.PHONE)),
        (KNOWN, ASKED, PhoneRule.REQUIRED, (None, None)),
    ],
)
def test_name_is_asked_for_before_the_number(
    customer: Customer,
    name_rule: NameRule,
    phone_rule: PhoneRule,
    expected: tuple[Contact | None, Contact | None],
) -> None:
    settings = BusinessSettings(name_rule=name_rule, phone_rule=phone_rule)
    raised = {None: None, Contact.NAME: NameNeeded, Contact.PHONE: PhoneNeeded}

    assert (lacking(customer, settings), lacking(customer, settings, without_phone=True)) == expected
    for without_phone, lack in zip((False, True), expected, strict=True):
        assert _raised(customer, settings, without_phone=without_phone) is raised[lack]


def _raised(customer: Customer, settings: BusinessSettings, *, without_phone: bool) -> type[Exception] | None:
    try:
        require_contact(customer, settings, without_phone=without_phone)
    except (NameNeeded, PhoneNeeded) as error:
        return type(error)
    return None


@pytest.mark.parametrize(
    ("shown", "expected"), [("  Алиса \n <3 ", "Алиса <3"), ("Щ" * 129, "Щ" * 100), ("\u202e ", ""), ("🌸", "🌸")]
)
def test_what_telegram_shows_is_made_to_fit(shown: str, expected: str) -> None:
    assert telegram_name(shown) == expected


def test_consent_holds_for_the_text_that_was_shown_until_it_is_taken_back() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    consents = [Consent(TEXT_VERSION, True, at), Consent("2020-01-01", True, at), Consent(TEXT_VERSION, False, at)]

    assert [consent.is_present for consent in consents] == [True, False, False]
