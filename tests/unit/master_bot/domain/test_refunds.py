"""What goes back with the money: never more than it has bought, and no credit twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.master_bot.domain.periods import Period
from services.master_bot.domain.refunds import NO_TIME, TakenBack, take_back

START = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
DAY, MONTH = timedelta(days=1), timedelta(days=30)
FIRST, SECOND = UUID(int=1), UUID(int=2)
NONE = Decimal("0.00")


def period(number: int, begins: datetime, until: datetime, worth: str, **changes: object) -> Period:
    facts = {"order_id": UUID(int=number), "carried": NONE, "carried_to": None, **changes}
    return Period(id=number, begins=begins, until=until, worth=Decimal(worth), **facts)  # type: ignore[arg-type]


ONE = period(1, START, START + MONTH, "990.00")


@pytest.mark.parametrize(
    ("day", "amount", "days", "left"),
    [
        (0, "330.00", 10, "660.00"),
        (10, "330.00", 10, "660.00"),
        (25, "330.00", 5, "660.00"),  # the rest of its share is used already
        (31, "330.00", 0, "660.00"),
        (10, "989.99", 20, "0.01"),
    ],
)
def test_part_takes_its_share_as_far_as_it_is_not_used(day: int, amount: str, days: int, left: str) -> None:
    taken = take_back([ONE], FIRST, Decimal(amount), whole=False, now=START + day * DAY)

    changed = period(1, START, START + MONTH - days * DAY, left)
    assert taken == TakenBack((changed,), days * DAY, whole=False)


def test_share_is_rounded_down_to_seconds() -> None:
    taken = take_back([ONE], FIRST, Decimal("100.00"), whole=False, now=START)

    assert taken.time == timedelta(seconds=30 * 24 * 3600 * 100 // 990)


def test_rest_of_the_money_takes_the_period_to_the_microsecond_and_what_follows_moves_up() -> None:
    odd = period(1, START, START + MONTH + timedelta(microseconds=7), "890.00")
    following = period(2, odd.until, odd.until + MONTH, "990.00")

    taken = take_back([odd, following], FIRST, Decimal("890.00"), whole=True, now=START + 10 * DAY)

    length = MONTH + timedelta(microseconds=7)
    assert taken == TakenBack(
        (period(1, START, START, "0.00"), period(2, START, START + MONTH, "990.00")), length, whole=True
    )


def test_part_of_a_used_period_takes_nothing_of_the_one_that_follows() -> None:
    following = period(2, ONE.until, ONE.until + MONTH, "990.00")

    taken = take_back([ONE, following], FIRST, Decimal("500.00"), whole=False, now=ONE.until + DAY)

    assert taken == TakenBack((period(1, ONE.begins, ONE.until, "490.00"),), NO_TIME, whole=False)


def changed_plan(*, carried: str = "660.00", worth: str = "1500.00") -> list[Period]:
    """990 for a month, changed after ten days to a plan of 1500 a month: 660 were carried over, 840 paid."""
    at = START + 10 * DAY
    return [
        period(1, START, at, "990.00", carried=Decimal(carried), carried_to=SECOND),
        period(2, at, at + MONTH, worth),
    ]


def test_after_a_change_of_plan_the_money_is_looked_for_where_it_went() -> None:
    now = START + 12 * DAY

    taken = take_back(changed_plan(), FIRST, Decimal("150.00"), whole=False, now=now)

    old, new = changed_plan(carried="510.00", worth="1350.00")
    assert taken == TakenBack(
        (
            period(1, old.begins, old.until, "840.00", carried=Decimal("510.00"), carried_to=SECOND),
            period(2, new.begins, new.until - 3 * DAY, "1350.00"),
        ),
        3 * DAY,
        whole=False,
    )


def test_whole_refund_of_the_old_plan_leaves_what_was_paid_for_the_new_one() -> None:
    taken = take_back(changed_plan(), FIRST, Decimal("990.00"), whole=True, now=START + 12 * DAY)

    length = timedelta(seconds=30 * 24 * 3600 * 660 // 1500)
    assert (taken.time, taken.whole) == (length, False)
    assert [(one.worth, one.carried) for one in taken.periods] == [(NONE, NONE), (Decimal("840.00"), NONE)]


def test_whole_refund_of_the_new_plan_leaves_what_the_old_one_had_brought() -> None:
    taken = take_back(changed_plan(), SECOND, Decimal("840.00"), whole=True, now=START + 12 * DAY)

    assert taken.time == timedelta(seconds=30 * 24 * 3600 * 840 // 1500)
    assert [one.worth for one in taken.periods] == [Decimal("660.00")]


def test_order_without_a_period_takes_nothing() -> None:
    assert take_back([ONE], SECOND, Decimal("1.00"), whole=True, now=START) == TakenBack((), NO_TIME, whole=False)


sums = st.decimals("0.01", "400.00", places=2)


@given(
    parts=st.lists(st.tuples(sums, st.sampled_from([FIRST, SECOND])), max_size=8),
    day=st.integers(0, 60),
    cut=st.booleans(),
)
def test_nobody_loses_more_than_was_given_back(parts: list[tuple[Decimal, UUID]], day: int, cut: bool) -> None:
    """And the table's own checks hold: 0 ≤ carried ≤ worth, begins ≤ until."""
    before = changed_plan() if cut else [ONE, period(2, ONE.until, ONE.until + MONTH, "990.00")]
    periods = {one.id: one for one in before}
    paid = {FIRST: Decimal("990.00"), SECOND: Decimal("840.00") if cut else Decimal("990.00")}
    dearest = Decimal("1500.00") if cut else Decimal("990.00")
    back, time = NONE, NO_TIME
    for amount, order in parts:
        if amount >= paid[order]:
            continue
        paid[order] -= amount
        taken = take_back(list(periods.values()), order, amount, whole=False, now=START + day * DAY)
        periods |= {one.id: one for one in taken.periods}
        back, time = back + amount, time + taken.time

    assert Decimal(time.total_seconds()) * dearest / Decimal(MONTH.total_seconds()) <= back
    assert all(NONE <= one.carried <= one.worth and one.begins <= one.until for one in periods.values())
    carried_before = sum((one.carried for one in before), NONE)
    carried = sum((one.carried for one in periods.values()), NONE)
    worth = sum((one.worth for one in periods.values()), NONE)
    assert worth - carried == sum((one.worth for one in before), NONE) - carried_before - back
