"""Who of the business is told of what happened to a visit, and of which part of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.booking_bot.domain.bookings import Actor, Booking, BookingPart, BookingState, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.holes import Freed
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.team import Member, Role, Team
from services.booking_bot.domain.tellings import Event, Telling, tellings

OWNER, ADMIN, ANNA, MARIA, ALICE = 1, 2, 3, 4, 50
TEAM = Team(
    (
        Member(OWNER, Role.OWNER, 10),  # works herself
        Member(ADMIN, Role.ADMIN),
        Member(ANNA, Role.SPECIALIST, 11),
        Member(MARIA, Role.SPECIALIST, 12),
    )
)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BY_ALICE = Actor(ALICE)
NAMES = {10: "Ольга", 11: "Анна", 12: "Мария"}


def part(number: int, specialist_id: int, start: datetime = NOON) -> BookingPart:
    return BookingPart(
        number, specialist_id, 1, f"S{number}", 100_00, "RUB", start, start + HOUR, specialist_name=NAMES[specialist_id]
    )


def visit(*parts: BookingPart) -> Booking:
    return Booking(7, Customer(5, "Алиса", ALICE), parts, BookingState.BOOKED, 3, Side.CUSTOMER, NOON - 9 * HOUR)


def told(event: Event) -> dict[int, tuple[NoticeKind, list[int]]]:
    """Who is told what, of which parts."""
    return {
        telling.member.user_id: (telling.kind, [one.id for one in telling.booking.parts])
        for telling in tellings(TEAM, event)
    }


def telling_to(user_id: int, event: Event) -> Telling:
    return next(telling for telling in tellings(TEAM, event) if telling.member.user_id == user_id)


def test_managers_hear_of_all_and_a_specialist_of_her_own_parts() -> None:
    whole = (NoticeKind.OWNER_BOOKED, [1, 2])

    assert told(Event(NoticeKind.OWNER_BOOKED, visit(part(1, 11), part(2, 12, NOON + HOUR)), BY_ALICE)) == {
        OWNER: whole,
        ADMIN: whole,
        ANNA: (NoticeKind.OWNER_BOOKED, [1]),
        MARIA: (NoticeKind.OWNER_BOOKED, [2]),
    }
    assert ANNA not in told(Event(NoticeKind.OWNER_CANCELLED, visit(part(2, 12)), BY_ALICE))


def test_who_did_it_for_the_business_is_not_told_and_who_books_as_a_customer_is() -> None:
    booking = visit(part(1, 11))

    assert list(told(Event(NoticeKind.OWNER_BOOKED, booking, Actor(ANNA, Side.BUSINESS)))) == [OWNER, ADMIN]
    assert list(told(Event(NoticeKind.OWNER_BOOKED, booking, Actor(ADMIN)))) == [OWNER, ADMIN, ANNA]


def test_both_hear_of_a_visit_that_goes_from_one_specialist_to_another() -> None:
    before, after = visit(part(1, 11)), replace(visit(part(1, 12)), version=4)
    event = Event(NoticeKind.OWNER_MOVED, after, BY_ALICE, before)

    assert told(event) == {
        OWNER: (NoticeKind.OWNER_MOVED, [1]),
        ADMIN: (NoticeKind.OWNER_MOVED, [1]),
        ANNA: (NoticeKind.OWNER_TAKEN, [1]),
        MARIA: (NoticeKind.OWNER_GIVEN, [1]),
    }
    taken, given, moved = (telling_to(who, event) for who in (ANNA, MARIA, OWNER))
    assert (taken.booking.version, taken.booking.parts) == (4, before.parts)
    assert taken.freed == moved.freed == (Freed(11, Interval(NOON, NOON + HOUR)),)
    assert given.freed == ()
    assert (moved.facts().previous_specialist, moved.facts().specialist_name) == ("Анна", "Мария")


def test_whose_part_stays_where_it_is_hears_nothing() -> None:
    second = part(2, 12, NOON + HOUR)
    before, after = visit(part(1, 11), second), visit(part(1, 10), second)

    event = Event(NoticeKind.OWNER_MOVED, after, BY_ALICE, before)

    assert MARIA not in told(event)
    assert told(event)[ANNA] == (NoticeKind.OWNER_TAKEN, [1])


def test_her_own_times_are_told_of_a_visit_that_moves() -> None:
    before = visit(part(1, 11), part(2, 12, NOON + HOUR))
    after = visit(part(1, 11, NOON + 5 * HOUR), part(2, 12, NOON + 6 * HOUR))

    facts = telling_to(MARIA, Event(NoticeKind.OWNER_MOVED, after, BY_ALICE, before)).facts()

    assert (facts.service_name, facts.previous_start, facts.start) == ("S2", NOON + HOUR, NOON + 6 * HOUR)
    assert (facts.by, facts.previous_specialist) == (Side.CUSTOMER, None)


def test_news_of_a_visit_are_urgent_an_hour_before_it_and_those_of_a_past_one_never() -> None:
    booking = visit(part(1, 11))
    cancelled = telling_to(OWNER, Event(NoticeKind.OWNER_CANCELLED, booking, BY_ALICE))
    moved = telling_to(OWNER, Event(NoticeKind.OWNER_MOVED, visit(part(1, 11, NOON + 24 * HOUR)), BY_ALICE, booking))
    late = telling_to(OWNER, Event(NoticeKind.OWNER_LATE_5, booking, BY_ALICE))

    assert cancelled.urgent_at(NOON - 5 * HOUR) == moved.urgent_at(NOON - 5 * HOUR) == NOON - HOUR
    assert moved.urgent_at(NOON + HOUR) == NOON + 23 * HOUR
    assert cancelled.urgent_at(NOON + HOUR) is None
    assert late.urgent_at(NOON + HOUR / 2) == NOON + HOUR / 2
