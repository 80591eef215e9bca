"""The currency of the business, which is settled by the first booking."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.errors_setup import CurrencySettled
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.settings import as_admin, write_settings
from services.shared.runtime.clock import Clock


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
            return await write_settings(tables, settings, by=by, now=self.clock(), currency=currency)


@dataclass(frozen=True, slots=True)
class MayChangeCurrency:
    """Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> bool:
        async with self.storage.reading() as tables:
            await as_admin(tables, by)
            return not await tables.bookings.any()
