from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.master_bot.domain.periods import Paid, PaidPeriod, add_months, paid_period


def day(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T21:30:00+00:00")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-05-31", 0, "2026-05-31"),
    ],
)
def test_add_months_clips_at_the_months_end(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


def test_period_follows_what_is_paid_already() -> None:
    period = paid_period(Paid(day("2026-03-10"), 10), day("2026-03-01"), months=1, days=0)

    assert period == PaidPeriod(day("2026-03-10"), day("2026-04-10"), 10)


@pytest.mark.parametrize("paid", [None, Paid(day("2026-02-01"), 1)])
def test_period_without_anything_paid_begins_now(paid: Paid | None) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)

    assert paid_period(paid, now, months=0, days=14) == PaidPeriod(now, now + timedelta(days=14), 15)


def test_short_month_shortens_only_itself() -> None:
    paid, ends = Paid(day("2026-12-30"), 30), []

    for _ in range(4):
        length = paid_period(paid, day("2026-12-01"), months=1, days=0)
        paid = Paid(length.until, length.billing_day)
        ends.append(length.until)

    assert ends == [day("2027-01-30"), day("2027-02-28"), day("2027-03-30"), day("2027-04-30")]


def test_days_on_top_make_another_day_of_the_month() -> None:
    length = paid_period(Paid(day("2027-02-28"), 30), day("2027-02-01"), months=1, days=0).longer(timedelta(days=7))

    assert length == PaidPeriod(day("2027-02-28"), day("2027-04-06"), 6)
