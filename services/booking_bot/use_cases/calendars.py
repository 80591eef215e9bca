"""What the list of free times and the booking both start from: the same rows, the same function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.availability import Busy, Calendar, Need, Terms, free_specialists, roomy_specialists
from services.booking_bot.domain.bookings import Booking, Side
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.hours import CLOSED_WEEK, Hours, Week, opening
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.services import OwnWindows, Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import AnyRule
from services.booking_bot.domain.windows import windows_of
from services.booking_bot.domain.zones import local_day, to_local
from services.booking_bot.storage.ports import Tables

MARGIN = timedelta(days=1)  # longer than any visit with its buffers and than any shift after midnight


@dataclass(frozen=True, slots=True)
class Wish:
    """The room that is looked for: with whom, in the owner's order, and what the visit asks of each.

    ``moving`` is the booking whose own time counts as free; ``customer_id`` who is to come, and cannot while he is
    elsewhere; ``windows`` what each service of the visit says for itself.
    """

    needs: Mapping[int, Need]
    moving: int | None = None
    customer_id: int | None = None
    windows: tuple[OwnWindows, ...] = ()

    @classmethod
    def to_move(cls, booking: Booking) -> Wish:
        """As long as it was booked, with the specialist it has."""
        part = booking.parts[0]
        return cls({part.specialist_id: part.need}, booking.id, booking.customer.id, booking.windows)


async def wish_for(
    tables: Tables, service: Service, specialist_id: int | None = None, *, customer_id: int | None = None
) -> Wish:
    """The service as each does it; ``specialist_id`` None is anybody. Raises ``SpecialistNotFound``."""
    needs = {
        specialist.id: own.applied(service).need
        for specialist, own in await tables.specialists.offering(service.id)
        if specialist_id in {None, specialist.id}
    }
    if specialist_id is not None and not needs:
        raise SpecialistNotFound(specialist_id)
    return Wish(needs, customer_id=customer_id, windows=(service.windows,))


def terms_of(settings: BusinessSettings, side: Side, now: datetime, wish: Wish) -> Terms:
    if side is Side.BUSINESS:
        return settings.staff_terms(now)
    return settings.customer_terms(now, windows_of(wish.windows, settings).notice)


async def load_calendars(
    tables: Tables, settings: BusinessSettings, wish: Wish, within: Interval, now: datetime
) -> list[Calendar]:
    """The calendars of those who can do it, right for starts in ``within``: two queries, whatever their number."""
    weeks = await tables.weekly_hours.weeks()
    loaded = Interval(within.start - MARGIN, within.end + MARGIN)
    busy: defaultdict[int, list[Busy]] = defaultdict(list)
    elsewhere: list[Busy] = []
    for taken in await tables.occupied.within(loaded, now):
        if taken.booking_id is None or taken.booking_id != wish.moving:
            busy[taken.specialist_id].append(taken.busy)
            if taken.customer_id is not None and taken.customer_id == wish.customer_id:
                elsewhere.append(Busy(taken.busy.start, taken.busy.end))
    openings = _Openings(settings.zone, loaded)
    return [
        Calendar(chosen, need, openings.of(weeks.get(chosen, CLOSED_WEEK)), [*busy[chosen], *elsewhere])
        for chosen, need in wish.needs.items()
    ]


class _Openings:
    """Weeks turned into instants, each different week once: colleagues mostly keep the same hours."""

    def __init__(self, zone: ZoneInfo, span: Interval) -> None:
        self._zone = zone
        self._first, self._last = (to_local(edge, zone).date() for edge in (span.start, span.end))
        self._known: dict[tuple[tuple[int, tuple[Hours, ...]], ...], list[Interval]] = {}

    def of(self, week: Week) -> list[Interval]:
        key = tuple(sorted(week.items()))
        if key not in self._known:
            self._known[key] = opening(week, self._first, self._last, self._zone)
        return self._known[key]


class NoRoom(Exception):
    """Nobody is free at the wanted start. It leaves the transaction; the reason is looked for outside it."""

    def __init__(self, settings: BusinessSettings, wish: Wish) -> None:
        super().__init__("nobody is free")
        self.settings = settings
        self.wish = wish


async def choose_specialist(
    tables: Tables, settings: BusinessSettings, wish: Wish, start: datetime, side: Side, now: datetime
) -> int:
    """Lock the specialists, drop expired holds, and give who is free at ``start``, by the owner's rule if several are.

    A customer gets what the list offers; the staff may take any time of today and later that has the room.

    Raises:
        NoRoom: when nobody is.
    """
    await tables.specialists.lock()
    await tables.occupied.drop_expired(now)
    within = Interval(start, start + timedelta.resolution)
    calendars = await load_calendars(tables, settings, wish, within, now)
    terms = terms_of(settings, side, now, wish)
    if side is Side.CUSTOMER:
        free = free_specialists(calendars, terms, start)
    elif settings.start_of_today(now) <= start < terms.latest:
        free = roomy_specialists(calendars, start)
    else:
        free = []
    if not free:
        raise NoRoom(settings, wish)
    if len(free) == 1 or settings.any_rule is AnyRule.FIRST:
        return free[0]
    if settings.any_rule is AnyRule.TURN:
        last_parts = await tables.specialists.last_parts()
        return min(free, key=lambda chosen: last_parts.get(chosen, 0))
    day = local_day(to_local(start, settings.zone).date(), settings.zone)
    busy = {calendar.specialist_id: calendar.busy for calendar in calendars}
    return min(free, key=lambda chosen: sum(day.start <= taken.start < day.end for taken in busy[chosen]))
