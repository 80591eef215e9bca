"""The sender's side of the notices: say how it went, know when the next is due.

A loop of the bot: ``ReleaseNotices`` once at the start; then ``ClaimDelivery`` until it gives None, each message of it
followed by ``NoticeSent``, ``NoticeLater`` or ``NoticeFailed``; then sleep until ``NextNotice`` or until something was
written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.booking_bot.domain.audit import KEEP_LOG
from services.booking_bot.domain.deliveries import Owed
from services.booking_bot.domain.displacements import Choices, DisplacedState
from services.booking_bot.domain.invitations import KEEP_INVITATIONS
from services.booking_bot.domain.notices import NoticeState
from services.booking_bot.domain.team import BACK_WITHIN
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.displaced import note_asked, settle
from services.shared.runtime.clock import Clock

KEEP_NOTICES = timedelta(days=30)
KEEP_UPDATES = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class ReleaseNotices:
    """After a crash: what was being sent waits again, since a confirmation matters more than a repetition.

    Gives how many rows there were.
    """

    storage: Storage

    async def __call__(self) -> int:
        async with self.storage.writing() as tables:
            return await tables.notices.release_sending() + await tables.digests.release_sending()


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """``at``: when the call to Telegram began; for a minute from then on what follows is collected."""

    storage: Storage

    async def __call__(self, owed: Owed, at: datetime) -> None:
        async with self.storage.writing() as tables:
            await _finish(tables, owed, NoticeState.SENT, at)
            for choices in _choices(owed):
                await note_asked(tables, choices.booking, at)


@dataclass(frozen=True, slots=True)
class NoticeLater:
    """Telegram was away or asked to wait: try again in ``pause``. ``error`` is for the log, without secrets."""

    storage: Storage
    clock: Clock

    async def __call__(self, owed: Owed, pause: timedelta, error: str) -> None:
        async with self.storage.writing() as tables:
            due_at = self.clock() + pause
            for notice in owed.notices:
                await tables.notices.postpone(notice.id, due_at, error)
            if owed.digest is not None:
                await tables.digests.postpone(owed.digest, due_at, error)


@dataclass(frozen=True, slots=True)
class NoticeFailed:
    """It can never be sent: the reader blocked the bot, there is no such chat. Whom it would have asked is called."""

    storage: Storage
    clock: Clock

    async def __call__(self, owed: Owed, error: str) -> None:
        async with self.storage.writing() as tables:
            await _finish(tables, owed, NoticeState.FAILED, self.clock(), error)
            for choices in _choices(owed):
                await settle(tables, choices.booking, DisplacedState.TO_CALL)


def _choices(owed: Owed) -> list[Choices]:
    """What the customers of displaced visits were asked by these notices."""
    return [choices for notice in owed.notices for choices in notice.choices]


async def _finish(tables: Tables, owed: Owed, state: NoticeState, now: datetime, error: str | None = None) -> None:
    for notice in owed.notices:
        await tables.notices.finish(notice.id, state, now=now, error=error)
    if owed.digest is not None:
        await tables.digests.finish(owed.digest, state, now=now, error=error)


@dataclass(frozen=True, slots=True)
class NextNotice:
    """When the next notice or digest is due (it may be over), None when none waits."""

    storage: Storage

    async def __call__(self) -> datetime | None:
        async with self.storage.reading() as tables:
            due = (await tables.notices.next_due(), await tables.digests.next_due())
        return min((instant for instant in due if instant is not None), default=None)


@dataclass(frozen=True, slots=True)
class TidyUp:
    """Drop ended notices, digests, questions, invitations and displacements after 30 days, update ids after 3, the log
    after a year, and who cannot be brought back to the team any more.


    To be called once a day. Gives how many rows went.
    """

    storage: Storage
    clock: Clock

    async def __call__(self) -> int:
        now = self.clock()
        async with self.storage.writing() as tables:
            dropped = await tables.notices.forget(now - KEEP_NOTICES)
            dropped += await tables.digests.forget(now - KEEP_NOTICES)
            dropped += await tables.questions.forget(now - KEEP_NOTICES)
            dropped += await tables.displacements.forget(now - KEEP_NOTICES)
            dropped += await tables.customer_links.forget_expired(now - KEEP_NOTICES)
            dropped += await tables.audit.forget(now - KEEP_LOG)
            dropped += await tables.invitations.forget(now - KEEP_INVITATIONS)
            dropped += await tables.staff.forget(now - BACK_WITHIN)
            return dropped + await tables.updates.forget(now - KEEP_UPDATES)
