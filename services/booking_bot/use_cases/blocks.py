"""Time that the owner keeps free: an hour is blocked from the board of the day, and lifted there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.authority import require_whose, whose
from services.booking_bot.domain.availability import Need, Terms
from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.errors_setup import DayOver, TimeIsBooked
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.domain.zones import instant_in_reach, local_day, reachable, to_local
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import name_for_log, note
from services.booking_bot.use_cases.calendars import Wish, WishedPart, load_visit
from services.booking_bot.use_cases.displaced import settle_standing
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.settings import as_staff
from services.shared.runtime.clock import Clock, utc_now

HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
NO_SERVICE = 0


@dataclass(frozen=True, slots=True)
class FreeHours:
    """Whole hours of ``day`` that are free in the opening hours of one specialist, by their starts.

    ``others``: who else works, for one can block her hours too. ``booked``: those in which she has a visit.
    """

    day: date
    specialist: Specialist
    others: tuple[Specialist, ...]
    starts: tuple[datetime, ...]
    zone: ZoneInfo
    booked: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class FindFreeHours:
    """From now on, in the business's own steps; a specialist's are her own, and there are no others.

    Raises:
        NotAllowed, SpecialistNotFound, DayOutOfReach.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, day: date, *, by: int, specialist_id: int | None = None) -> FreeHours:
        """``specialist_id``: she who asks, or the first one, unless it is given."""
        now = self.clock()
        async with self.storage.reading() as tables:
            settings, member = await as_staff(tables, by)
            specialist_id = whose(member, specialist_id)
            within = local_day(reachable(day), settings.zone)
            working = [one for one in await tables.specialists.all() if one.active and member.own in {None, one.id}]
            chosen = working[0] if specialist_id is None else _chosen(working, specialist_id)
            wish = Wish((WishedPart(NO_SERVICE, {chosen.id: Need(HOUR)}),))
            visit = await load_visit(tables, settings, wish, within, now)
            taken = await tables.occupied.within(within, now)
        visits = [
            Interval(one.busy.start, one.busy.end)
            for one in taken
            if one.booking_id is not None and one.specialist_id == chosen.id
        ]
        terms = Terms(timedelta(minutes=settings.step_minutes), max(now, within.start), within.end)
        others = tuple(specialist for specialist in working if specialist != chosen)
        starts, every = visit.offered(terms, within), visit.with_nothing_taken().offered(terms, within)
        booked = (start for start in every if any(Interval(start, start + HOUR).overlaps(one) for one in visits))
        return FreeHours(day, chosen, others, tuple(starts), settings.zone, tuple(booked))


@dataclass(frozen=True, slots=True)
class FindVisitsAt:
    """Who is booked with her in the hour from ``start`` (aware) on, in order of time.

    Raises:
        NotAllowed, DayOutOfReach.
    """

    storage: Storage

    async def __call__(self, specialist_id: int, start: datetime, *, by: int) -> list[Booking]:
        hour = Interval(instant_in_reach(start), instant_in_reach(start) + HOUR)
        async with self.storage.reading() as tables:
            _, member = await as_staff(tables, by)
            require_whose(member, specialist_id)
            around = await tables.bookings.starting_within(Interval(hour.start - A_DAY, hour.end))
        return [
            booking
            for booking in around
            if any(
                part.specialist_id == specialist_id and Interval(part.start, part.end).overlaps(hour)
                for part in booking.parts
            )
        ]


@dataclass(frozen=True, slots=True)
class BlockTime:
    """Nobody is booked from ``start`` (aware) for ``length``. A repeated ``update_id`` gives the first time's block.

    Raises:
        NotAllowed, SpecialistNotFound, DayOver, DayOutOfReach; TimeIsBooked when a visit, a hold or a block is there,
        unless it is to be blocked ``anyway``: then what is there stays.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self,
        specialist_id: int,
        start: datetime,
        *,
        by: int,
        length: timedelta = HOUR,
        anyway: bool = False,
        update_id: int | None = None,
    ) -> Block:
        now, span = self.clock(), Interval(instant_in_reach(start), instant_in_reach(start) + length)
        async with self.storage.writing() as tables:
            settings, member = await as_staff(tables, by)
            require_whose(member, specialist_id)
            earlier = await earlier_subject(tables, update_id, now)
            already = None if earlier is None else await tables.blocks.get(earlier)
            if already is not None:
                return already
            if span.start < settings.start_of_today(now):
                raise DayOver(to_local(span.start, settings.zone).date())
            if specialist_id not in await tables.specialists.lock():
                raise SpecialistNotFound(specialist_id)
            await tables.occupied.drop_expired(now)
            block = await _add(tables, specialist_id, span, anyway=anyway)
            await _note(tables, Act.BLOCKED, block, by, now)
            await remember_subject(tables, update_id, block.id)
            return block


@dataclass(frozen=True, slots=True)
class UnblockTime:
    """The time can be booked again, and visits that it displaced take place.

    Gives what was lifted, None where that was done already. Raises ``NotAllowed``.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(self, block_id: int, *, by: int) -> Block | None:
        async with self.storage.writing() as tables:
            settings, member = await as_staff(tables, by)
            await tables.specialists.lock()
            block = await tables.blocks.get(block_id)
            if block is not None:
                require_whose(member, block.specialist_id)
                await tables.blocks.remove(block_id)
                await _note(tables, Act.UNBLOCKED, block, by, self.clock())
                await settle_standing(tables, settings, self.clock())
            return block


async def _add(tables: Tables, specialist_id: int, span: Interval, *, anyway: bool) -> Block:
    lane = await tables.occupied.free_lane(specialist_id, span)
    if lane > 0 and not anyway:
        raise TimeIsBooked(span.start, span.end)
    try:
        return await tables.blocks.add(specialist_id, span, lane=lane)
    except TimeOverlaps:
        raise TimeIsBooked(span.start, span.end) from None


async def _note(tables: Tables, act: Act, block: Block, by: int, now: datetime) -> None:
    await note(tables, act, by=by, now=now, subject=await name_for_log(tables, block.specialist_id), after=_span(block))


def _span(block: Block) -> str:
    return values.several(values.moment(block.start), values.moment(block.end))


def _chosen(specialists: Sequence[Specialist], specialist_id: int) -> Specialist:
    for specialist in specialists:
        if specialist.id == specialist_id:
            return specialist
    raise SpecialistNotFound(specialist_id)
