"""What is told next, and to whom: marked as being sent before the call to Telegram.

A single event is told at once; those that follow within a minute are collected and told together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.booking_bot.domain.deliveries import COLLECTED_FOR, Delivery
from services.booking_bot.domain.digests import DueDigest
from services.booking_bot.domain.notices import GROUPED, REMINDERS, TO_TEAM, Notice, NoticeKind, NoticeState
from services.booking_bot.domain.preferences import AS_USUAL, Preferences, Told
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.team import Member
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.closing import begun_on
from services.booking_bot.use_cases.digests import compose, earliest_day
from services.booking_bot.use_cases.displaced_choices import choices_in
from services.booking_bot.use_cases.holes import find_holes
from services.booking_bot.use_cases.presence import Presence
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class ClaimDelivery:
    """All that one reader is to be told now; None when nothing is due.

    What holds no more (a reminder of a booking that was moved since, news for somebody who left the team) is dropped
    first; what comes in the quiet hours of somebody who is not using the bot waits for their end.
    """

    storage: Storage
    clock: Clock
    presence: Presence = field(default_factory=Presence)

    async def __call__(self) -> Delivery | None:
        async with self.storage.writing() as tables:
            now = self.clock()
            settings = await read_settings(tables)
            return await _next_digest(tables, settings, now) or await self._next_notices(tables, settings, now)

    async def _next_notices(self, tables: Tables, settings: BusinessSettings, now: datetime) -> Delivery | None:
        await tables.notices.drop_stale(now)
        quiet_end = settings.quiet_hours.end_at(now, settings.zone)
        if quiet_end is not None:
            await tables.notices.put_off(now, quiet_end)
        preferences = await tables.preferences.all()
        for user_id in await tables.notices.due_readers(now):
            await self._hold_back(tables, settings, preferences, user_id, now)
        while (first := await tables.notices.claim(now)) is not None:
            told = await _with_what_is_now(tables, settings, first, now)
            if told is not None:
                return await _delivery(tables, settings, told, now)
            await tables.notices.finish(first.id, NoticeState.DROPPED, now=now)
        return None

    async def _hold_back(
        self,
        tables: Tables,
        settings: BusinessSettings,
        preferences: Mapping[int, Preferences],
        user_id: int,
        now: datetime,
    ) -> None:
        """What is not to be told to this person of the business now: never, after the quiet hours, in a while."""
        if settings.team.member(user_id) is None:
            await tables.notices.drop_to(user_id, TO_TEAM, now)
            return
        wanted = preferences.get(user_id, AS_USUAL)
        if wanted.told in {Told.DIGEST, Told.NOTHING}:
            await tables.notices.drop_to(user_id, {NoticeKind.OWNER_SILENCE}, now)
        quiet_end = wanted.quiet_hours(settings).end_at(now, settings.zone)
        if quiet_end is not None and not self.presence.is_awake(user_id, now):
            await tables.notices.keep_quiet(user_id, now, quiet_end)
        last = await tables.notices.last_told(user_id)
        if last is not None and now < last + COLLECTED_FOR:
            await tables.notices.collect(user_id, now, last + COLLECTED_FOR)


async def _delivery(tables: Tables, settings: BusinessSettings, first: Notice, now: datetime) -> Delivery:
    """``first``, with what makes one message with it."""
    member = settings.team.member(first.user_id) if first.kind in TO_TEAM else None
    if first.kind not in GROUPED:
        return Delivery(first.user_id, first.language, first.attempts, member, (first,))
    notices = sorted([first, *await tables.notices.claim_more(first.user_id, now)], key=lambda notice: notice.id)
    freed = [one for notice in notices for one in notice.facts.freed]
    holes = await find_holes(tables, settings, freed, now)
    return Delivery(first.user_id, first.language, first.attempts, member, tuple(notices), holes)


async def _next_digest(tables: Tables, settings: BusinessSettings, now: datetime) -> Delivery | None:
    await tables.digests.drop_before(earliest_day(settings, now), now)
    while (due := await tables.digests.claim(now)) is not None:
        member = settings.team.member(due.user_id)
        if member is not None:
            return await _digest_of(tables, settings, due, member, now)
        await tables.digests.finish(due.id, NoticeState.DROPPED, now=now)
    return None


async def _digest_of(
    tables: Tables, settings: BusinessSettings, due: DueDigest, member: Member, now: datetime
) -> Delivery:
    return Delivery(
        due.user_id,
        due.language,
        due.attempts,
        member,
        tuple(await tables.notices.claim_for_digest(due.user_id)),
        digest=await compose(tables, settings, due, member, now),
    )


async def _with_what_is_now(tables: Tables, settings: BusinessSettings, notice: Notice, now: datetime) -> Notice | None:
    """With what is read at the moment of sending; None when there is nothing to say any more."""
    if notice.kind is NoticeKind.OWNER_CLOSING:
        day = to_local(notice.facts.start, settings.zone).date()
        return replace(notice, visits=len((await begun_on(tables, day, now)).bookings))
    if notice.kind is NoticeKind.CUSTOMER_DISPLACED:
        choices = await choices_in(tables, settings, notice, now)
        return replace(notice, choices=choices) if choices else None
    if notice.kind in REMINDERS:
        return replace(notice, booking=await tables.bookings.get(notice.booking_id))
    return notice
