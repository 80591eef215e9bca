"""What the owner says about the business itself: its name, how it can be reached, its language and currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors_setup import CurrencySettled
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.settings import Value, as_admin, write_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class ChangeBusiness:
    """As ``ChangeSettings``, with a line in the log for each value that becomes another one. Raises as that does."""

    storage: Storage
    clock: Clock

    async def __call__(self, *, by: int, **change: Value) -> BusinessSettings:
        async with self.storage.writing() as tables:
            return await change_noted(tables, await as_admin(tables, by), by=by, now=self.clock(), **change)


@dataclass(frozen=True, slots=True)
class SetCurrency:
    """Only while there has never been a booking: those have their prices in a currency of their own.

    Raises:
        NotAllowed, InvalidCurrency, CurrencySettled.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, currency: str, *, by: int) -> BusinessSettings:
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            if currency != settings.currency and await tables.bookings.any():
                raise CurrencySettled(settings.currency)
            return await change_noted(tables, settings, by=by, now=self.clock(), currency=currency)


@dataclass(frozen=True, slots=True)
class MayChangeCurrency:
    """Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> bool:
        async with self.storage.reading() as tables:
            await as_admin(tables, by)
            return not await tables.bookings.any()


async def change_noted(
    tables: Tables, before: BusinessSettings, *, by: int, now: datetime, **change: Value
) -> BusinessSettings:
    """Raises as ``write_settings``."""
    after = await write_settings(tables, before, **change)
    for name in change:
        old, new = str(getattr(before, name)), str(getattr(after, name))
        if old != new:
            await note(tables, Act.SETTING_CHANGED, by=by, now=now, subject=name, before=old, after=new)
    return after
