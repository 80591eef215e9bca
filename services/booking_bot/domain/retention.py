"""How long the business keeps the personal data of customers who come no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

CHOICES = (1, 3, 5)
"""Years after the last visit; 0 is for ever."""
GRACE = timedelta(days=1)
"""How long the owner can think better of it before the first are forgotten."""


def lapsed_before(now: datetime, years: int) -> datetime:
    """Whoever has not been there since this instant (UTC) is forgotten; 29 February becomes the 28th."""
    then = now.astimezone(UTC)
    try:
        return then.replace(year=then.year - years)
    except ValueError:
        return then.replace(year=then.year - years, day=28)
