"""How long a request to YooKassa may be repeated with its key, and when it is repeated next."""

from __future__ import annotations

from datetime import datetime, timedelta

KEY_LIVES = timedelta(hours=23)
"""YooKassa keeps a key for 24 hours from the first request. After that the same request would be a new one."""

_PAUSES = (5, 10, 20, 40, 60, 120, 300)
_LONGEST_WAIT = 3600


def may_repeat(first_try: datetime, now: datetime) -> bool:
    """Whether the same key still means the same request; otherwise it can only be looked up."""
    return now - first_try < KEY_LIVES


def next_repeat(attempts: int, now: datetime) -> datetime:
    """When to send a request again whose answer got lost."""
    return now + timedelta(seconds=_PAUSES[min(attempts, len(_PAUSES) - 1)])


def next_glance(attempts: int, now: datetime) -> datetime:
    """When to look again at what YooKassa takes its time for: after a minute, later once an hour."""
    return now + timedelta(seconds=min(60 * 2 ** min(attempts, 10), _LONGEST_WAIT))
