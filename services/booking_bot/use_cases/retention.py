"""The personal data of customers who come no more: kept as long as the owner says, then forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.retention import CHOICES, GRACE, lapsed_before
from services.booking_bot.storage.ports import Storage, StoredSetting, Tables
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.business import change_noted
from services.booking_bot.use_cases.personal_data import forget_person
from services.booking_bot.use_cases.settings import as_admin, read_settings
from services.shared.runtime.clock import Clock

SET_AT = "keep_years_set_at"
AT_ONCE = 100
"""Bookings wait for so many at most."""


@dataclass(frozen=True, slots=True)
class Retention:
    """``years`` after the last visit, 0 for ever; ``begins_at``: when the first are forgotten, None where some may be
    already. ``would``: years → how many customers that would be now."""

    years: int
    begins_at: datetime | None
    would: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class GetRetention:
    """Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock

    async def __call__(self, *, by: int) -> Retention:
        async with self.storage.reading() as tables:
            await as_admin(tables, by)
            return await _retention(tables, self.clock())


@dataclass(frozen=True, slots=True)
class SetRetention:
    """From a day later on whoever has not been there for ``years`` is forgotten, day by day; 0: nobody is.

    The same years once more change nothing. Raises ``NotAllowed``, ``InvalidRule``.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, years: int, *, by: int) -> Retention:
        now = self.clock()
        async with self.storage.writing() as tables:
            before = await as_admin(tables, by)
            await tables.specialists.lock()
            after = await change_noted(tables, before, by=by, now=now, keep_years=years)
            if after.keep_years != before.keep_years:
                await tables.settings.write({SET_AT: StoredSetting(now.isoformat())})
            return await _retention(tables, now)


@dataclass(frozen=True, slots=True)
class ForgetLapsed:
    """Forget some of those whose time is over, and give them as they were; none are left when it gives none.

    Their bookings stay as figures. Each time one transaction: a bot that dies goes on with those who are left.
    """

    storage: Storage
    clock: Clock

    async def __call__(self) -> list[Customer]:
        now = self.clock()
        async with self.storage.writing() as tables:
            years = (await read_settings(tables)).keep_years
            begins_at = await _begins_at(tables)
            if not years or begins_at is None or now < begins_at:
                return []
            await tables.specialists.lock()
            lapsed = await tables.lapsed.some(lapsed_before(now, years), AT_ONCE)
            for customer in lapsed:
                await forget_person(tables, customer, now)
            if lapsed:
                await note(tables, Act.DATA_FORGOTTEN, by=None, now=now, after=str(len(lapsed)))
            return lapsed


async def _retention(tables: Tables, now: datetime) -> Retention:
    years, begins_at = (await read_settings(tables)).keep_years, await _begins_at(tables)
    return Retention(
        years,
        begins_at if years and begins_at is not None and now < begins_at else None,
        {choice: await tables.lapsed.count(lapsed_before(now, choice)) for choice in CHOICES},
    )


async def _begins_at(tables: Tables) -> datetime | None:
    stored = (await tables.settings.read()).get(SET_AT)
    return None if stored is None else datetime.fromisoformat(stored.value) + GRACE
