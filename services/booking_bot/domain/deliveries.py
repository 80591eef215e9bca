"""What one reader is told at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.booking_bot.domain.digests import Digest
from services.booking_bot.domain.holes import Hole
from services.booking_bot.domain.notices import Notice
from services.booking_bot.domain.team import Member

COLLECTED_FOR = timedelta(minutes=1)
"""After a message to a person of the business, what follows within this time makes one more."""


@dataclass(frozen=True, slots=True)
class Owed:
    """The rows that one message settles; ``digest`` is the id of one."""

    notices: tuple[Notice, ...] = ()
    digest: int | None = None

    def __str__(self) -> str:
        """For the log."""
        notices = [f"notice {notice.id}" for notice in self.notices]
        return ", ".join(notices if self.digest is None else [f"digest {self.digest}", *notices])


@dataclass(frozen=True, slots=True)
class Delivery:
    """``member``: as whom the reader is told, None as a customer; ``language`` is his, ``attempts`` counts this one.

    ``holes``: what the ``notices`` say became free and still is. Those that come with a ``digest`` have waited for it.
    """

    user_id: int
    language: str | None
    attempts: int
    member: Member | None = None
    notices: tuple[Notice, ...] = ()
    holes: tuple[Hole, ...] = ()
    digest: Digest | None = None
