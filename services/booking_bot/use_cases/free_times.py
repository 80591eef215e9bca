"""The list of free times: for a month view, and for one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.authority import require_actor, require_may_plan
from services.booking_bot.domain.availability import Terms, count_by_day
from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.changes import require_may_move
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.domain.visits import Visit
from services.booking_bot.domain.zones import days_of, reachable, to_instant
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.bookings import booking_to_change
from services.booking_bot.use_cases.calendars import Wish, load_visit, terms_of
from services.booking_bot.use_cases.empty_days import EmptyDay, explain_empty
from services.booking_bot.use_cases.plans import planned, wish_of, wish_to_move
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock

LONGEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class ForVisit:
    """Free times for a new visit."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class ForMove:
    """Free times for a booking that is to move: its own time counts as free, its length stays as booked."""

    booking_id: int


Purpose = ForVisit | ForMove


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of the month view and how many starts are free on it."""

    day: date
    free: int


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """The free starts (aware, UTC) of a day in the business's ``zone``; ``empty`` says why there is none.

    ``convenient``: those of them that leave no gap, where the business asks for them first. ``by_whom``: each start
    with those who can do it then, for the staff, where nobody was chosen and several do it.
    """

    day: date
    starts: tuple[datetime, ...]
    zone: ZoneInfo
    empty: EmptyDay | None = None
    convenient: tuple[datetime, ...] = ()
    by_whom: tuple[tuple[datetime, tuple[Specialist, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class FreeDays:
    """The days ``first`` … ``last`` (at most 100) with the number of free starts on each.

    ``by`` one of the team for the business: the staff's terms, without notice and up to a year ahead; a specialist's
    are her own times.

    Raises:
        DayOutOfReach, ServiceNotFound, ServiceHidden; BookingNotFound, NotYourBooking, BookingCancelled,
        BookingStarted, TooLateToMove, TooManyMoves, SharedVisit for a move; NotAllowed for others than the team.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, purpose: Purpose, first: date, last: date, *, by: Actor) -> list[DayMark]:
        length = min((reachable(last) - reachable(first)).days + 1, LONGEST_RANGE)
        if length < 1:
            return []
        days = [first + timedelta(days=number) for number in range(length)]
        now = self.clock()
        async with self.storage.reading() as tables:
            asked = await _ask(tables, purpose, by, now)
            within = days_of(days[0], days[-1], asked.settings.zone)
            visit = await load_visit(tables, asked.settings, asked.wish, within, now)
        starts = visit.offered(asked.terms, within)
        midnights = [to_instant(day, 0, asked.settings.zone) for day in (*days, days[-1] + timedelta(days=1))]
        return [DayMark(day, free) for day, free in zip(days, count_by_day(starts, midnights), strict=True)]


@dataclass(frozen=True, slots=True)
class FreeSlots:
    """The free starts of one day. Raises as ``FreeDays`` does."""

    storage: Storage
    clock: Clock

    async def __call__(self, purpose: Purpose, day: date, *, by: Actor) -> FreeTimes:
        now, day = self.clock(), reachable(day)
        async with self.storage.reading() as tables:
            asked = await _ask(tables, purpose, by, now)
            within = days_of(day, day, asked.settings.zone)
            visit = await load_visit(tables, asked.settings, asked.wish, within, now)
            starts = tuple(visit.offered(asked.terms, within))
            empty = None if starts else await explain_empty(tables, asked.settings, asked.wish, asked.terms, day, now)
        by_whom = _by_whom(asked, visit, within)
        return FreeTimes(day, starts, asked.settings.zone, empty, _convenient(asked, visit, within, by), by_whom)


def _convenient(asked: _Asked, visit: Visit, within: Interval, by: Actor) -> tuple[datetime, ...]:
    if by.side is Side.BUSINESS or not asked.settings.convenient_first:
        return ()
    return tuple(visit.convenient(asked.terms, within))


def _by_whom(asked: _Asked, visit: Visit, within: Interval) -> tuple[tuple[datetime, tuple[Specialist, ...]], ...]:
    if len(asked.choosable) < 2:
        return ()
    return tuple(
        (start, tuple(asked.choosable[specialist_id] for specialist_id in able))
        for start, able in visit.offered_by(asked.terms, within)
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """``choosable``: among whom the staff chooses together with the time."""

    settings: BusinessSettings
    wish: Wish
    terms: Terms
    choosable: Mapping[int, Specialist]


async def _ask(tables: Tables, purpose: Purpose, by: Actor, now: datetime) -> _Asked:
    settings = await read_settings(tables)
    require_actor(settings, by)
    if isinstance(purpose, ForMove):
        booking = await booking_to_change(tables, settings, purpose.booking_id, by)
        require_may_move(booking, settings, by.side, now)
        wish = await wish_to_move(tables, booking)
        return _Asked(settings, wish, terms_of(settings, by.side, now, wish), {})
    require_may_plan(settings, purpose.plan, by)
    customer = await tables.customers.by_user(by.user_id) if by.side is Side.CUSTOMER else None
    parts = await planned(tables, purpose.plan)
    wish = wish_of(purpose.plan, parts, customer_id=None if customer is None else customer.id)
    alone = by.side is Side.BUSINESS and len(parts) == 1
    choosable = {specialist.id: specialist for specialist, _ in parts[0].performers} if alone else {}
    return _Asked(settings, wish, terms_of(settings, by.side, now, wish), choosable)
