"""What specialists are paid in a period."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.booking_bot.domain.errors import DayOutOfReach
from services.booking_bot.domain.errors_customers import InvalidSum
from services.booking_bot.domain.errors_setup import RangeReversed, RangeTooLong
from services.booking_bot.domain.errors_team import InvalidPercent, PayRewritesPast
from services.booking_bot.domain.outcomes import UNMARKED, Mark, Outcome, Received
from services.booking_bot.domain.pay import (
    DatedTerms,
    Earnings,
    PayKind,
    PayTerms,
    Period,
    Sale,
    SoldPart,
    earnings,
    require_no_past,
    terms_on,
)
from tests.support.salon import MONDAY, at

ANNA, OLGA = 7, 8
LONG_AGO = date(2020, 1, 1)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
FORTY = PayTerms(PayKind.PERCENT, 40_00)
PER_VISIT = PayTerms(PayKind.PER_VISIT, 300_00)
PER_MONTH = PayTerms(PayKind.PER_MONTH, 31_000_00)


def sale(*prices: int, mark: Mark = UNMARKED, who: Iterable[int] = (ANNA, OLGA), day: date = MONDAY) -> Sale:
    parts = tuple(SoldPart(one, "Стрижка", price) for one, price in zip(who, prices, strict=False))
    return Sale(1, day, at("10:00", day), at("11:00", day), "Иван", mark, parts)


def came(amount: int | None, tip: int = 0) -> Mark:
    return Mark(Outcome.CAME, Received(amount, tip=tip))


def earned(*sales: Sale, terms: PayTerms = FORTY, period: Period = MARCH, today: date = date(2026, 4, 1)) -> Earnings:
    dated = {ANNA: (DatedTerms(LONG_AGO, terms),)}
    return earnings(sales, dated, [ANNA], period, now=at("12:00", today), today=today)[ANNA]


def test_a_percentage_is_of_what_was_received_and_tips_are_hers() -> None:
    found = earned(sale(1500_00, mark=came(1300_01, tip=200_00)))

    assert (found.received, found.pay, found.tips, len(found.visits)) == (1300_01, 520_00, 200_00, 1)


def test_an_unmarked_visit_counts_after_a_day_and_a_missed_one_never() -> None:
    missed = Mark(Outcome.NO_SHOW, Received(1500_00, tip=100_00))
    unmarked = sale(1500_00)
    soon, later = MONDAY, MONDAY + timedelta(days=2)

    assert earned(unmarked, today=soon) == Earnings(open=1)
    assert earned(unmarked, today=later).pay == 600_00
    assert earned(sale(1500_00, mark=missed)) == Earnings()
    assert earned(replace(unmarked, end=at("13:00")), today=soon) == Earnings()


def test_each_gets_her_share_of_a_visit_of_two() -> None:
    visit = sale(1000_00, 2000_00, mark=came(2500_00, tip=100_00))
    dated = {ANNA: (DatedTerms(LONG_AGO, FORTY),), OLGA: (DatedTerms(LONG_AGO, PER_VISIT),)}

    found = earnings([visit], dated, [ANNA, OLGA], MARCH, now=at("12:00"), today=MONDAY)

    assert [(one.received, one.pay, one.tips) for one in found.values()] == [
        (833_33, 333_33, 33_33),
        (1666_67, 300_00, 66_67),
    ]


def test_two_parts_by_one_specialist_are_one_visit() -> None:
    found = earned(sale(1000_00, 500_00, who=(ANNA, ANNA), mark=came(1500_00)), terms=PER_VISIT)

    assert [(visit.service_names, visit.received, visit.pay) for visit in found.visits] == [
        (("Стрижка", "Стрижка"), 1500_00, 300_00)
    ]


def test_what_all_get_of_received_sums_is_what_was_received() -> None:
    numbers = random.Random(6)
    people = range(1, 6)
    for _ in range(200):
        sales = [
            sale(
                *(numbers.choice((0, numbers.randrange(10**6))) for _ in range(numbers.randint(1, 4))),
                who=numbers.choices(people, k=4),
                mark=came(numbers.randrange(10**6), tip=numbers.randrange(10**5)),
            )
            for _ in range(5)
        ]

        found = earnings(sales, {}, people, MARCH, now=at("12:00"), today=MONDAY).values()

        assert sum(one.received for one in found) == sum(one.mark.received.amount or 0 for one in sales)
        assert sum(one.tips for one in found) == sum(one.mark.received.tip for one in sales)


def test_weeks_of_a_month_add_up_to_its_sum() -> None:
    for year, month in ((2026, 2), (2026, 3), (2028, 2)):
        whole = Period.month(date(year, month, 5))
        cuts = sorted(random.Random(month).sample(range(1, 28), 3))
        firsts = [whole.first, *(whole.first + timedelta(days=cut) for cut in cuts)]
        lasts = [*(first - timedelta(days=1) for first in firsts[1:]), whole.last]
        odd = PayTerms(PayKind.PER_MONTH, 33_333_33)

        parts = [
            earned(terms=odd, period=Period(*days), today=date(2030, 1, 1)) for days in zip(firsts, lasts, strict=True)
        ]

        assert sum(one.pay for one in parts) == 33_333_33


def test_days_to_come_are_not_paid_yet() -> None:
    assert earned(terms=PER_MONTH, today=date(2026, 3, 10)).pay == 10_000_00


def test_terms_hold_from_their_day_on_and_the_past_stays() -> None:
    dated = {ANNA: (DatedTerms(LONG_AGO, FORTY), DatedTerms(MONDAY + timedelta(days=1), PER_MONTH))}
    sales = [sale(1000_00, mark=came(1000_00), day=MONDAY + timedelta(days=number)) for number in range(2)]
    period = Period(MONDAY, MONDAY + timedelta(days=1))

    found = earnings(sales, dated, [ANNA], period, now=at("12:00"), today=period.last)[ANNA]

    assert ([visit.pay for visit in found.visits], found.for_days) == ([400_00, 0], 1000_00)
    assert terms_on((), MONDAY) == PayTerms(PayKind.NONE)


def test_only_the_first_terms_may_begin_in_the_past() -> None:
    yesterday, tomorrow = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
    agreed, planned = DatedTerms(yesterday, FORTY), DatedTerms(tomorrow, FORTY)
    require_no_past((), LONG_AGO, MONDAY)
    require_no_past((planned,), LONG_AGO, MONDAY)
    require_no_past((agreed,), MONDAY, MONDAY)

    with pytest.raises(PayRewritesPast):
        require_no_past((agreed,), yesterday, MONDAY)
    with pytest.raises(DayOutOfReach):
        require_no_past((), date(1999, 1, 1), MONDAY)


@pytest.mark.parametrize("value", [0, -1, 100_01])
def test_a_share_is_more_than_nothing_and_at_most_all(value: int) -> None:
    with pytest.raises(InvalidPercent):
        PayTerms.of(PayKind.PERCENT, value)


def test_sums_have_their_bounds() -> None:
    assert PayTerms.of(PayKind.NONE, 5) == PayTerms(PayKind.NONE)
    with pytest.raises(InvalidSum):
        PayTerms.of(PayKind.PER_MONTH, -1)


def test_periods_are_weeks_months_and_what_is_typed() -> None:
    today = date(2026, 3, 4)

    assert (Period.week(today), Period.week(today, 1)) == (
        Period(date(2026, 3, 2), date(2026, 3, 8)),
        Period(date(2026, 2, 23), date(2026, 3, 1)),
    )
    assert (Period.month(today, 3), Period.month(today)) == (Period(date(2025, 12, 1), date(2025, 12, 31)), MARCH)
    with pytest.raises(RangeReversed):
        Period.of(today, today - timedelta(days=1))
    with pytest.raises(RangeTooLong):
        Period.of(today, today + timedelta(days=366))
