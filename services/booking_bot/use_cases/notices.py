"""The sender's side of the notices: take the next one, say how it went, know when the next is due.

A loop of the bot: ``ReleaseNotices`` once at the start; then ``ClaimNotice`` until it gives None, each followed by
``NoticeSent``, ``NoticeLater`` or ``NoticeFailed``; then sleep until ``NextNotice`` or until something was written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.booking_bot.domain.audit import KEEP_LOG
from services.booking_bot.domain.notices import REMINDERS, Notice, NoticeKind, NoticeState
from services.booking_bot.domain.reminders import quiet_until
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.closing import begun_on
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock

KEEP_NOTICES = timedelta(days=30)
KEEP_UPDATES = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class ReleaseNotices:
    """After a crash: notices that were being sent wait again, since a confirmation matters more than a repetition.

    Gives how many there were.
    """

    storage: Storage

    async def __call__(self) -> int:
        async with self.storage.writing() as tables:
            return await tables.notices.release_sending()


@dataclass(frozen=True, slots=True)
class ClaimNotice:
    """The notice that is longest due, marked as being sent before the call to Telegram; None when none is due.

    What holds no more (a reminder of a booking that was moved since) is dropped first; reminders that are late wait for
    the end of the quiet hours.
    """

    storage: Storage
    clock: Clock

    async def __call__(self) -> Notice | None:
        async with self.storage.writing() as tables:
            now = self.clock()
            settings = await read_settings(tables)
            quiet_end = quiet_until(now, settings)
            if quiet_end is not None:
                await tables.notices.put_off(now, quiet_end)
            await tables.notices.drop_stale(now)
            notice = await tables.notices.claim(now)
            if notice is not None and notice.kind is NoticeKind.OWNER_CLOSING:
                day = to_local(notice.facts.start, settings.zone).date()
                return replace(notice, visits=len((await begun_on(tables, day, now)).bookings))
            if notice is None or notice.kind not in REMINDERS:
                return notice
            return replace(notice, booking=await tables.bookings.get(notice.booking_id))


@dataclass(frozen=True, slots=True)
class NoticeSent:
    storage: Storage
    clock: Clock

    async def __call__(self, notice: Notice) -> None:
        async with self.storage.writing() as tables:
            await tables.notices.finish(notice.id, NoticeState.SENT, now=self.clock())


@dataclass(frozen=True, slots=True)
class NoticeLater:
    """Telegram was away or asked to wait: try again in ``pause``. ``error`` is for the log, without secrets."""

    storage: Storage
    clock: Clock

    async def __call__(self, notice: Notice, pause: timedelta, error: str) -> None:
        async with self.storage.writing() as tables:
            await tables.notices.postpone(notice.id, self.clock() + pause, error)


@dataclass(frozen=True, slots=True)
class NoticeFailed:
    """It can never be sent (the reader blocked the bot, there is no such chat)."""

    storage: Storage
    clock: Clock

    async def __call__(self, notice: Notice, error: str) -> None:
        async with self.storage.writing() as tables:
            await tables.notices.finish(notice.id, NoticeState.FAILED, now=self.clock(), error=error)


@dataclass(frozen=True, slots=True)
class NextNotice:
    """When the next notice is due (it may be over), None when none waits."""

    storage: Storage

    async def __call__(self) -> datetime | None:
        async with self.storage.reading() as tables:
            return await tables.notices.next_due()


@dataclass(frozen=True, slots=True)
class TidyUp:
    """Drop ended notices and questions after 30 days, update ids after 3, the log after a year; once a day.

    Gives how many rows went.
    """

    storage: Storage
    clock: Clock

    async def __call__(self) -> int:
        now = self.clock()
        async with self.storage.writing() as tables:
            dropped = await tables.notices.forget(now - KEEP_NOTICES)
            dropped += await tables.questions.forget(now - KEEP_NOTICES)
            dropped += await tables.customer_links.forget_expired(now - KEEP_NOTICES)
            dropped += await tables.audit.forget(now - KEEP_LOG)
            return dropped + await tables.updates.forget(now - KEEP_UPDATES)
