"""Time that became free today or tomorrow: found when it is told, and what can be booked into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.board import StaffDay, whole_step
from services.booking_bot.domain.errors import SpecialistNotFound
from services.booking_bot.domain.errors_setup import HoleGone
from services.booking_bot.domain.holes import Freed, Hole, hole_left, within
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import AS_THE_SERVICE_SAYS
from services.booking_bot.domain.zones import instant_in_reach, to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.board import Board, read_board
from services.booking_bot.use_cases.settings import as_admin
from services.shared.runtime.clock import Clock

A_DAY = timedelta(days=1)
SHORTEST = timedelta(hours=1)
"""What is worth telling where no service says how long it takes."""


async def find_holes(
    tables: Tables, settings: BusinessSettings, freed: Iterable[Freed], now: datetime
) -> tuple[Hole, ...]:
    """What of ``freed`` is free time of today or tomorrow now, long enough for the shortest service; in order.

    No query where nothing of it is of these days.
    """
    today = to_local(now, settings.zone).date()
    holes: defaultdict[tuple[Interval, int, str | None], list[Interval]] = defaultdict(list)
    boards: dict[int, Board] = {}
    for one in freed:
        ahead = (to_local(one.span.start, settings.zone).date() - today).days
        if one.span.end <= now or ahead not in {0, 1}:
            continue
        if ahead not in boards:
            boards[ahead] = await read_board(tables, settings, today + ahead * A_DAY, now)
        day = _of(boards[ahead], one.specialist_id)
        if day is None:
            continue
        shortest = await shortest_visit(tables, one.specialist_id)
        left = hole_left(day.opening, day.free, one.span, whole_step(now), shortest)
        if left is not None:
            holes[left, one.specialist_id, _name(boards[ahead], day)].append(one.span)
    return tuple(
        Hole(specialist_id, span, within(span, was), name)
        for (span, specialist_id, name), was in sorted(holes.items(), key=lambda item: item[0][:2])
    )


def is_today(hole: Hole, zone: ZoneInfo, now: datetime) -> bool:
    return to_local(hole.span.start, zone).date() == to_local(now, zone).date()


def _of(board: Board, specialist_id: int) -> StaffDay | None:
    """Her day; None for one who takes no visits any more."""
    return next((one for one in board.staff if one.specialist.id == specialist_id and one.specialist.active), None)


def _name(board: Board, day: StaffDay) -> str | None:
    return day.specialist.name if board.others else None


async def services_of(tables: Tables, specialist_id: int) -> list[Service]:
    """Those that customers can book with her, each as she does it."""
    terms = await tables.specialists.own_terms(specialist_id)
    offered = await tables.services.all(with_hidden=False)
    own = [(service, terms.get(service.id, AS_THE_SERVICE_SAYS)) for service in offered]
    return [how.applied(service) for service, how in own if how.offered]


async def shortest_visit(tables: Tables, specialist_id: int) -> timedelta:
    """The shortest that can be booked with her: less time than that cannot be sold."""
    minutes = [service.minutes for service in await services_of(tables, specialist_id)]
    return timedelta(minutes=min(minutes)) if minutes else SHORTEST


@dataclass(frozen=True, slots=True)
class FillingHole:
    """``services`` are those that she does and that fit into the hole, each as she does it."""

    hole: Hole
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class LookIntoHole:
    """What can be booked into the free time of a specialist from ``start`` (aware) on, or from now on.

    Raises:
        NotAllowed, SpecialistNotFound, DayOutOfReach; HoleGone when there is no free time at ``start`` any more.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, specialist_id: int, start: datetime, *, by: int) -> FillingHole:
        now = self.clock()
        begins = max(instant_in_reach(start), whole_step(now))
        async with self.storage.reading() as tables:
            settings = await as_admin(tables, by)
            board = await read_board(tables, settings, to_local(begins, settings.zone).date(), now)
            day = _of(board, specialist_id)
            if day is None:
                raise SpecialistNotFound(specialist_id)
            span = next((one for one in day.free if one.start <= begins < one.end), None)
            if span is None:
                raise HoleGone(start)
            services = await services_of(tables, specialist_id)
        left = Interval(begins, span.end)
        fitting = tuple(service for service in services if timedelta(minutes=service.minutes) <= left.length)
        return FillingHole(Hole(specialist_id, left, (left,), _name(board, day)), fitting)
