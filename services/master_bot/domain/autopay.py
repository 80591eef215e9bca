"""Automatic renewal: when a charge is announced, tried and tried again. Pure.

A charge is announced a day ahead and never tried sooner than a day after that. A new try is made only when the one
before is known to have failed, so that no period is ever charged twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CHARGED_BEFORE = timedelta(days=1)
ANNOUNCED_BEFORE = timedelta(days=2)
A_DAY_AHEAD = timedelta(days=1)
BETWEEN_TRIES = timedelta(days=1)
MOST_TRIES = 4
LOOK_AGAIN = timedelta(minutes=5)

# Trying again with the same method does not help; words that nobody knows yet are worth another try.
_HOPELESS = frozenset(
    {
        "card_expired",
        "country_forbidden",
        "fraud_suspected",
        "identification_required",
        "invalid_card_number",
        "invalid_csc",
        "payment_method_restricted",
        "permission_revoked",
        "refused",
        "unsupported_mobile_operator",
        "3d_secure_failed",
    }
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """``failed_for``: YooKassa's reason, or None while it is not known how it ended."""

    number: int
    at: datetime
    failed_for: str | None

    @property
    def open(self) -> bool:
        return self.failed_for is None


def hopeless(reason: str) -> bool:
    return reason in _HOPELESS


def announce_at(paid_until: datetime) -> datetime:
    return paid_until - ANNOUNCED_BEFORE


def charge_at(paid_until: datetime, announced_at: datetime | None, attempts: Sequence[Attempt]) -> datetime | None:
    """When to charge next; None: not before it is announced, not while a try is open, and not after the last."""
    if announced_at is None:
        return None
    if not attempts:
        return max(paid_until - CHARGED_BEFORE, announced_at + A_DAY_AHEAD)
    last = attempts[-1]
    if last.open or last.number >= MOST_TRIES or hopeless(last.failed_for or ""):
        return None
    return last.at + BETWEEN_TRIES
