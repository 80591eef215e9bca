"""How somebody of the business wants to be told; each sets that for himself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain.digests import digest_time
from services.booking_bot.domain.errors import NotAllowed
from services.booking_bot.domain.notices import TO_TEAM
from services.booking_bot.domain.preferences import AS_USUAL, Preferences, Told
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock

Change = Callable[[Preferences], Preferences]


@dataclass(frozen=True, slots=True)
class GetPreferences:
    """Raises ``NotAllowed`` for somebody who is not of the team."""

    storage: Storage

    async def __call__(self, *, by: int) -> Preferences:
        async with self.storage.reading() as tables:
            await _settings_for(tables, by)
            return (await tables.preferences.all()).get(by, AS_USUAL)


@dataclass(frozen=True, slots=True)
class ChoosePreferences:
    """One choice; gives what holds from now on. What waits for a digest that is to come no more is told at once.

    Raises:
        NotAllowed.
    """

    storage: Storage
    clock: Clock

    async def told(self, told: Told, *, by: int) -> Preferences:
        return await self._change(by, lambda preferences: preferences.telling(told))

    async def quiet(self, quiet: QuietHours | None, *, by: int) -> Preferences:
        """None: those of the business."""
        return await self._change(by, lambda preferences: replace(preferences, quiet=quiet))

    async def digest(self, digest_at: int | None, *, by: int) -> Preferences:
        """In minutes after midnight; None: no digest. One whose time is over today comes tomorrow."""
        return await self._change(by, lambda preferences: preferences.with_digest(digest_at))

    async def _change(self, by: int, change: Change) -> Preferences:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await _settings_for(tables, by)
            before = (await tables.preferences.all()).get(by, AS_USUAL)
            after = change(before)
            await tables.preferences.put(by, after)
            if after.digest_at is None:
                await _end_digests(tables, by, after, now)
            elif after.digest_at != before.digest_at:
                today = to_local(now, settings.zone).date()
                if digest_time(today, after.digest_at, after.quiet_hours(settings), settings.zone) <= now:
                    await tables.digests.add(by, today, now, worth=False)
        return after


async def _settings_for(tables: Tables, by: int) -> BusinessSettings:
    settings = await read_settings(tables)
    if settings.team.member(by) is None:
        raise NotAllowed(by)
    return settings


async def _end_digests(tables: Tables, user_id: int, preferences: Preferences, now: datetime) -> None:
    if preferences.told is Told.NOTHING:
        await tables.notices.drop_to(user_id, TO_TEAM, now)
    else:
        await tables.notices.free_from_digest(user_id)
