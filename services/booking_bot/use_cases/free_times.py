"""The list of free times: for a month view, and for one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.availability import Terms, count_by_day, offered_starts
from services.booking_bot.domain.bookings import Actor, BookingState, Side
from services.booking_bot.domain.changes import require_may_move
from services.booking_bot.domain.errors import ServiceHidden, ServiceNotFound
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import days_of, reachable, to_instant
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.bookings import booking_of
from services.booking_bot.use_cases.calendars import Wish, load_calendars, terms_of, wish_for
from services.booking_bot.use_cases.empty_days import EmptyDay, explain_empty
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock

LONGEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class ForService:
    """Free times for a new visit; ``specialist_id`` None is "any"."""

    service_id: int
    specialist_id: int | None = None


@dataclass(frozen=True, slots=True)
class ForMove:
    """Free times for a booking that is to move: its own time counts as free, its length stays as booked."""

    booking_id: int


Purpose = ForService | ForMove


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of the month view and how many starts are free on it."""

    day: date
    free: int


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """The free starts (aware, UTC) of a day in the business's ``zone``; ``empty`` says why there is none."""

    day: date
    starts: tuple[datetime, ...]
    zone: ZoneInfo
    empty: EmptyDay | None = None


@dataclass(frozen=True, slots=True)
class FreeDays:
    """The days ``first`` … ``last`` (at most 100) with the number of free starts on each.

    ``by`` an admin for the business: the staff's terms, without notice and up to a year ahead.

    Raises:
        DayOutOfReach, ServiceNotFound, ServiceHidden; BookingNotFound, NotYourBooking, BookingCancelled,
        BookingStarted, TooLateToMove, TooManyMoves for a move; NotAllowed for somebody who is no admin.
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
            starts = await _offered(tables, asked, days[0], days[-1], now)
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
            starts = await _offered(tables, asked, day, day, now)
            empty = None if starts else await explain_empty(tables, asked.settings, asked.wish, asked.terms, day, now)
        return FreeTimes(day, tuple(starts), asked.settings.zone, empty)


@dataclass(frozen=True, slots=True)
class _Asked:
    settings: BusinessSettings
    wish: Wish
    terms: Terms


async def _ask(tables: Tables, purpose: Purpose, by: Actor, now: datetime) -> _Asked:
    settings = await read_settings(tables)
    if by.side is Side.BUSINESS:
        settings.require_admin(by.user_id)
    wish = await _wish(tables, settings, purpose, by, now)
    return _Asked(settings, wish, terms_of(settings, by.side, now, wish))


async def _offered(tables: Tables, asked: _Asked, first: date, last: date, now: datetime) -> list[datetime]:
    within = days_of(first, last, asked.settings.zone)
    return offered_starts(await load_calendars(tables, asked.settings, asked.wish, within, now), asked.terms, within)


async def _wish(tables: Tables, settings: BusinessSettings, purpose: Purpose, by: Actor, now: datetime) -> Wish:
    if isinstance(purpose, ForService):
        service = await offered_service(tables, purpose.service_id)
        customer = await tables.customers.by_user(by.user_id) if by.side is Side.CUSTOMER else None
        customer_id = None if customer is None else customer.id
        return await wish_for(tables, service, purpose.specialist_id, customer_id=customer_id)
    booking = await booking_of(tables, purpose.booking_id, by)
    booking.require_change(BookingState.BOOKED)
    require_may_move(booking, settings, by.side, now)
    return Wish.to_move(booking)


async def offered_service(tables: Tables, service_id: int) -> Service:
    """Raises ``ServiceNotFound``, ``ServiceHidden``."""
    service = await tables.services.get(service_id)
    if service is None:
        raise ServiceNotFound(service_id)
    if service.hidden:
        raise ServiceHidden(service.id, service.name)
    return service
