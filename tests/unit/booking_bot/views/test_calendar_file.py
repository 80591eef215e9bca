"""The file for the phone's calendar, read back by the rules of RFC 5545."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.booking_bot.domain.address import Point
from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.calendar_file import calendar_file

START = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
PART = BookingPart(1, 1, 1, "Стрижка; бритьё, укладка\\", 1500_00, "RUB", START, START + timedelta(hours=1))
BOOKING = Booking(
    7, Customer(1, "Alice"), (PART,), BookingState.BOOKED, 1, Side.CUSTOMER, datetime(2026, 3, 1, tzinfo=UTC)
)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


SALON = BusinessSettings(name="Salon")


def fields(booking: Booking, settings: BusinessSettings = SALON) -> dict[str, str]:
    text = calendar_file(booking, settings, NOW).decode()
    assert text.endswith("\r\n")
    unfolded = text.replace("\r\n ", "")
    return dict(line.split(":", 1) for line in unfolded.removesuffix("\r\n").split("\r\n"))


def test_times_are_in_utc_and_the_text_is_escaped() -> None:
    found = fields(BOOKING)
    assert (found["DTSTART"], found["DTEND"]) == ("20260329T013000Z", "20260329T023000Z")
    assert found["SUMMARY"] == "Стрижка\\; бритьё\\, укладка\\\\ – Salon"
    assert (found["STATUS"], found["METHOD"]) == ("CONFIRMED", "PUBLISH")


def test_place_is_said_as_far_as_it_is_known() -> None:
    address = replace(SALON, address="Москва, Арбат 1; этаж 2")
    placed = replace(address, point=Point(55.7522, -37.615612345))
    found = [fields(BOOKING, settings) for settings in (SALON, address, placed)]

    assert [(one.get("LOCATION"), one.get("GEO")) for one in found] == [
        (None, None),
        ("Москва\\, Арбат 1\\; этаж 2", None),
        ("Москва\\, Арбат 1\\; этаж 2", "55.752200;-37.615612"),
    ]


def test_moved_booking_keeps_its_uid_and_raises_its_sequence() -> None:
    first, moved = fields(BOOKING), fields(replace(BOOKING, version=2))
    assert first["UID"] == moved["UID"]
    assert (first["SEQUENCE"], moved["SEQUENCE"]) == ("0", "1")
    assert fields(replace(BOOKING, id=8))["UID"] != first["UID"]


def test_cancelled_booking_takes_the_event_away() -> None:
    found = fields(replace(BOOKING, state=BookingState.CANCELLED, version=3))
    assert (found["STATUS"], found["METHOD"], found["SEQUENCE"]) == ("CANCELLED", "CANCEL", "2")


@pytest.mark.parametrize("name", ["Я" * 100, "a" * 100, "✂️" * 50])
def test_no_line_is_longer_than_75_octets_or_cut_inside_a_character(name: str) -> None:
    settings = replace(SALON, name=name, address=name)
    lines = calendar_file(BOOKING, settings, NOW).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    assert fields(BOOKING, settings)["SUMMARY"].endswith(name)
    assert fields(BOOKING, settings)["LOCATION"] == name
