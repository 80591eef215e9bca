"""The board of a day: who comes to whom, what is blocked, what is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.authority import whose
from services.booking_bot.domain.availability import Busy
from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.board import Share, StaffDay, free_stretches, shares_of
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.clashes import overlapping
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.hours import LONGEST_OVER_MIDNIGHT
from services.booking_bot.domain.intervals import Interval, merge
from services.booking_bot.domain.schedule import Known, opening
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.shares import share_of
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.domain.zones import local_day, reachable, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.calls import NO_CALLS, CallCount, count_calls
from services.booking_bot.use_cases.schedules import Schedules, read_schedules
from services.booking_bot.use_cases.settings import as_staff
from services.shared.runtime.clock import Clock

NIGHT = timedelta(minutes=LONGEST_OVER_MIDNIGHT)


@dataclass(frozen=True, slots=True)
class Board:
    """A day as it was at ``now``.

    ``staff``: in the owner's order everybody who takes visits, and whoever else has something on the day.
    ``bookings`` begin on the day, in order of time. ``specialist_id``: whose alone it is; ``others``: whether there
    is anybody else. ``over``: the ids of visits that lie over one another. ``calls``: of today's and tomorrow's
    visits, on everybody's boards of these days. ``displaced``: how many visits of any day cannot take place as booked
    and are not settled.
    """

    day: date
    zone: ZoneInfo
    now: datetime
    staff: tuple[StaffDay, ...]
    bookings: tuple[Booking, ...] = ()
    specialist_id: int | None = None
    others: bool = False
    over: frozenset[int] = frozenset()
    calls: CallCount = NO_CALLS
    displaced: int = 0

    @property
    def is_today(self) -> bool:
        return to_local(self.now, self.zone).date() == self.day

    @property
    def blocks(self) -> tuple[Block, ...]:
        every = (block for one in self.staff for block in one.blocks)
        return tuple(sorted(every, key=lambda block: (block.start, block.id)))

    @property
    def span(self) -> Interval:
        return local_day(self.day, self.zone)


@dataclass(frozen=True, slots=True)
class GetBoard:
    """A specialist's is her own, with her share of each visit, and there is nobody else.

    Raises:
        NotAllowed, DayOutOfReach, SpecialistNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, day: date, *, by: int, specialist_id: int | None = None) -> Board:
        """Of everybody, or of one specialist alone; with as many queries for many as for one."""
        async with self.storage.reading() as tables:
            settings, member = await as_staff(tables, by)
            specialist_id = whose(member, specialist_id)
            now = self.clock()
            board = await read_board(tables, settings, day, now, specialist_id, hers_alone=not member.manages)
            if specialist_id is not None:
                return board
            return replace(board, calls=await count_calls(tables, settings, day, now))


async def read_board(
    tables: Tables,
    settings: BusinessSettings,
    day: date,
    now: datetime,
    specialist_id: int | None = None,
    *,
    hers_alone: bool = False,
) -> Board:
    """Of everybody, or of one specialist; ``hers_alone``: with her share of each visit, and there is nobody else.

    Raises ``DayOutOfReach``, ``SpecialistNotFound``.
    """
    rows = await _read(tables, reachable(day), settings, now)
    if hers_alone and specialist_id is not None:
        rows = rows.of(specialist_id)
    everybody = await tables.specialists.all()
    if specialist_id is not None and all(one.id != specialist_id for one in everybody):
        raise SpecialistNotFound(specialist_id)
    days = [rows.staff_day(specialist, day, now) for specialist in everybody]
    there = [one for one in days if one.specialist.active or not one.is_empty]
    shown = [one for one in days if one.specialist.id == specialist_id] if specialist_id is not None else there
    hers = {share.booking.id for one in shown for share in one.visits}
    bookings = tuple(booking for booking in rows.of_day if booking.id in hers)
    return Board(
        day,
        settings.zone,
        now,
        tuple(shown),
        bookings,
        specialist_id,
        others=not hers_alone and len(there) > 1,
        over=overlapping(rows.visits),
        displaced=0 if hers_alone else await tables.displacements.count_open(),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """What was read of a day and of the nights around it."""

    span: Interval
    zone: ZoneInfo
    schedules: Schedules
    visits: Sequence[Booking]
    blocks: Sequence[Block]
    busy: Mapping[int, Sequence[Busy]]
    known: Known

    @property
    def of_day(self) -> tuple[Booking, ...]:
        return tuple(booking for booking in self.visits if self.begins(booking))

    def of(self, specialist_id: int) -> _Rows:
        """The visits as far as they are hers."""
        shares = (share_of(visit, specialist_id) for visit in self.visits)
        return replace(self, visits=[share for share in shares if share is not None])

    def begins(self, booking: Booking) -> bool:
        return self.span.start <= booking.start < self.span.end

    def staff_day(self, specialist: Specialist, day: date, now: datetime) -> StaffDay:
        who, span = specialist.id, self.span
        hours = tuple(merge(opening(self.schedules.of(who), day, day, self.zone, self.known)))
        visits = shares_of(who, self.visits)
        blocks = [block for block in self.blocks if block.specialist_id == who]
        around: list[Share | Block] = [one for one in visits if span.start < one.end and not self.begins(one.booking)]
        return StaffDay(
            specialist,
            hours,
            tuple(one for one in visits if self.begins(one.booking)),
            tuple(block for block in blocks if block.start < span.end),
            free_stretches(hours, self.busy.get(who, ()), now),
            (*around, *(block for block in blocks if span.end <= block.start)),
        )


async def _read(tables: Tables, day: date, settings: BusinessSettings, now: datetime) -> _Rows:
    span = local_day(day, settings.zone)
    night = Interval(span.start, span.end + NIGHT)
    busy: defaultdict[int, list[Busy]] = defaultdict(list)
    for taken in await tables.occupied.within(night, now):
        busy[taken.specialist_id].append(taken.busy)
    return _Rows(
        span,
        settings.zone,
        await read_schedules(tables, day, day),
        await tables.bookings.starting_within(Interval(span.start - NIGHT, night.end)),
        await tables.blocks.within(night),
        busy,
        {},
    )
