"""The morning digest: once a day each person of the business hears what is ahead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.prices import Price
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.zones import to_instant

AFTERNOON = 12 * 60
"""From then on the morning's digest is not sent any more."""


@dataclass(frozen=True, slots=True)
class DueDigest:
    """A row to send; ``language`` is the reader's, ``attempts`` counts this one."""

    id: int
    user_id: int
    day: date
    language: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class FreeTime:
    """Of one specialist; ``specialist_name`` is None where there is only one, and nothing to say."""

    spans: tuple[Interval, ...]
    specialist_name: str | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """What is told of ``day``. ``visits`` have the parts alone that are the reader's, ``silent`` are the bookings whose
    customers were asked whether they come and have not answered. ``expected``: what the day brings, in each currency.
    """

    id: int
    day: date
    visits: tuple[Booking, ...]
    free: tuple[FreeTime, ...] = ()
    birthdays: tuple[Customer, ...] = ()
    silent: frozenset[int] = frozenset()
    expected: tuple[Price, ...] = ()


def digest_time(day: date, digest_at: int, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    """When that of ``day`` is due: at ``digest_at`` (minutes after midnight), or when the quiet hours end."""
    due = to_instant(day, digest_at, zone)
    return quiet.end_at(due, zone) or due


def afternoon(day: date, zone: ZoneInfo) -> datetime:
    return to_instant(day, AFTERNOON, zone)


def silent(visits: Collection[Booking], asked: Collection[int], now: datetime) -> frozenset[int]:
    """Those of ``visits`` that are ahead and whose customers have not answered; ``asked``: those who were asked."""
    return frozenset(visit.id for visit in visits if visit.id in asked and not visit.confirmed and visit.start > now)
