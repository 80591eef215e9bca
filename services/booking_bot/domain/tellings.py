"""Which people of the business are told of what happened to a visit, and of which part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.holes import Freed
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.notices import LATE, NoticeFacts, NoticeKind
from services.booking_bot.domain.shares import share_of
from services.booking_bot.domain.team import Member, Team

URGENT_BEFORE = timedelta(hours=1)
"""How long before a visit its news wait for nobody's quiet hours any more."""
_FREEING = frozenset({NoticeKind.OWNER_CANCELLED, NoticeKind.OWNER_PART_CANCELLED})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to ``booking``, as it is now; ``before``: as it was, where time or people changed."""

    kind: NoticeKind
    booking: Booking
    by: Actor | None = None
    before: Booking | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """The event as it concerns one person: ``booking`` and ``before`` have those parts alone."""

    member: Member
    event: Event

    @property
    def kind(self) -> NoticeKind:
        return self.event.kind

    @property
    def booking(self) -> Booking:
        return self.event.booking

    @property
    def starts(self) -> tuple[datetime, ...]:
        """When it begins, and when it was to begin before."""
        before = self.event.before
        return (self.booking.start,) if before is None else (self.booking.start, before.start)

    @property
    def freed(self) -> tuple[Freed, ...]:
        """Whose time became free when."""
        if self.kind in _FREEING or self.kind is NoticeKind.OWNER_TAKEN:
            was: Booking | None = self.booking
        else:
            was = self.event.before
        return () if was is None else tuple(Freed(p.specialist_id, Interval(p.start, p.end)) for p in was.parts)

    def urgent_at(self, now: datetime) -> datetime | None:
        """From when on it disturbs in quiet hours; None where all of it is over."""
        if self.kind in LATE.values():
            return now
        ahead = [start for start in self.starts if start > now]
        return min(ahead) - URGENT_BEFORE if ahead else None

    def facts(self) -> NoticeFacts:
        booking, before, by = self.booking, self.event.before, self.event.by
        changed = before is not None and before.specialist_names != booking.specialist_names
        return replace(
            facts_of(booking, None if before is None else before.start),
            previous_specialist=before.specialist_names if before is not None and changed else None,
            by=None if by is None else by.side,
            freed=self.freed,
        )


def facts_of(booking: Booking, previous_start: datetime | None = None) -> NoticeFacts:
    return NoticeFacts(
        service_name=booking.service_name,
        start=booking.start,
        end=booking.end,
        costs=booking.costs,
        previous_start=previous_start,
        specialist_name=booking.specialist_names,
        cancel_reason=booking.cancel_reason,
        guest=booking.guest,
    )


def tellings(team: Team, event: Event) -> Iterator[Telling]:
    """Whoever manages hears of all of it, a specialist of her own parts; who did it for the business sees it anyway."""
    for member in team.members:
        if event.by is not None and event.by.side is Side.BUSINESS and event.by.user_id == member.user_id:
            continue
        concerned = event if member.manages else _of_hers(event, member)
        if concerned is not None:
            yield Telling(member, concerned)


def _of_hers(event: Event, member: Member) -> Event | None:
    booking = hers(event.booking, member)
    if event.before is None:
        return None if booking is None else replace(event, booking=booking)
    before = hers(event.before, member)
    if booking is None:
        return None if before is None else Event(NoticeKind.OWNER_TAKEN, _as_of(before, event.booking), event.by)
    if before is None:
        return Event(NoticeKind.OWNER_GIVEN, booking, event.by)
    unchanged = [(part.id, part.start) for part in booking.parts] == [(part.id, part.start) for part in before.parts]
    return None if unchanged else replace(event, booking=booking, before=before)


def hers(booking: Booking, member: Member) -> Booking | None:
    """What of the visit concerns this person: all of it if he manages, else her own parts; None: nothing."""
    if member.manages:
        return booking
    return None if member.own is None else share_of(booking, member.own)


def _as_of(before: Booking, now: Booking) -> Booking:
    """A notice is keyed by the version that brought it."""
    return replace(before, version=now.version)
