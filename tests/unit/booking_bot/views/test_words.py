from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.views import words as words_module
from services.booking_bot.views.words import Html, Words, wall_clock
from services.shared.runtime.translations import Translations

LOCALES = Path(words_module.__file__).resolve().parents[1] / "locales"
START = datetime(2026, 3, 2, 12, tzinfo=UTC)


def words(language: str = "ru", zone: str = "Europe/Moscow") -> Words:
    return Words(Translations(LOCALES)[language], ZoneInfo(zone))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_values_are_escaped_and_html_is_not() -> None:
    made = words("en")("<b>{name}</b> {more}", name="<i>&", more=Html("<u>x</u>"))

    assert made == "<b>&lt;i&gt;&amp;</b> <u>x</u>"


def test_labels_are_not_escaped() -> None:
    assert words("en").label("{name}", name="<i>&") == "<i>&"


def test_braces_in_a_value_stay() -> None:
    assert words("en")("<b>{name}</b>", name="{0}") == "<b>{0}</b>"


@pytest.mark.parametrize(
    ("language", "zone", "expected"),
    [
        ("ru", "Europe/Moscow", "понедельник, 2 марта, 15:00"),
        ("en", "Europe/Moscow", "Monday, 2 March, 15:00"),
        ("en", "Asia/Kathmandu", "Monday, 2 March, 17:45"),
        ("en", "Pacific/Kiritimati", "Tuesday, 3 March, 02:00"),
    ],
)
def test_when_is_told_on_the_business_clock(language: str, zone: str, expected: str) -> None:
    assert words(language, zone).when(START) == expected


@pytest.mark.parametrize(
    ("language", "zone", "expected"),
    [
        ("ru", "Europe/Moscow", "Москва, UTC+3"),
        ("en", "Europe/Moscow", "Moscow, UTC+3"),
        ("en", "Asia/Kathmandu", "Kathmandu, UTC+5:45"),
        ("en", "America/Sao_Paulo", "Sao Paulo, UTC-3"),
        ("en", "Europe/Berlin", "Berlin, UTC+1"),
        ("en", "UTC", "UTC"),
    ],
)
def test_clock_is_named(language: str, zone: str, expected: str) -> None:
    assert words(language, zone).zone_name(START) == expected


@pytest.mark.parametrize(
    ("language", "price", "currency", "expected"),
    [
        ("ru", 1500_00, "RUB", "1 500 ₽"),
        ("ru", 1500_50, "RUB", "1 500,50 ₽"),
        ("en", 1500_00, "USD", "$1,500"),
        ("en", 99_99, "EUR", "€99.99"),
        ("en", 1500_00, "RUB", "₽1,500"),
        ("en", 1500_50, "RUB", "₽1,500.50"),
        ("en", 1500_00, "CAD", "CA$1,500"),
        ("en", 1500_50, "KZT", "1,500.50 KZT"),
        ("ru", 1500_00, "KZT", "1 500 KZT"),
        ("ru", 99_99, "EUR", "99,99 €"),
        ("ru", 99_50, "JPY", "99,50 ¥"),
    ],
)
def test_money_is_written_as_people_do(language: str, price: int, currency: str, expected: str) -> None:
    assert plain(words(language).money(price, currency)) == expected


@pytest.mark.parametrize(("language", "expected"), [("ru", "8 сентября 2026"), ("en", "8 September 2026")])
def test_full_days_have_the_year_and_no_weekday(language: str, expected: str) -> None:
    assert words(language).full_day(date(2026, 9, 8)) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(5, "5 мин"), (60, "1 ч"), (90, "1 ч 30 мин")])
def test_length_is_short(minutes: int, expected: str) -> None:
    assert words().length(minutes) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "У вас 1 предстоящая запись:"), (3, "У вас 3 предстоящие записи:"), (11, "У вас 11 предстоящих записей:")],
)
def test_plurals_are_russian(number: int, expected: str) -> None:
    said = words().plural("You have {n} booking ahead:", "You have {n} bookings ahead:", number)

    assert said == expected


def test_weekdays_and_months_begin_with_a_capital() -> None:
    assert (words().weekday(0), words().short_weekday(6), words().month(date(2026, 3, 9))) == (
        "Понедельник",
        "Вс",
        "Март 2026",
    )


@pytest.mark.parametrize(("minute", "expected"), [(0, "00:00"), (600, "10:00"), (1440, "24:00"), (1560, "02:00")])
def test_wall_clock(minute: int, expected: str) -> None:
    assert wall_clock(minute) == expected
