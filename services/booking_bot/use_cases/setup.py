"""The owner sets a new bot up, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.hours import CLOSED_WEEK, WEEKDAYS, Week, weekday_hours
from services.booking_bot.domain.services import Service, checked_name
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.setup import Readiness, Setup, SetupStep, Task
from services.booking_bot.domain.templates import KINDS
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import name_for_log, note
from services.booking_bot.use_cases.displaced import settle_standing
from services.booking_bot.use_cases.services import note_added
from services.booking_bot.use_cases.settings import as_admin, read_settings
from services.booking_bot.use_cases.setup_state import (
    hide_placeholder,
    read_placeholder,
    read_setup,
    readiness,
    write_setup,
)
from services.shared.runtime.clock import Clock, utc_now

SUGGESTED_IN = "RUB"
"""The currency of the suggested prices; in any other none is suggested."""


@dataclass(frozen=True, slots=True)
class GetReadiness:
    """How far the owner has come. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> Readiness:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return await readiness(tables)


@dataclass(frozen=True, slots=True)
class GoToStep:
    """Go on with ``step``, whatever was answered before. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, step: SetupStep, *, by: int) -> Setup:
        return await _change(self.storage, by, step=step)


@dataclass(frozen=True, slots=True)
class ChooseKind:
    """The kind of business (a key of ``KINDS``); its usual services are ticked. Raises ``NotAllowed``, ``KeyError``."""

    storage: Storage

    async def __call__(self, key: str, *, by: int) -> Setup:
        return await _change(self.storage, by, kind=key, chosen=KINDS[key].usual, step=SetupStep.SERVICES)


@dataclass(frozen=True, slots=True)
class ToggleTemplate:
    """Tick or untick one service of the kind. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, place: int, *, by: int) -> Setup:
        async with self.storage.writing() as tables:
            await _lock_for(tables, by)
            before = await read_setup(tables)
            after = replace(before, chosen=tuple(sorted({*before.chosen} ^ {place})))
            await write_setup(tables, after)
            return after


@dataclass(frozen=True, slots=True)
class AcceptTemplates:
    """Add the ticked services that are not there yet; ``names`` are those of the kind, in the reader's language.

    May be repeated. The service with which every business begins is hidden as soon as there are others.

    Raises:
        NotAllowed.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, names: Sequence[str], *, by: int) -> list[Service]:
        async with self.storage.writing() as tables:
            settings = await _lock_for(tables, by)
            setup, suggests = await read_setup(tables), settings.currency == SUGGESTED_IN
            chosen = [place for place in setup.chosen if place < len(names)]
            if chosen:
                await hide_placeholder(tables, await read_placeholder(tables))
            known = {service.name.casefold() for service in await tables.services.all(with_hidden=False)}
            added = []
            for place in chosen:
                template, name = KINDS[setup.kind].services[place], checked_name(names[place])
                if name.casefold() not in known:
                    price = template.price if suggests else 0
                    added.append(await tables.services.add(Service(0, name, template.minutes, price)))
                    await note_added(tables, added[-1], settings, by=by, now=self.clock())
            await write_setup(tables, replace(setup, step=SetupStep.HOURS))
            return added


@dataclass(frozen=True, slots=True)
class SetWeek:
    """The whole week of the first specialist at once; days that ``week`` does not have are off.

    Displaced visits that lie in it take place.

    Raises:
        NotAllowed, IntervalsOverlap.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, week: Week, *, by: int) -> Setup:
        ordered = {day: weekday_hours(week.get(day, ())) for day in WEEKDAYS}
        async with self.storage.writing() as tables:
            await _lock_for(tables, by)
            first = (await tables.specialists.active())[0]
            old = (await tables.weekly_hours.weeks()).get(first, CLOSED_WEEK)
            for day, hours in ordered.items():
                await tables.weekly_hours.set_weekday(first, day, hours)
            await note(
                tables,
                Act.WEEK_SET,
                by=by,
                now=self.clock(),
                subject=await name_for_log(tables, first),
                before=_said(old),
                after=_said(ordered),
            )
            await settle_standing(tables, await read_settings(tables), self.clock())
            before = await read_setup(tables)
            after = replace(before, step=SetupStep.ADDRESS, done=before.done | {Task.HOURS})
            await write_setup(tables, after)
            return after


@dataclass(frozen=True, slots=True)
class MarkDone:
    """Something is done that the settings do not show. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, task: Task, *, by: int) -> None:
        async with self.storage.writing() as tables:
            await _lock_for(tables, by)
            before = await read_setup(tables)
            if task not in before.done:
                await write_setup(tables, replace(before, done=before.done | {task}))


@dataclass(frozen=True, slots=True)
class DismissSetup:
    """The owner does not want to be reminded of what is missing. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> Setup:
        return await _change(self.storage, by, dismissed=True)


def _said(week: Week) -> str:
    """As in ``log_values``."""
    days = ((values.weekday(day), values.hours(week.get(day, ()))) for day in WEEKDAYS)
    return values.several(*(value for day in days for value in day))


async def _lock_for(tables: Tables, by: int) -> BusinessSettings:
    """Two taps, or two admins, come one after the other."""
    settings = await as_admin(tables, by)
    await tables.specialists.lock()
    return settings


async def _change(storage: Storage, by: int, **change: object) -> Setup:
    async with storage.writing() as tables:
        await _lock_for(tables, by)
        after = replace(await read_setup(tables), **change)  # type: ignore[arg-type]  # named as in Setup by the callers
        await write_setup(tables, after)
        return after
