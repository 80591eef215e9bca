"""What people type: names, phones, prices, durations, settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.booking_bot.domain import customers, services
from services.booking_bot.domain.errors import DomainError, InvalidName, InvalidPhone, NotAllowed
from services.booking_bot.domain.errors_setup import (
    InvalidCurrency,
    InvalidDuration,
    InvalidLanguage,
    InvalidPrice,
    InvalidRule,
    InvalidTimezone,
)
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.team import Team


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("+7 (916) 123-45-67", "+79161234567"),
        ("8 916 1234567", "89161234567"),
        ("112 22 33", "1122233"),
        ("+49 30 901820", "+4930901820"),
    ],
)
def test_phone_is_kept_as_digits(typed: str, phone: str) -> None:
    assert customers.checked_phone(typed) == phone


@pytest.mark.parametrize(
    "typed", ["", "позвоните мне", "123456", "+1234567890123456", "٠١٢٣٤٥٦٧٨", "12+345678", "9" * 10_000]
)
def test_phone_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(InvalidPhone) as refused:
        customers.checked_phone(typed)

    assert len(refused.value.text) <= 40


@pytest.mark.parametrize("check", [customers.checked_name, services.checked_name])
def test_name_is_tidied(check: Callable[[str], str]) -> None:
    assert check("  Анна \n  Мария\x00 👩‍👧\u202e ") == "Анна Мария 👩‍👧"


@pytest.mark.parametrize("check", [customers.checked_name, services.checked_name])
@pytest.mark.parametrize("typed", ["", " \n\t ", "я" * 10_000])
def test_name_that_is_empty_or_endless_is_refused(check: Callable[[str], str], typed: str) -> None:
    with pytest.raises(InvalidName):
        check(typed)


@pytest.mark.parametrize("minutes", [-30, 0, 4, 721])
def test_duration_outside_its_bounds_is_refused(minutes: int) -> None:
    with pytest.raises(InvalidDuration) as refused:
        services.checked_minutes(minutes)

    assert (refused.value.shortest, refused.value.longest) == (5, 720)


@pytest.mark.parametrize("price", [-1, 10**13])
def test_price_outside_its_bounds_is_refused(price: int) -> None:
    with pytest.raises(InvalidPrice):
        services.checked_price(price)


def test_price_of_nothing_is_a_price() -> None:
    assert services.checked_price(0) == 0


@pytest.mark.parametrize(
    ("code", "language"), [("ru", "ru"), ("en-GB", "en"), ("EN", "en"), ("de", None), ("", None), (None, None)]
)
def test_language_is_taken_from_the_code_telegram_sends(code: str | None, language: str | None) -> None:
    assert customers.spoken_language(code) == language


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": ""}, InvalidName),
        ({"name": "я" * 101}, InvalidName),
        ({"timezone": "Mars/Olympus"}, InvalidTimezone),
        ({"locale": "de"}, InvalidLanguage),
        ({"currency": "руб"}, InvalidCurrency),
        ({"step_minutes": 1}, InvalidRule),
        ({"notice_minutes": -1}, InvalidRule),
        ({"horizon_days": 0}, InvalidRule),
    ],
)
def test_settings_refuse_a_wrong_value(change: dict[str, str | int], error: type[DomainError]) -> None:
    with pytest.raises(error):
        replace(BusinessSettings(), **change)  # type: ignore[arg-type]


def test_settings_know_their_admins() -> None:
    settings = BusinessSettings(team=Team.of_owners((7,)))

    settings.require_admin(7)
    with pytest.raises(NotAllowed):
        settings.require_admin(8)


def test_terms_end_with_the_last_day_of_the_business_and_begin_after_the_notice() -> None:
    settings = BusinessSettings(timezone="Asia/Kathmandu", horizon_days=1)
    now = datetime(2026, 3, 2, 20, tzinfo=UTC)  # 01:45 on the third

    terms = settings.customer_terms(now, timedelta(minutes=90))

    assert terms.earliest == datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
    assert terms.latest == datetime(2026, 3, 4, 18, 15, tzinfo=UTC)
    assert settings.start_of_today(now) == datetime(2026, 3, 2, 18, 15, tzinfo=UTC)
