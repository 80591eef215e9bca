"""Whom the shop has to call about a visit that is near, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.booking_bot.domain.bookings import Booking


class WhyCall(StrEnum):
    """Why the bot alone does not do."""

    NO_TELEGRAM = "no_telegram"
    BLOCKED = "blocked"
    """A reminder could not be sent, and never will be."""
    SILENT = "silent"
    """The reminder was not answered."""


class CallResult(StrEnum):
    """What else can come of it, the owner does on the card of the booking: he moves it, or cancels it."""

    COMES = "comes"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Call:
    """``confirmed``: by this call alone the customer has said that he comes. ``at`` aware, in UTC."""

    result: CallResult
    at: datetime
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ToCall:
    """A booking of today or tomorrow; ``call``: the last one about it as it is now."""

    booking: Booking
    why: WhyCall
    call: Call | None = None

    @property
    def is_done(self) -> bool:
        """Who did not answer is still to be called."""
        return self.call is not None and self.call.result is CallResult.COMES
