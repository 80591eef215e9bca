"""Until when a customer may move and cancel, and what a service says for itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.booking_bot.domain.address import Point, checked_address
from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, Side
from services.booking_bot.domain.changes import why_not_cancel, why_not_move
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.errors import DomainError
from services.booking_bot.domain.errors_setup import InvalidAddress, InvalidPoint, InvalidRule
from services.booking_bot.domain.services import AS_EVERYWHERE, OwnWindows, Service, with_rules
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.windows import Windows, windows_of

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
SETTINGS = BusinessSettings(notice_minutes=60, move_until_minutes=120, cancel_until_minutes=180, most_moves=2)
PART = BookingPart(1, 1, 1, "Haircut", 0, "RUB", START, START + timedelta(hours=1))
BOOKING = Booking(7, Customer(1, "Alice"), (PART,), BookingState.BOOKED, 1, Side.CUSTOMER, START - timedelta(days=2))


def refusals(
    booking: Booking, before: timedelta, side: Side = Side.CUSTOMER, settings: BusinessSettings = SETTINGS
) -> tuple[str, str]:
    """The names of what is said to moving and to cancelling so long before the visit."""
    now = START - before
    return _name(why_not_move(booking, settings, side, now)), _name(why_not_cancel(booking, settings, side, now))


def _name(error: DomainError | None) -> str:
    return "" if error is None else type(error).__name__


def test_a_service_without_windows_of_its_own_follows_the_business() -> None:
    assert windows_of([AS_EVERYWHERE], SETTINGS) == windows_of([], SETTINGS) == Windows(60, 120, 180)


def test_of_several_services_the_longest_window_holds() -> None:
    own = [OwnWindows(0, 600, 0), OwnWindows(None, 0, 60)]

    assert windows_of(own, SETTINGS) == Windows(60, 600, 60)
    assert windows_of([OwnWindows(0, 0, 0)], SETTINGS) == Windows(0, 0, 0)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (timedelta(minutes=180), ("", "")),
        (timedelta(minutes=179), ("", "TooLateToCancel")),
        (timedelta(minutes=120), ("", "TooLateToCancel")),
        (timedelta(minutes=119), ("TooLateToMove", "TooLateToCancel")),
        (timedelta(), ("BookingStarted", "BookingStarted")),
    ],
)
def test_windows_end_with_their_last_minute(before: timedelta, expected: tuple[str, str]) -> None:
    assert refusals(BOOKING, before) == expected
    assert refusals(BOOKING, before, Side.BUSINESS) == ("", "")


def test_a_booking_has_the_windows_of_its_services() -> None:
    own = replace(PART, windows=OwnWindows(None, 24 * 60, 0))
    two = replace(BOOKING, parts=(own, replace(PART, id=2)))

    assert refusals(replace(BOOKING, parts=(own,)), timedelta(hours=1)) == ("TooLateToMove", "")
    assert refusals(two, timedelta(hours=23)) == ("TooLateToMove", "")
    assert refusals(two, timedelta(hours=2)) == ("TooLateToMove", "TooLateToCancel")


def test_moves_that_are_used_up_and_cancelled_bookings_are_told() -> None:
    assert refusals(replace(BOOKING, moves=2), timedelta(days=1)) == ("TooManyMoves", "")
    cancelled = replace(BOOKING, state=BookingState.CANCELLED)
    for side in Side:
        assert refusals(cancelled, timedelta(days=1), side) == ("BookingCancelled", "BookingCancelled")


def test_rules_of_a_service_change_one_by_one() -> None:
    service = Service(1, "Haircut", 60, 0, buffer_after=5, windows=OwnWindows(60, None, 30))

    changed = with_rules(with_rules(service, {"cancel_until_minutes": None}), {"buffer_before": 15})

    assert changed == replace(service, buffer_before=15, windows=OwnWindows(60, None, None))


@pytest.mark.parametrize(
    "change",
    [{"buffer_before": None}, {"buffer_after": 241}, {"notice_minutes": -1}, {"move_until_minutes": 30 * 24 * 60 + 1}],
)
def test_rules_of_a_service_have_bounds(change: dict[str, int | None]) -> None:
    with pytest.raises(InvalidRule):
        with_rules(Service(1, "Haircut", 60, 0), change)


def test_an_address_is_one_line_and_a_point_is_on_the_earth() -> None:
    assert checked_address("  Арбат,\n1 ") == "Арбат, 1"
    for text in ("", "\n", "я" * 201):
        with pytest.raises(InvalidAddress):
            checked_address(text)
    for degrees in ((90.1, 0), (0, -180.1), (float("nan"), 0)):
        with pytest.raises(InvalidPoint):
            Point(*degrees)
    point = Point(-55.7522, 37.6156)
    assert Point.read(str(point)) == point
