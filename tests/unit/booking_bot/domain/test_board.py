"""What is left of a day, how full it is, and what it brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.booking_bot.domain.availability import Busy
from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.board import Share, StaffDay, expected, free_stretches, shares_of
from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.outcomes import Mark, Outcome
from services.booking_bot.domain.prices import Price, PriceKind
from services.booking_bot.domain.specialists import Specialist

ANNA, MARIA = 1, 2
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def at(clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=int(hours), minutes=int(minutes))


def span(text: str) -> Interval:
    return Interval(*(at(clock) for clock in text.split("-")))


def part(text: str, who: int = ANNA, price: int = 1000_00, kind: PriceKind = PriceKind.EXACT) -> BookingPart:
    when = span(text)
    return BookingPart(1, who, 1, "Haircut", price, "RUB", when.start, when.end, price_kind=kind)


def visit(*parts: BookingPart) -> Booking:
    return Booking(7, Customer(1, "Alice"), parts, BookingState.BOOKED, 1, Side.CUSTOMER, LONG_AGO)


def day(opening: str, *visits: str, blocks: tuple[str, ...] = ()) -> StaffDay:
    bookings = [visit(part(text)) for text in visits]
    blocked = tuple(Block(1, ANNA, span(text).start, span(text).end) for text in blocks)
    hours = tuple(span(text) for text in opening.split())
    return StaffDay(Specialist(ANNA, "Anna"), hours, shares_of(ANNA, bookings), blocked)


def test_parts_of_a_visit_are_shared_out_among_those_who_do_them() -> None:
    cut, nails, wash = part("10:00-11:00"), part("11:00-12:00", MARIA), part("12:00-12:30")
    early = visit(part("9:00-9:30"))
    both = visit(cut, nails, wash)

    assert shares_of(ANNA, [both, early]) == (Share(early, early.parts), Share(both, (cut, wash)))
    assert shares_of(MARIA, [both, early]) == (Share(both, (nails,)),)
    assert (Share(both, (cut, wash)).end, Share(both, (cut, wash)).service_name) == (at("12:30"), "Haircut × 2")


def test_free_time_keeps_the_gaps_that_visits_ask_for() -> None:
    busy = [
        Busy(at("11:00"), at("12:00"), timedelta(minutes=10), timedelta(minutes=20)),
        Busy(at("12:30"), at("13:00")),
    ]

    free = free_stretches([span("10:00-14:00"), span("15:00-19:00")], busy, LONG_AGO)

    assert free == (span("10:00-10:50"), span("13:00-14:00"), span("15:00-19:00"))  # ten minutes are of no use


@pytest.mark.parametrize(
    ("now", "free"),
    [("12:00", ("12:00-14:00",)), ("12:01", ("12:05-14:00",)), ("13:46", ()), ("14:00", ()), ("23:00", ())],
)
def test_free_time_of_today_begins_at_the_next_five_minutes(now: str, free: tuple[str, ...]) -> None:
    assert free_stretches([span("10:00-14:00")], [], at(now)) == tuple(span(text) for text in free)


@pytest.mark.parametrize(
    ("shown", "load"),
    [
        (day("10:00-20:00"), 0),
        (day("10:00-20:00", "10:00-12:30"), 25),
        (day("10:00-20:00", "10:00-12:30", blocks=("15:00-20:00",)), 50),
        (day("10:00-20:00", "9:00-11:00", "10:00-11:00"), 10),  # outside her hours, and at the same time: once
        (day("22:00-26:00", "25:00-27:00"), 25),
        (day("10:00-12:00", blocks=("9:00-13:00",)), None),
        (StaffDay(Specialist(ANNA, "Anna")), None),
    ],
)
def test_load_is_the_part_of_her_time_that_visits_take(shown: StaffDay, load: int | None) -> None:
    assert shown.load == load


def test_what_lies_in_the_night_after_counts_for_the_load_and_is_no_visit_of_the_day() -> None:
    night = day("22:00-26:00", "25:00-26:00")

    moved = replace(night, visits=(), around=night.visits)

    assert (moved.load, moved.is_empty) == (25, True)


def test_expected_is_without_those_who_did_not_come_and_says_from_where_it_may_be_more() -> None:
    missed = replace(visit(part("10:00-11:00")), mark=Mark(Outcome.NO_SHOW))
    came = replace(visit(part("11:00-12:00")), mark=Mark(Outcome.CAME))
    more = visit(part("12:00-13:00", price=500_00, kind=PriceKind.FROM))
    euros = visit(replace(part("13:00-14:00"), currency="EUR"))
    asked = visit(part("14:00-15:00", price=0, kind=PriceKind.ON_REQUEST))

    assert expected(shares_of(ANNA, [missed, came, euros])) == (Price(1000_00, "RUB"), Price(1000_00, "EUR"))
    assert expected(shares_of(ANNA, [came, more])) == (Price(1500_00, "RUB", PriceKind.FROM),)
    assert expected(shares_of(ANNA, [asked, missed])) == ()
