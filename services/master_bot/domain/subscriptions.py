"""The life of a subscription: a table of moves, each with its timer, and the notices on the way. Pure; all times UTC.

``trial`` and ``active`` last as long as is paid for. What follows is counted from when the state was entered: a
platform that was away for a week passes no stage over, so that nobody loses the days of grace that he never saw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class SubscriptionState(StrEnum):
    TRIAL = "trial"
    ACTIVE = "active"
    GRACE = "grace"
    """Not paid any more; the bot works as before."""
    READ_ONLY = "read_only"
    """The bot shows and cancels bookings and reminds of them, and takes no new ones."""
    SUSPENDED = "suspended"
    """No bot runs; the data stay."""
    ENDED = "ended"
    """The data were kept as long as was promised, and are deleted after a backup."""


AFTER = {
    SubscriptionState.TRIAL: SubscriptionState.GRACE,
    SubscriptionState.ACTIVE: SubscriptionState.GRACE,
    SubscriptionState.GRACE: SubscriptionState.READ_ONLY,
    SubscriptionState.READ_ONLY: SubscriptionState.SUSPENDED,
    SubscriptionState.SUSPENDED: SubscriptionState.ENDED,
}
"""Where time leads. Back to ``active`` leads a payment, or the operator's present, from every state."""

PAID = frozenset({SubscriptionState.TRIAL, SubscriptionState.ACTIVE})
TAKES_NO_BOOKINGS = frozenset({SubscriptionState.READ_ONLY, SubscriptionState.SUSPENDED, SubscriptionState.ENDED})
"""Should the operator start such a bot by hand, it takes no new bookings either."""

LATE = timedelta(days=1)
"""A move that is made later than this after its time begins the next stage when it is made."""


class Notice(StrEnum):
    """What the owner is told, at most once in a period that was paid for."""

    EXPIRES_IN_7 = "subscription_expires_7"
    EXPIRES_IN_3 = "subscription_expires_3"
    EXPIRES_IN_1 = "subscription_expires_1"
    GRACE = "subscription_grace"
    READ_ONLY = "subscription_read_only"
    SUSPENDED = "subscription_suspended"
    DELETION_IN_7 = "subscription_deletion_7"
    DELETION_IN_1 = "subscription_deletion_1"


LAST_WARNING = timedelta(days=1)
"""How long before his data are deleted an owner knows of it at least."""

_BEFORE_EXPIRY = (
    (timedelta(days=7), Notice.EXPIRES_IN_7),
    (timedelta(days=3), Notice.EXPIRES_IN_3),
    (timedelta(days=1), Notice.EXPIRES_IN_1),
)
_AT_ENTRY = {
    SubscriptionState.GRACE: Notice.GRACE,
    SubscriptionState.READ_ONLY: Notice.READ_ONLY,
    SubscriptionState.SUSPENDED: Notice.SUSPENDED,
}
_BEFORE_DELETION = ((timedelta(days=7), Notice.DELETION_IN_7), (LAST_WARNING, Notice.DELETION_IN_1))


@dataclass(frozen=True, slots=True)
class Stages:
    """In days: how long each stage lasts after the time that is paid for, as the plan that was bought says."""

    grace: int
    read_only: int
    kept: int

    def last(self, state: SubscriptionState) -> timedelta | None:
        """None for what lasts as long as is paid for, and for the end."""
        days = {
            SubscriptionState.GRACE: self.grace,
            SubscriptionState.READ_ONLY: self.read_only,
            SubscriptionState.SUSPENDED: self.kept,
        }.get(state)
        return None if days is None else timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Standing:
    """``since``: when the state was entered, or the subscription last extended."""

    state: SubscriptionState
    since: datetime
    paid_until: datetime
    stages: Stages


def ends_at(standing: Standing) -> datetime | None:
    """When the state is over unless somebody pays; None: it lasts until a person does something."""
    if standing.state in PAID:
        return standing.paid_until
    lasts = standing.stages.last(standing.state)
    return None if lasts is None else standing.since + lasts


def moved_on(standing: Standing, now: datetime) -> Standing | None:
    """The standing after the move that is due; None while none is. One move at a time, however late."""
    due = ends_at(standing)
    if due is None or now < due:
        return None
    since = due if now - due <= LATE else now
    return replace(standing, state=AFTER[standing.state], since=since)


def until_told(standing: Standing, told_at: datetime | None, now: datetime) -> Standing:
    """``standing`` moved as much later as is needed for nothing to be deleted before its owner knew for a day.

    ``told_at``: when he was told so for the last time; None: not yet.
    """
    end = ends_at(standing)
    if standing.state is not SubscriptionState.SUSPENDED or end is None:
        return standing
    earliest = (told_at or now) + LAST_WARNING
    return standing if end >= earliest else replace(standing, since=standing.since + (earliest - end))


def due_notice(standing: Standing, now: datetime) -> Notice | None:
    """The newest notice whose time has come in this state: an older one that was missed is not worth a message."""
    due = [(at, notice) for at, notice in _notices(standing) if at <= now]
    return max(due)[1] if due else None


def next_look(standing: Standing, now: datetime) -> datetime | None:
    """When there is something to do next; None: never, until somebody pays."""
    moments = [at for at, _ in _notices(standing) if at > now]
    end = ends_at(standing)
    return min([*moments, end]) if end is not None else None


def _notices(standing: Standing) -> Iterator[tuple[datetime, Notice]]:
    """Of a short period, those whose time lies before its beginning are left out."""
    entry, end = _AT_ENTRY.get(standing.state), ends_at(standing)
    if entry is not None:
        yield standing.since, entry
    if end is None:
        return
    before = _BEFORE_EXPIRY if standing.state in PAID else _BEFORE_DELETION
    if standing.state in PAID or standing.state is SubscriptionState.SUSPENDED:
        yield from ((end - ahead, notice) for ahead, notice in before if end - ahead > standing.since)
