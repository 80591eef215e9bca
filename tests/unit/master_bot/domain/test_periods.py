from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.master_bot.domain.periods import add_months, paid_period


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
    period = paid_period(day("2026-03-10"), day("2026-03-01"), months=1, days=0)

    assert period == (day("2026-03-10"), day("2026-04-10"))


@pytest.mark.parametrize("paid_until", [None, day("2026-02-01")])
def test_period_without_anything_paid_begins_now(paid_until: datetime | None) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)

    assert paid_period(paid_until, now, months=0, days=14) == (now, now + timedelta(days=14))
