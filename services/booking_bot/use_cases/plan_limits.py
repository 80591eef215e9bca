"""What the plan holds and what is used of it: looked at, told to the owners, and after 14 days asked before more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.errors_plan import PlanHoldsNoMore
from services.booking_bot.domain.plan_limits import Limit, Overage, PlanNews, PlanUse, month_of, moved
from services.booking_bot.domain.preferences import AS_USUAL
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.settings import as_admin, plan_limits, read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class PlanState:
    """What is used of a limit at that moment; ``overage``: where more is used, or was and the owner gets no more."""

    use: PlanUse
    at: datetime
    overage: Overage | None = None


@dataclass(frozen=True, slots=True)
class PlanLetter:
    """What an owner is to be told now."""

    user_id: int
    news: PlanNews
    state: PlanState


@dataclass(frozen=True, slots=True)
class PlanLook:
    letters: tuple[PlanLetter, ...] = ()
    next_at: datetime | None = None
    """When there is something to do next, as far as is known now."""


@dataclass(frozen=True, slots=True)
class SeePlan:
    """What is used of each limit, and since when too much. Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock

    async def __call__(self, *, by: int) -> list[PlanState]:
        now = self.clock()
        async with self.storage.reading() as tables:
            uses = await _uses(tables, await as_admin(tables, by), now)
            overages = await tables.plan_overages.all()
        overages |= {overage.limit: overage for overage in moved(uses, overages, now)}  # the sender writes it down soon
        return [PlanState(use, now, _of_interest(use, overages.get(use.limit), now)) for use in uses]


@dataclass(frozen=True, slots=True)
class LookAtPlan:
    """Write down what has become too much or enough, and give what owners are to be told of it.

    Each owner hears each thing once; not in his quiet hours. Called whenever the sender has nothing else to do.
    """

    storage: Storage
    clock: Clock

    async def __call__(self) -> PlanLook:
        now = self.clock()
        async with self.storage.reading() as tables:
            settings = await read_settings(tables)
            uses, overages = await _uses(tables, settings, now), await tables.plan_overages.all()
            changed = list(moved(uses, overages, now))
        if changed:
            async with self.storage.writing() as tables:
                for overage in changed:
                    await tables.plan_overages.put(overage)
                    overages[overage.limit] = overage
        if not overages:
            return PlanLook()
        async with self.storage.reading() as tables:
            return await _look(tables, settings, {use.limit: use for use in uses}, overages, now)


@dataclass(frozen=True, slots=True)
class PlanTold:
    storage: Storage

    async def __call__(self, letter: PlanLetter) -> None:
        async with self.storage.writing() as tables:
            await tables.plan_overages.tell(letter.state.use.limit, letter.news, letter.user_id)


async def require_room_in_plan(tables: Tables, settings: BusinessSettings, limit: Limit, now: datetime) -> None:
    """Raises ``PlanHoldsNoMore`` where one more would be too many and the days for that are over."""
    overage = (await tables.plan_overages.all()).get(limit)
    if overage is None or not overage.narrows(now):
        return
    for use in await _uses(tables, settings, now):
        if use.limit is limit and use.is_full:
            raise PlanHoldsNoMore(use)


def _of_interest(use: PlanUse, overage: Overage | None, now: datetime) -> Overage | None:
    narrowed = overage is not None and use.is_full and overage.narrows(now)
    return overage if use.is_over or narrowed else None


async def _uses(tables: Tables, settings: BusinessSettings, now: datetime) -> list[PlanUse]:
    """Nothing is counted where nothing is limited."""
    allowed = await plan_limits(tables)
    used = await tables.plan_overages.used(month_of(now, settings.zone)) if allowed else {}
    return [PlanUse(limit, used.get(limit, 0), allowed.get(limit, 0)) for limit in Limit]


async def _look(
    tables: Tables,
    settings: BusinessSettings,
    uses: dict[Limit, PlanUse],
    overages: dict[Limit, Overage],
    now: datetime,
) -> PlanLook:
    told, preferences = await tables.plan_overages.told(), await tables.preferences.all()
    letters, moments = [], []
    for limit, overage in overages.items():
        moments += [at for at in (overage.next_news_at(now), _new_month(overage, settings, now)) if at is not None]
        state = PlanState(uses[limit], now, overage)
        for user_id in settings.team.owners:
            if not _is_news(overage.news(now), user_id, told.get(limit, frozenset())):
                continue
            quiet = preferences.get(user_id, AS_USUAL).quiet_hours(settings).end_at(now, settings.zone)
            if quiet is None:
                letters.append(PlanLetter(user_id, overage.news(now), state))
            else:
                moments.append(quiet)
    return PlanLook(tuple(letters), min(moments, default=None))


def _is_news(news: PlanNews, user_id: int, told: frozenset[tuple[PlanNews, int]]) -> bool:
    """That all is well again is told to who was told that it was not."""
    if news is PlanNews.FINE and not any(reader == user_id for _, reader in told):
        return False
    return (news, user_id) not in told


def _new_month(overage: Overage, settings: BusinessSettings, now: datetime) -> datetime | None:
    if overage.limit is not Limit.BOOKINGS or overage.ended_at is not None:
        return None
    return month_of(now, settings.zone).end
