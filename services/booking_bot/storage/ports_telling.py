"""What the use cases ask of storage about messages that are owed, and about how people of the business are told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from services.booking_bot.domain.digests import DueDigest
from services.booking_bot.domain.notices import NewNotice, Notice, NoticeKind, NoticeState
from services.booking_bot.domain.preferences import Preferences


class Notices(Protocol):
    async def add(self, notice: NewNotice, *, anew: bool = False) -> None:
        """The same one (booking, version, kind, reader) is owed once, unless it is owed ``anew``."""

    async def drop_stale(self, now: datetime) -> int:
        """End those that are due and hold no more: too late, another version, cancelled, confirmed."""

    async def put_off(self, now: datetime, until: datetime) -> None:
        """Reminders of customers that are due wait until then."""

    async def due_readers(self, now: datetime) -> list[int]:
        """The Telegram ids of those to whom something is due as people of the business."""

    async def keep_quiet(self, user_id: int, now: datetime, until: datetime) -> None:
        """What is due to one of them waits until then, or until it is urgent."""

    async def collect(self, user_id: int, now: datetime, until: datetime) -> None:
        """What is due to one of them and makes one message with others waits until then."""

    async def last_told(self, user_id: int) -> datetime | None:
        """When such a message last went to this reader."""

    async def drop_to(self, user_id: int, kinds: Collection[NoticeKind], now: datetime) -> None:
        """What waits for this reader and is of these kinds is not sent any more."""

    async def claim(self, now: datetime) -> Notice | None:
        """Mark the notice that is longest due as being sent, and give it. One that waits for a digest is not due.

        Reminders of displaced visits wait.
        """

    async def claim_more(self, user_id: int, now: datetime) -> list[Notice]:
        """The others that are due to this reader and make one message, in the order in which they were written."""

    async def claim_for_digest(self, user_id: int) -> list[Notice]:
        """What waits for this reader's digest, which it is told with now, or at once if that goes wrong."""

    async def awaits_digest(self) -> Collection[int]:
        """The readers for whose digest something waits."""

    async def free_from_digest(self, user_id: int) -> None:
        """What waits for this reader's digest is due now."""

    async def asked_since(self, since: datetime) -> Collection[int]:
        """The bookings whose customers have been asked since then whether they come to the present version."""

    async def finish(self, notice_id: int, state: NoticeState, *, now: datetime, error: str | None = None) -> None: ...
    async def postpone(self, notice_id: int, due_at: datetime, error: str) -> None: ...
    async def release_sending(self) -> int:
        """After a crash: what was being sent waits again. Gives how many there were."""

    async def next_due(self) -> datetime | None: ...
    async def was_sent(self, booking_id: int, kind: NoticeKind, start: datetime) -> bool:
        """Whether one of this kind has gone out about the booking when it began at ``start``."""

    async def forget(self, before: datetime) -> int: ...
    async def forget_guests(self, customer_id: int) -> None:
        """No notice about the customer's bookings, sent or not, names who came in his stead."""


class PreferencesOfTeam(Protocol):
    async def all(self) -> dict[int, Preferences]:
        """By the Telegram id, of those who have chosen anything."""

    async def put(self, user_id: int, preferences: Preferences) -> None: ...


class Digests(Protocol):
    """One a person and day; the rows move as notices do."""

    async def last_days(self) -> dict[int, date]:
        """Telegram id → the newest day that was decided about."""

    async def add(self, user_id: int, day: date, due_at: datetime, *, worth: bool) -> None:
        """``worth``: there is something to tell. Nothing happens where the day was decided about already."""

    async def drop_before(self, day: date, now: datetime) -> None:
        """Those that wait and are of an earlier day come too late."""

    async def claim(self, now: datetime) -> DueDigest | None:
        """Mark the one that is longest due as being sent, and give it."""

    async def finish(self, digest_id: int, state: NoticeState, *, now: datetime, error: str | None = None) -> None: ...
    async def postpone(self, digest_id: int, due_at: datetime, error: str) -> None: ...
    async def release_sending(self) -> int: ...
    async def next_due(self) -> datetime | None: ...
    async def forget(self, before: datetime) -> int: ...
