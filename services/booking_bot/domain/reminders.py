"""When a customer is reminded of a visit, and when his silence is told to the owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.settings import BusinessSettings

TOO_NEAR = timedelta(hours=1)
"""A reminder that would come so soon after the booking tells nothing new."""
SILENCE_MINUTES = 2 * 60
BEFORE_QUIET = timedelta(minutes=30)
"""How long before the quiet hours begin those go out that would fall into them."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A message to write down with the booking: sent from ``due_at`` on, never from ``valid_until`` on (aware, UTC)."""

    kind: NoticeKind
    due_at: datetime
    valid_until: datetime


def reminders(start: datetime, now: datetime, settings: BusinessSettings, *, asked: bool = False) -> list[Reminder]:
    """The reminders of a visit at ``start`` (aware) that is booked or changed ``now``, and the word about silence.

    The first asks whether the customer comes, and is stale once the second is due; nothing is sent when the visit has
    begun. One that would come within an hour of ``now`` is left out, and the second where the evening before brings
    both together. The owner hears of silence with the second, else two hours before, an hour after the first at least.
    ``asked``: the first was sent before the change, and is not sent again.
    """
    first = _due(start, settings.first_reminder_minutes, settings)
    second = _due(start, settings.second_reminder_minutes, settings)
    if first and second and second <= first:
        second = None
    planned = [
        *_planned(NoticeKind.REMINDER_FIRST, first, second or start),
        *_planned(NoticeKind.REMINDER, second, start),
    ]
    kept = [reminder for reminder in planned if reminder.due_at > now + TOO_NEAR]
    told_at = second or _due(start, SILENCE_MINUTES, settings)
    asks = asked or any(reminder.kind is NoticeKind.REMINDER_FIRST for reminder in kept)
    if asks and first and told_at and told_at > now and told_at >= first + TOO_NEAR:
        kept += _planned(NoticeKind.OWNER_SILENCE, told_at, start)
    return kept


def _planned(kind: NoticeKind, due_at: datetime | None, valid_until: datetime) -> Iterator[Reminder]:
    if due_at is not None and due_at < valid_until:
        yield Reminder(kind, due_at, valid_until)


def _due(start: datetime, minutes: int, settings: BusinessSettings) -> datetime | None:
    """``minutes`` before the visit, or in the evening before where that falls into the quiet hours; None for 0."""
    if not minutes:
        return None
    due = start - timedelta(minutes=minutes)
    quiet = settings.quiet_hours.at(due, settings.zone)
    return due if quiet is None else quiet.start - BEFORE_QUIET
