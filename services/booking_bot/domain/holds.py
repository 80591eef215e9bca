"""For how long a time is kept for the customer who looks at it, and what that does to the rules."""

from __future__ import annotations

from datetime import datetime, timedelta

HELD_FOR = timedelta(minutes=10)


def counted_from(now: datetime, held_until: datetime | None) -> datetime:
    """The moment from which notice and windows are counted: when the customer began to look at a time that is kept.

    Otherwise a time would be refused while the screen says that it is kept.
    """
    return now if held_until is None or held_until <= now else held_until - HELD_FOR
