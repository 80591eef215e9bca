"""The time zone of the business: looked at before it is changed, since the clock time of visits changes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import load_zone, to_instant, to_local
from services.booking_bot.storage.ports import Storage, StoredSetting, Tables
from services.booking_bot.use_cases.business import change_noted
from services.booking_bot.use_cases.settings import as_admin
from services.shared.runtime.clock import Clock

FORMER = "former_timezone"
FAR = timedelta(days=5 * 366)
"""No booking is so far ahead."""


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """From ``before`` to ``after``; ``ahead`` are the bookings that are not over, in order of time."""

    before: ZoneInfo
    after: ZoneInfo
    ahead: tuple[Booking, ...]
    now: datetime

    def is_seen_on(self, booking: Booking) -> bool:
        """Whether the clock shows another time for it."""
        old, new = to_local(booking.start, self.before), to_local(booking.start, self.after)
        return old.replace(tzinfo=None) != new.replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class FormerZone:
    """The zone before the last change, None where there was none. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> ZoneInfo | None:
        async with self.storage.reading() as tables:
            settings = await as_admin(tables, by)
            stored = (await tables.settings.read()).get(FORMER)
        return None if stored is None or stored.value == settings.timezone else load_zone(stored.value)


@dataclass(frozen=True, slots=True)
class LookAtZone:
    """What the change to ``name`` would mean. Raises ``NotAllowed``, ``InvalidTimezone``."""

    storage: Storage
    clock: Clock

    async def __call__(self, name: str, *, by: int) -> ZoneChange:
        now, zone = self.clock(), load_zone(name)
        async with self.storage.reading() as tables:
            settings = await as_admin(tables, by)
            ahead = await tables.bookings.starting_within(Interval(now, now + FAR))
        return ZoneChange(settings.zone, zone, tuple(ahead), now)


@dataclass(frozen=True, slots=True)
class ChangeZone:
    """Bookings, blocks and reminders keep their instants; hours, shifts and days off keep the hours of the clock.

    Prices that wait for a day wait for its first minute on the new clock. May be repeated. Raises ``NotAllowed``,
    ``InvalidTimezone``.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, name: str, *, by: int) -> BusinessSettings:
        async with self.storage.writing() as tables:
            before = await as_admin(tables, by)
            await tables.specialists.lock()
            after = await change_noted(tables, before, by=by, now=self.clock(), timezone=name)
            if after.timezone != before.timezone:
                await tables.settings.write({FORMER: StoredSetting(before.timezone)})
                await _move_prices(tables, before.zone, after.zone)
        self.storage.notice_written.set()  # who sleeps until the day's end asks again when that is
        return after


async def _move_prices(tables: Tables, before: ZoneInfo, after: ZoneInfo) -> None:
    for planned in await tables.price_changes.waiting():
        day = to_local(planned.due_at, before).date()
        await tables.price_changes.put_off(planned.id, to_instant(day, 0, after))
