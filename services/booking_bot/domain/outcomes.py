"""What became of a visit: whether the customer came, and what was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.booking_bot.domain.errors_customers import InvalidSum

UNMARKED_FOR = timedelta(hours=24)
"""How long after its end a visit that nobody marked is open; from then on it counts as one that took place."""
HIGHEST_SUM = 100_000_000_00


class Outcome(StrEnum):
    CAME = "came"
    NO_SHOW = "no_show"


class PaidBy(StrEnum):
    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Received:
    """``amount`` and ``tip`` in hundredths; the amount is None where no price was stated, ``by`` where nobody said."""

    amount: int | None = None
    by: PaidBy | None = None
    tip: int = 0


NOTHING = Received()


@dataclass(frozen=True, slots=True)
class Mark:
    """What the business said of a visit; ``outcome`` is None as long as it said nothing."""

    outcome: Outcome | None = None
    received: Received = NOTHING


UNMARKED = Mark()


def checked_sum(amount: int) -> int:
    """Raises ``InvalidSum`` outside 0 … ``HIGHEST_SUM`` (hundredths)."""
    if not 0 <= amount <= HIGHEST_SUM:
        raise InvalidSum(amount, HIGHEST_SUM)
    return amount


def outcome_at(mark: Mark, end: datetime, now: datetime) -> Outcome | None:
    """What a visit that ended at ``end`` counts as: the mark, else that the customer came once a day has passed."""
    if mark.outcome is None and now >= end + UNMARKED_FOR:
        return Outcome.CAME
    return mark.outcome


def spent(mark: Mark, price: int, end: datetime, now: datetime) -> int:
    """What the visit brought, without the tip: the sum received, or the ``price`` of one that counts as come."""
    if mark.outcome is Outcome.CAME:
        return mark.received.amount or 0
    return price if outcome_at(mark, end, now) is Outcome.CAME else 0
