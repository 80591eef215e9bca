"""Many prices at once: looked at, changed now, or planned for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.categories import Category
from services.booking_bot.domain.errors_setup import CategoryNotFound, NotAFutureDay, PricesChanged
from services.booking_bot.domain.groups import Groups
from services.booking_bot.domain.log_changes import service_changes
from services.booking_bot.domain.price_changes import Planned, PriceChange, changed_prices, code_of
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import reachable, to_instant, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note, note_changes
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import as_admin, read_settings
from services.shared.runtime.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class PriceBoard:
    """``categories`` are those that a service is in."""

    categories: tuple[Category, ...]
    planned: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class GetPriceBoard:
    """Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> PriceBoard:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return await _board(tables)


@dataclass(frozen=True, slots=True)
class LookAtPrices:
    """(before, after) of each service that the change concerns. Raises ``NotAllowed``, ``CategoryNotFound``."""

    storage: Storage

    async def __call__(self, change: PriceChange, *, by: int) -> list[tuple[Service, Service]]:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            await _require_category(tables, change)
            return changed_prices(change, await tables.services.all(with_hidden=True))


@dataclass(frozen=True, slots=True)
class ChangePrices:
    """Change them now; gives how many became others. A repeated update changes nothing twice.

    Bookings that exist keep their prices, and so do specialists who have prices of their own. ``seen``: the code of
    the prices that were looked at (``code_of``), so that a button pressed twice does not raise them twice.

    Raises:
        NotAllowed, CategoryNotFound; PricesChanged when they are not those that were seen.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, change: PriceChange, seen: int, *, by: int, update_id: int | None = None) -> int:
        async with self.storage.writing() as tables:
            settings, now = await as_admin(tables, by), self.clock()
            await _require_category(tables, change)
            earlier = await earlier_subject(tables, update_id, now)
            if earlier is not None:
                return earlier
            await tables.specialists.lock()
            if code_of(changed_prices(change, await tables.services.all(with_hidden=True))) != seen:
                raise PricesChanged
            count = await _apply(tables, change, settings, by=by, now=now)
            await remember_subject(tables, update_id, count)
            return count


@dataclass(frozen=True, slots=True)
class PlanPrices:
    """Change them at the first minute of ``day`` on the business's clock.

    A repeated update plans nothing twice, and what waits for that day already is not added again.

    Raises:
        NotAllowed, CategoryNotFound, DayOutOfReach; NotAFutureDay for today and days that are over.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, change: PriceChange, day: date, *, by: int, update_id: int | None = None) -> PriceBoard:
        async with self.storage.writing() as tables:
            settings, now = await read_settings(tables), self.clock()
            settings.require_admin(by)
            await _require_category(tables, change)
            if reachable(day) <= to_local(now, settings.zone).date():
                raise NotAFutureDay(day)
            if await earlier_subject(tables, update_id, now) is None:
                due_at = to_instant(day, 0, settings.zone)
                await remember_subject(tables, update_id, await _plan(tables, change, due_at, settings, by, now))
            board = await _board(tables)
        self.storage.notice_written.set()  # who sleeps until the next notice asks again when to wake up
        return board


@dataclass(frozen=True, slots=True)
class CancelPlannedPrices:
    """What does not wait any more stays as it is. Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, planned_id: int, *, by: int) -> PriceBoard:
        async with self.storage.writing() as tables:
            settings, act = await as_admin(tables, by), Act.PLANNED_PRICES_CALLED_OFF
            waiting = {planned.id: planned for planned in await tables.price_changes.waiting()}
            if await tables.price_changes.end(planned_id, applied=False):
                planned = waiting[planned_id]
                await _note(tables, act, planned.change, planned.due_at, settings, by, self.clock())
            return await _board(tables)


@dataclass(frozen=True, slots=True)
class ApplyDuePrices:
    """Apply the planned change that is longest due; False when there is none. The bot's sleeper calls it."""

    storage: Storage
    clock: Clock

    async def __call__(self) -> bool:
        async with self.storage.writing() as tables:
            now = self.clock()
            due = [planned for planned in await tables.price_changes.waiting() if planned.due_at <= now]
            if not due or not await tables.price_changes.end(due[0].id, applied=True):
                return False
            await tables.specialists.lock()
            await _apply(tables, due[0].change, await read_settings(tables), by=None, now=now)
            return True


@dataclass(frozen=True, slots=True)
class NextPrices:
    """When the next planned change is due (it may be over), None when none waits."""

    storage: Storage

    async def __call__(self) -> datetime | None:
        async with self.storage.reading() as tables:
            return await tables.price_changes.next_due()


async def _plan(
    tables: Tables, change: PriceChange, due_at: datetime, settings: BusinessSettings, by: int, now: datetime
) -> int:
    for planned in await tables.price_changes.waiting():
        if (planned.change, planned.due_at) == (change, due_at):
            return planned.id
    await _note(tables, Act.PRICES_PLANNED, change, due_at, settings, by, now)
    return await tables.price_changes.add(change, due_at)


async def _note(
    tables: Tables,
    act: Act,
    change: PriceChange,
    due_at: datetime,
    settings: BusinessSettings,
    by: int,
    now: datetime,
) -> None:
    names = {category.id: category.name for category in await tables.categories.all()}
    subject = values.word("all_services") if change.category_id is None else values.text(names[change.category_id])
    amount = change.amount
    step = values.percent(amount * 100) if change.percent else values.money(amount, settings.currency)
    after = values.several(step, values.day(to_local(due_at, settings.zone).date()))
    await note(tables, act, by=by, now=now, subject=subject, after=after)


async def _board(tables: Tables) -> PriceBoard:
    categories = Groups.of(await tables.services.all(with_hidden=True)).by_category
    return PriceBoard(tuple(categories), tuple(await tables.price_changes.waiting()))


async def _require_category(tables: Tables, change: PriceChange) -> None:
    known = {None, *(category.id for category in await tables.categories.all())}
    if change.category_id not in known:
        raise CategoryNotFound(change.category_id or 0)


async def _apply(
    tables: Tables, change: PriceChange, settings: BusinessSettings, *, by: int | None, now: datetime
) -> int:
    changed = changed_prices(change, await tables.services.all(with_hidden=True))
    for before, after in changed:
        await tables.services.save(after)
        await note_changes(tables, service_changes(before, after, settings.currency), by=by, now=now)
    return len(changed)
