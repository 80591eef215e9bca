"""The business's settings: read, taken over from the settings file, changed in the chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.booking_bot.domain.address import Point
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.log_changes import settings_changes
from services.booking_bot.domain.plan_limits import Limit
from services.booking_bot.domain.settings import RULE_BOUNDS, BusinessSettings
from services.booking_bot.domain.team import Member, Role, Team
from services.booking_bot.storage.ports import Storage, StoredSetting, Tables
from services.booking_bot.use_cases.audit import note, note_changes
from services.booking_bot.use_cases.save_team import save_team
from services.shared.runtime.clock import Clock, utc_now

FIRST_HOURS = (Hours.of(10 * 60, 19 * 60),)
FIRST_WORKDAYS = range(6)
_TEXTS = (
    "name",
    "timezone",
    "locale",
    "currency",
    "any_rule",
    "name_rule",
    "phone_rule",
    "shop_phone",
    "address",
    "link",
)
_NUMBERS = tuple(RULE_BOUNDS)
_PLAN = {Limit.SPECIALISTS: "plan_specialists", Limit.BOOKINGS: "plan_bookings"}
"""What the settings file alone says, and no part of the settings that anybody changes."""

Value = str | int | Point | None


async def read_settings(tables: Tables) -> BusinessSettings:
    """The settings in force; what was never stored has its default."""
    stored = await tables.settings.read()
    return _settings_of({name: setting.value for name, setting in stored.items()}, await tables.staff.team())


async def as_admin(tables: Tables, by: int) -> BusinessSettings:
    """The settings in force, for an admin. Raises ``NotAllowed``."""
    settings = await read_settings(tables)
    settings.require_admin(by)
    return settings


async def as_staff(tables: Tables, by: int) -> tuple[BusinessSettings, Member]:
    """The settings in force, and who asks as one of the team. Raises ``NotAllowed``."""
    settings = await read_settings(tables)
    return settings, settings.require_staff(by)


async def plan_limits(tables: Tables) -> dict[Limit, int]:
    """How much the plan holds of what it limits."""
    stored = await tables.settings.read()
    allowed = {limit: int(stored[name].value) for limit, name in _PLAN.items() if name in stored}
    return {limit: number for limit, number in allowed.items() if number}


def _settings_of(values: Mapping[str, str], team: Team) -> BusinessSettings:
    known: dict[str, Value] = {name: values[name] for name in _TEXTS if name in values}
    known |= {name: int(values[name]) for name in _NUMBERS if name in values}
    if values.get("point"):
        known["point"] = Point.read(values["point"])
    return replace(BusinessSettings(team=team), **known)  # type: ignore[arg-type]  # each name above has the type of its field


def _values_of(settings: BusinessSettings) -> dict[str, str]:
    values = {name: str(getattr(settings, name)) for name in (*_TEXTS, *_NUMBERS)}
    return values | {"point": "" if settings.point is None else str(settings.point)}


def _ids(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split())


@dataclass(frozen=True, slots=True)
class ReadSettings:
    storage: Storage

    async def __call__(self) -> BusinessSettings:
        async with self.storage.reading() as tables:
            return await read_settings(tables)


@dataclass(frozen=True, slots=True)
class EnvironmentSettings:
    """What the settings file says; None for a name that it does not have. ``bot_id`` is the number in the token."""

    name: str | None = None
    timezone: str | None = None
    locale: str | None = None
    admin_ids: tuple[int, ...] | None = None
    bot_id: int | None = None
    read_only: bool | None = None
    specialists: int | None = None
    """How many the plan holds; 0 is no limit. So are ``bookings_per_month``."""
    bookings_per_month: int | None = None

    def values(self) -> dict[str, str]:
        texts = {"name": self.name, "timezone": self.timezone, "locale": self.locale}
        if self.admin_ids is not None:
            texts["admin_ids"] = " ".join(str(number) for number in self.admin_ids)
        if self.bot_id is not None:
            texts["bot_id"] = str(self.bot_id)
        if self.read_only is not None:
            texts["read_only"] = str(int(self.read_only))
        limits = {Limit.SPECIALISTS: self.specialists, Limit.BOOKINGS: self.bookings_per_month}
        texts |= {_PLAN[limit]: str(allowed) for limit, allowed in limits.items() if allowed is not None}
        return {name: text for name, text in texts.items() if text is not None}


@dataclass(frozen=True, slots=True)
class ApplyEnvironment:
    """Take over each value of the settings file once, when it differs from what was last taken over.

    Otherwise what the owner set in the chat stands. The ids of ``admin_ids`` become owners; an owner whom the file
    named before and names no more is one no longer, others stay. On the first start the business also gets its first
    specialist, open Monday to Saturday from 10:00 to 19:00. Another bot's token drops the update ids of the old one,
    because each bot counts its own. To be called at every start.

    Raises:
        InvalidName, InvalidTimezone, InvalidLanguage: nothing is taken over then.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, environment: EnvironmentSettings) -> BusinessSettings:
        async with self.storage.writing() as tables:
            stored = await tables.settings.read()
            changed = {
                name: StoredSetting(value, applied=value)
                for name, value in environment.values().items()
                if name not in stored or stored[name].applied != value
            }
            await tables.settings.write(changed)
            specialists = await tables.specialists.lock()
            if "admin_ids" in changed:
                await self._name_owners(tables, stored.get("admin_ids"), environment.admin_ids or ())
            if "bot_id" in changed:
                await tables.updates.forget(before=None)
            settings = await read_settings(tables)
            if not specialists:
                await self._add_specialist(tables, settings)
        return settings

    async def _name_owners(self, tables: Tables, before: StoredSetting | None, named: tuple[int, ...]) -> None:
        """A file that names nobody takes nothing away."""
        if not named:
            return
        team = await tables.staff.team()
        after = team
        for user_id in named:
            member = team.member(user_id)
            after = after.with_member(Member(user_id, Role.OWNER, member.specialist_id if member else None))
        for user_id in _ids(before.applied or "" if before else ""):
            if user_id not in named and user_id in team.owners:
                after = after.without(user_id)
        await save_team(tables, team, after, now=self.clock())
        owners = [" ".join(map(str, each.owners)) for each in (team, after)]
        await note(tables, Act.TEAM_SET_BY_FILE, by=None, now=self.clock(), before=owners[0], after=owners[1])

    async def _add_specialist(self, tables: Tables, settings: BusinessSettings) -> None:
        specialist_id = await tables.specialists.add(settings.name)
        for weekday in FIRST_WORKDAYS:
            await tables.weekly_hours.set_weekday(specialist_id, weekday, FIRST_HOURS)


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """What the owner sets in the chat. ``change`` holds only what changes, named as in ``BusinessSettings``.

    Raises:
        NotAllowed, InvalidName, InvalidTimezone, InvalidLanguage, InvalidCurrency, InvalidRule, InvalidAddress,
        InvalidLink.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, *, by: int, **change: Value) -> BusinessSettings:
        async with self.storage.writing() as tables:
            await tables.specialists.lock()
            return await write_settings(tables, await as_admin(tables, by), by=by, now=self.clock(), **change)


async def write_settings(
    tables: Tables, before: BusinessSettings, *, by: int, now: datetime, **change: Value
) -> BusinessSettings:
    """``before`` with the change, which is kept and written down. Raises as ``ChangeSettings``, but for the first."""
    stored = await tables.settings.read()
    after = replace(before, **change)  # type: ignore[arg-type]  # checked by BusinessSettings itself
    old_values = _values_of(before)
    await tables.settings.write(
        {
            name: StoredSetting(value, applied=stored[name].applied if name in stored else None)
            for name, value in _values_of(after).items()
            if value != old_values[name]
        }
    )
    await note_changes(tables, settings_changes(before, after), by=by, now=now)
    return after
