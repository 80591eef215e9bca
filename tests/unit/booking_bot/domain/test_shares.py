"""Sums divided among specialists, and what each sees of a visit in which several have a part."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.outcomes import Mark, Outcome, Received
from services.booking_bot.domain.shares import share_of, split
from tests.support.salon import SUNDAY_NOON, at

ANNA, OLGA = 7, 8
CUT = BookingPart(1, ANNA, 1, "Стрижка", 1000_00, "RUB", at("10:00"), at("11:00"))
NAILS = BookingPart(2, OLGA, 2, "Маникюр", 2000_00, "RUB", at("11:00"), at("12:00"))
BOTH = Booking(
    5,
    Customer(1, "Иван"),
    (CUT, NAILS),
    BookingState.BOOKED,
    1,
    Side.CUSTOMER,
    SUNDAY_NOON,
    mark=Mark(Outcome.CAME, Received(2500_00, tip=100_00)),
)


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (100, (1, 1, 1), (34, 33, 33)),
        (200, (1, 1, 1), (67, 67, 66)),
        (10, (0, 0), (5, 5)),
        (7, (3, 0), (7, 0)),
        (0, (5, 9), (0, 0)),
        (1, (1, 2), (0, 1)),
    ],
)
def test_what_is_left_over_goes_to_the_largest_remainders(
    total: int, weights: tuple[int, ...], shares: tuple[int, ...]
) -> None:
    assert split(total, weights) == shares


def test_no_kopeck_is_lost_or_made() -> None:
    numbers = random.Random(4)
    for _ in range(2000):
        weights = [numbers.choice((0, numbers.randrange(10**7))) for _ in range(numbers.randint(1, 6))]
        total = numbers.randrange(10**8)

        shares = split(total, weights)

        assert sum(shares) == total
        exact = [total * weight / sum(weights) if sum(weights) else total / len(weights) for weight in weights]
        assert all(abs(share - wanted) < 1 for share, wanted in zip(shares, exact, strict=True))


def test_a_specialist_sees_her_part_of_a_visit_and_her_money() -> None:
    hers = share_of(BOTH, OLGA)

    assert hers == replace(BOTH, parts=(NAILS,), shared=True, mark=Mark(Outcome.CAME, Received(1666_67, tip=66_67)))
    assert share_of(BOTH, 9) is None
    assert share_of(replace(BOTH, parts=(CUT,)), ANNA) == replace(BOTH, parts=(CUT,))


def test_shares_of_a_visit_are_the_visit() -> None:
    shares = [share_of(BOTH, who) for who in (ANNA, OLGA)]

    received = [share.mark.received for share in shares if share is not None]
    assert sum(one.amount or 0 for one in received) == 2500_00
    assert sum(one.tip for one in received) == 100_00
