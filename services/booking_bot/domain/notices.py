"""Messages that the bot owes to somebody; each is a row that waits, is being sent, and is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from services.booking_bot.domain.bookings import Booking, CancelReason, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.displacements import Choices
from services.booking_bot.domain.holes import Freed
from services.booking_bot.domain.prices import Price


class NoticeKind(StrEnum):
    """Who is told what."""

    OWNER_BOOKED = "owner_booked"
    OWNER_MOVED = "owner_moved"
    OWNER_CANCELLED = "owner_cancelled"
    OWNER_PART_CANCELLED = "owner_part_cancelled"
    """One part of several: the facts are those of that part."""
    OWNER_GIVEN = "owner_given"
    """To the specialist who does it from now on."""
    OWNER_TAKEN = "owner_taken"
    """To the one who did until now: the facts are those of before."""
    CUSTOMER_MOVED = "customer_moved"
    CUSTOMER_CANCELLED = "customer_cancelled"
    CUSTOMER_PART_CANCELLED = "customer_part_cancelled"
    CUSTOMER_DISPLACED = "customer_displaced"
    """Visits of the customer cannot take place as booked, the booking's and others of the same displacement: what suits
    him?"""
    CUSTOMER_STANDS = "customer_stands"
    """A visit of which he was asked so takes place after all."""
    CUSTOMER_REASSIGNED = "customer_reassigned"
    """Somebody else does it, at the same time."""
    REMINDER_FIRST = "reminder_first"
    """Asks whether the customer comes."""
    REMINDER = "reminder"
    OWNER_SILENCE = "owner_silence"
    """The customer has not answered the first reminder."""
    OWNER_LATE_5 = "owner_late_5"
    OWNER_LATE_10 = "owner_late_10"
    OWNER_LATE_15 = "owner_late_15"
    OWNER_CLOSING = "owner_closing"
    """The day is over: did all come? The booking is the last one of that day."""
    OWNER_LINK_OPENED = "owner_link_opened"
    """A customer without Telegram has opened the link that the business made for him."""


REMINDERS = frozenset({NoticeKind.REMINDER_FIRST, NoticeKind.REMINDER})
TO_CUSTOMERS = REMINDERS | {
    NoticeKind.CUSTOMER_MOVED,
    NoticeKind.CUSTOMER_CANCELLED,
    NoticeKind.CUSTOMER_PART_CANCELLED,
    NoticeKind.CUSTOMER_DISPLACED,
    NoticeKind.CUSTOMER_STANDS,
    NoticeKind.CUSTOMER_REASSIGNED,
}
"""Those that go to the customer whose booking it is; all others go to people of the business."""
LATE = MappingProxyType({5: NoticeKind.OWNER_LATE_5, 10: NoticeKind.OWNER_LATE_10, 15: NoticeKind.OWNER_LATE_15})
"""Minutes by which a customer says to be late → what the owner is told. A kind for each: each is told once."""
PASSING = frozenset({NoticeKind.OWNER_SILENCE, *LATE.values()})
"""There is no sense in telling them another day."""
GROUPED = PASSING | {
    NoticeKind.OWNER_BOOKED,
    NoticeKind.OWNER_MOVED,
    NoticeKind.OWNER_CANCELLED,
    NoticeKind.OWNER_PART_CANCELLED,
    NoticeKind.OWNER_GIVEN,
    NoticeKind.OWNER_TAKEN,
    NoticeKind.OWNER_LINK_OPENED,
}
"""Of several to one reader within a minute one message is made."""
TO_TEAM = frozenset(NoticeKind) - TO_CUSTOMERS


class NoticeState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """The booking as it was when the notice was written; ``previous_start`` only after a move. Times aware, UTC.

    ``guest``: who comes in the customer's stead. ``previous_specialist``: who did it before, where that changed.
    ``by``: who did it; None where nobody did. ``freed``: whose time became free when.
    """

    service_name: str
    start: datetime
    end: datetime
    costs: Price
    previous_start: datetime | None = None
    specialist_name: str | None = None
    cancel_reason: CancelReason | None = None
    guest: str | None = None
    previous_specialist: str | None = None
    by: Side | None = None
    freed: tuple[Freed, ...] = ()


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to write: to the Telegram user ``user_id``, not before ``due_at``.

    One with ``valid_until`` is dropped from then on, and as soon as the booking is cancelled or has another version;
    one that holds ``unless_confirmed`` also when the customer has said that he comes.

    Of those that go to people of the business, one is told ``with_digest``, whenever that comes; from ``urgent_at`` on
    one waits for the end of nobody's quiet hours (None: it always does). ``by_user_id``: who of them did it.
    """

    kind: NoticeKind
    user_id: int
    booking_id: int
    booking_version: int
    facts: NoticeFacts
    due_at: datetime
    valid_until: datetime | None = None
    unless_confirmed: bool = False
    with_digest: bool = False
    urgent_at: datetime | None = None
    by_user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to send. ``language`` is the reader's, ``customer`` whose booking it is; ``attempts`` counts this.

    ``booking`` is the booking as it is now, with a reminder alone: it offers what can still be done. ``visits`` counts
    those of the day, with the question at closing alone. ``by_name``: who of the business did it.
    those of the day, with the question at closing alone; ``choices`` are those of the displaced visits that are asked
    about.
    """

    id: int
    kind: NoticeKind
    user_id: int
    language: str | None
    booking_id: int
    customer: Customer
    facts: NoticeFacts
    attempts: int
    booking: Booking | None = None
    visits: int = 0
    by_name: str | None = None
    choices: tuple[Choices, ...] = ()
