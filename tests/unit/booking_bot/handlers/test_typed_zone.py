"""Zones as owners type them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from services.booking_bot.domain.cities import CITIES, NEIGHBOURS, RUSSIA
from services.booking_bot.handlers.typed_zone import MOST, find_zones

WINTER = datetime(2026, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("Тюмень", ["Asia/Yekaterinburg"]),
        (" г. санкт  петербург ", ["Europe/Moscow"]),
        ("Орел", ["Europe/Moscow"]),
        ("Саратов", ["Europe/Saratov"]),
        ("берлин", ["Europe/Berlin"]),
        ("Kiev", ["Europe/Kyiv"]),
        ("lond", ["Europe/London"]),
        ("new york", ["America/New_York"]),
        ("asia/dubai", ["Asia/Dubai"]),
        ("UTC", ["UTC"]),
        ("Нижний", ["Europe/Moscow", "Asia/Yekaterinburg"]),
        ("utc +4", ["Europe/Samara", "Asia/Tbilisi", "Asia/Yerevan", "Asia/Baku"]),
        ("+12", ["Asia/Kamchatka"]),
    ],
)
def test_zone_is_found_by_city_by_its_name_or_by_its_distance(typed: str, zones: list[str]) -> None:
    assert find_zones(typed, WINTER) == zones


@pytest.mark.parametrize(
    "typed", ["", "x", "Урюпинск", "UTC+99", "-30", "../../etc/passwd", "posix/UTC", "\x00", "Щ" * 5000]
)
def test_what_is_no_zone_finds_none(typed: str) -> None:
    assert find_zones(typed, WINTER) == []


def test_many_are_cut_and_all_that_are_named_exist() -> None:
    assert len(find_zones("ма", WINTER)) == MOST
    assert {*RUSSIA, *NEIGHBOURS, *CITIES} <= available_timezones()
    assert len({city for cities in CITIES.values() for city in cities}) == sum(map(len, CITIES.values()))
