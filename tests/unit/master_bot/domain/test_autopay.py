from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.master_bot.domain.autopay import Attempt, announce_at, charge_at, hopeless

PAID_UNTIL = datetime(2026, 4, 1, 12, tzinfo=UTC)
IN_TIME = announce_at(PAID_UNTIL)
POOR = "insufficient_funds"


def days(number: float) -> timedelta:
    return timedelta(days=number)


def tries(*reasons: str | None) -> list[Attempt]:
    return [Attempt(n + 1, PAID_UNTIL + days(n - 1), reason) for n, reason in enumerate(reasons)]


@pytest.mark.parametrize(
    ("announced", "attempts", "at"),
    [
        (None, [], None),
        (IN_TIME, [], PAID_UNTIL - days(1)),
        (PAID_UNTIL + days(1), [], PAID_UNTIL + days(2)),
        (IN_TIME, tries(None), None),
        (IN_TIME, tries(POOR), PAID_UNTIL),
        (IN_TIME, tries(POOR, "a word of tomorrow"), PAID_UNTIL + days(1)),
        (IN_TIME, tries(POOR, POOR, POOR), PAID_UNTIL + days(2)),
        (IN_TIME, tries(POOR, POOR, POOR, POOR), None),
        (IN_TIME, tries(POOR, "card_expired"), None),
    ],
)
def test_when_the_next_charge_is_tried(
    announced: datetime | None, attempts: list[Attempt], at: datetime | None
) -> None:
    assert charge_at(PAID_UNTIL, announced, attempts) == at


def test_only_what_another_day_can_change_is_tried_again() -> None:
    reasons = ["insufficient_funds", "issuer_unavailable", "internal_timeout", "payment_method_limit_exceeded"]
    final = ["card_expired", "permission_revoked", "invalid_csc", "fraud_suspected", "refused"]

    assert [hopeless(reason) for reason in reasons] == [False] * 4
    assert [hopeless(reason) for reason in final] == [True] * 5
