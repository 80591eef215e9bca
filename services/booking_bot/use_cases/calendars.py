"""What the list of free times and the booking both start from: the same rows, the same object."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.availability import Busy, Calendar, Need, Terms
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.holds import counted_from
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.schedule import Known, opening
from services.booking_bot.domain.services import OwnWindows
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import AnyRule
from services.booking_bot.domain.visits import Assignment, Part, Stock, Visit
from services.booking_bot.domain.windows import windows_of
from services.booking_bot.domain.zones import local_day, to_instant, to_local
from services.booking_bot.storage.ports import Tables
from services.booking_bot.storage.ports_bookings import Taken, TakenUnit
from services.booking_bot.use_cases.schedules import Schedules, read_schedules

MARGIN = timedelta(days=1)  # longer than any gap and than any shift after midnight


@dataclass(frozen=True, slots=True)
class WishedPart:
    """``needs``: who can do it, in the owner's order, and what it asks of each; ``offset`` as in ``visits.Part``.

    ``fixed_times`` as in ``Service``. ``own``: the customer is there himself, and cannot while he is elsewhere.
    """

    service_id: int
    needs: Mapping[int, Need]
    offset: timedelta | None = None
    fixed_times: tuple[int, ...] = ()
    own: bool = True


@dataclass(frozen=True, slots=True)
class Wish:
    """The room that is looked for, part by part.

    ``moving`` is the booking whose own time counts as free, ``customer_id`` the customer for whom it is looked for:
    what is held for him counts as free too. ``windows``: what each service of the visit says for itself.
    """

    parts: tuple[WishedPart, ...]
    moving: int | None = None
    customer_id: int | None = None
    windows: tuple[OwnWindows, ...] = ()

    @property
    def longest(self) -> timedelta:
        """From its beginning to its end, whoever does it."""
        return sum(
            (max((need.length for need in part.needs.values()), default=timedelta()) for part in self.parts),
            timedelta(),
        )

    def wherever_he_is(self) -> Wish:
        """The same for somebody who has no other visits."""
        return replace(self, parts=tuple(replace(part, own=False) for part in self.parts))


def terms_of(settings: BusinessSettings, side: Side, now: datetime, wish: Wish) -> Terms:
    if side is Side.BUSINESS:
        return settings.staff_terms(now)
    return settings.customer_terms(now, windows_of(wish.windows, settings).notice)


async def load_visit(tables: Tables, settings: BusinessSettings, wish: Wish, within: Interval, now: datetime) -> Visit:
    """The room there is for ``wish``, right for starts in ``within``: six queries at most, whatever it asks for."""
    margin = MARGIN + wish.longest
    span = Interval(within.start - margin, within.end + margin)
    first, last = (to_local(edge, settings.zone).date() for edge in (span.start, span.end))
    days = _Days(settings.zone, first, last, await read_schedules(tables, first, last))
    taken = _TakenTime.without(wish, await tables.occupied.within(span, now))
    stocks = await _stocks(tables, wish, span, now)
    return Visit(
        [
            Part(
                [
                    Calendar(
                        chosen,
                        need,
                        days.opening(chosen),
                        taken.busy.get(chosen, ()),
                        fixed,
                        taken.elsewhere if part.own else (),
                    )
                    for chosen, need in part.needs.items()
                ],
                stocks.get(part.service_id, ()),
                part.offset,
            )
            for part in wish.parts
            for fixed in (days.fixed(part.fixed_times),)
        ]
    )


@dataclass(frozen=True, slots=True)
class _TakenTime:
    """``elsewhere``: other visits of the customer himself."""

    busy: Mapping[int, Sequence[Busy]]
    elsewhere: Sequence[Interval]

    @classmethod
    def without(cls, wish: Wish, taken: Iterable[Taken]) -> _TakenTime:
        busy: defaultdict[int, list[Busy]] = defaultdict(list)
        elsewhere: list[Interval] = []
        for one in taken:
            if _counts(one, wish):
                busy[one.specialist_id].append(one.busy)
                if one.customer_id is not None and one.customer_id == wish.customer_id:
                    elsewhere.append(Interval(one.busy.start, one.busy.end))
        return cls(busy, elsewhere)


def _counts(taken: Taken | TakenUnit, wish: Wish) -> bool:
    if taken.booking_id is not None:
        return taken.booking_id != wish.moving
    return taken.held_by is None or taken.held_by != wish.customer_id


async def _stocks(tables: Tables, wish: Wish, span: Interval, now: datetime) -> dict[int, list[Stock]]:
    """Service → what it takes a unit of; the second query is for those who need something."""
    needed = await tables.resources.needed_by()
    wanted = {part.service_id: needed[part.service_id] for part in wish.parts if part.service_id in needed}
    if not wanted:
        return {}
    taken: defaultdict[tuple[int, int], list[Busy]] = defaultdict(list)
    own: dict[int, int] = {}
    for one in await tables.occupied.units_within(span, now):
        if _counts(one, wish):
            taken[one.resource_id, one.unit].append(one.busy)
        elif one.booking_id is not None:
            own[one.resource_id] = one.unit
    return {
        service_id: [
            Stock(resource.id, [taken[resource.id, unit] for unit in range(resource.units)], own.get(resource.id))
            for resource in resources
        ]
        for service_id, resources in wanted.items()
    }


@dataclass(slots=True)
class _Days:
    """The days of a span turned into instants; each different schedule once: colleagues mostly keep the same hours."""

    zone: ZoneInfo
    first: date
    last: date
    schedules: Schedules
    _openings: dict[Hashable, list[Interval]] = field(default_factory=dict)
    _known: Known = field(default_factory=dict)

    def opening(self, specialist_id: int) -> list[Interval]:
        schedule = self.schedules.of(specialist_id)
        key = (tuple(sorted(schedule.week.items())), schedule.shifts, schedule.exceptions)
        if key not in self._openings:
            self._openings[key] = opening(schedule, self.first, self.last, self.zone, self._known)
        return self._openings[key]

    def fixed(self, minutes: Sequence[int]) -> list[datetime] | None:
        """The fixed starts of a service on all days; None for one that has none."""
        if not minutes:
            return None
        days = (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))
        return [to_instant(day, minute, self.zone) for day in days for minute in minutes]


class NoRoom(Exception):
    """There is no room at the wanted start. It leaves the transaction; the reason is looked for outside it."""

    def __init__(self, settings: BusinessSettings, wish: Wish) -> None:
        super().__init__("there is no room")
        self.settings = settings
        self.wish = wish


async def assign(
    tables: Tables, settings: BusinessSettings, wish: Wish, start: datetime, side: Side, now: datetime
) -> tuple[Assignment, ...]:
    """Drop expired holds, and give who does which part at ``start``, by the owner's rule; the specialists are locked.

    A customer gets what the list offers; the staff may take any time of today and later that has the room.

    Raises:
        NoRoom: when there is no way to do it.
    """
    await tables.occupied.drop_expired(now)
    visit = await visit_at(tables, settings, wish, start, now)
    terms = terms_of(settings, side, await rules_from(tables, wish.customer_id, start, now), wish)
    assigned = None
    if side is Side.CUSTOMER:
        assigned = visit.assign(start, terms)
    elif settings.start_of_today(now) <= start < terms.latest:
        assigned = visit.assign_anyhow(start)
    if assigned is None:
        raise NoRoom(settings, wish)
    return assigned


async def visit_at(tables: Tables, settings: BusinessSettings, wish: Wish, start: datetime, now: datetime) -> Visit:
    """The room at ``start``, with those first who are to get it by the owner's rule."""
    visit = await load_visit(tables, settings, wish, Interval(start, start + timedelta.resolution), now)
    return visit if settings.any_rule is AnyRule.FIRST else await _by_rule(tables, settings, visit, start)


async def rules_from(tables: Tables, customer_id: int | None, start: datetime, now: datetime) -> datetime:
    """The moment from which the rules are counted for a customer who takes ``start``."""
    held_until = None if customer_id is None else await tables.occupied.held_until(customer_id, start)
    return counted_from(now, held_until)


async def _by_rule(tables: Tables, settings: BusinessSettings, visit: Visit, start: datetime) -> Visit:
    """The same visit with those first who are to get it by the owner's rule."""
    if settings.any_rule is AnyRule.TURN:
        last_parts = await tables.specialists.last_parts()
        return _sorted(visit, lambda calendar: last_parts.get(calendar.specialist_id, 0))
    day = local_day(to_local(start, settings.zone).date(), settings.zone)
    return _sorted(visit, lambda calendar: sum(day.start <= taken.start < day.end for taken in calendar.busy))


def _sorted(visit: Visit, rank: Callable[[Calendar], int]) -> Visit:
    return Visit([replace(part, calendars=sorted(part.calendars, key=rank)) for part in visit.parts])
