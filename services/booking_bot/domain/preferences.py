"""How a person of the business wants to be told of bookings, moves and cancellations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.settings import BusinessSettings

USUAL_DIGEST = 9 * 60


class Told(StrEnum):
    """What a person hears of what happens to visits."""

    ALL = "all"
    """Each at once."""
    TODAY = "today"
    """At once what concerns today, all else with the morning digest."""
    DIGEST = "digest"
    """With the morning digest alone."""
    NOTHING = "nothing"


class Course(StrEnum):
    """How one event reaches one person."""

    AT_ONCE = "at_once"
    WITH_DIGEST = "with_digest"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Preferences:
    """``quiet`` are hours of one's own, None those of the business; notices that come in them wait for their end.

    ``digest_at``: when the morning digest comes, in minutes after midnight; None: it does not.
    """

    told: Told = Told.ALL
    quiet: QuietHours | None = None
    digest_at: int | None = USUAL_DIGEST

    def quiet_hours(self, settings: BusinessSettings) -> QuietHours:
        return self.quiet or settings.quiet_hours

    def telling(self, told: Told) -> Preferences:
        """Whoever is told with the digest gets one."""
        needed = told in {Told.TODAY, Told.DIGEST} and self.digest_at is None
        return replace(self, told=told, digest_at=USUAL_DIGEST if needed else self.digest_at)

    def with_digest(self, digest_at: int | None) -> Preferences:
        """Whoever wants no digest is told at once of what it would have told him."""
        told = Told.ALL if digest_at is None and self.told in {Told.TODAY, Told.DIGEST} else self.told
        return replace(self, digest_at=digest_at, told=told)

    def course(self, days: Collection[date], today: date, *, passing: bool, hole_today: bool = False) -> Course:
        """How to tell of what concerns these ``days``.

        ``passing``: there is no sense in telling it another day. ``hole_today``: it leaves time free today that can
        still be sold, of which everybody hears at once who hears of anything.
        """
        if self.told is Told.NOTHING:
            return Course.NEVER
        if self.told is Told.ALL or (self.told is Told.TODAY and (passing or today in days)) or hole_today:
            return Course.AT_ONCE
        return Course.NEVER if passing else Course.WITH_DIGEST


AS_USUAL = Preferences()
