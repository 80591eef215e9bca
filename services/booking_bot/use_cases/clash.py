"""What is in the way at a time that the business may book all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.availability import Busy, Need
from services.booking_bot.domain.clashes import Clash, Hindrance, Obstacle
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.shares import share_of
from services.booking_bot.domain.visits import Assignment, Visit
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.storage.ports_bookings import Taken
from services.booking_bot.use_cases.calendars import MARGIN, NoRoom, Wish

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _InTheWay:
    """The rows that are read once for all parts of a visit."""

    taken: Sequence[Taken]
    wish: Wish

    def of(self, part: Assignment, need: Need) -> list[Taken]:
        """What the part would lie over or come too near to, in order of time."""
        found = [
            one
            for one in self.taken
            if one.specialist_id == part.specialist_id
            and (one.booking_id is None or one.booking_id != self.wish.moving)
            and _too_near(one.busy, part, need)
        ]
        return sorted(found, key=lambda one: one.busy.start)


async def clash_at(storage: Storage, no_room: NoRoom, visit: Visit, start: datetime, now: datetime) -> Clash | None:
    """None where nobody can do it then at all, or the customer himself is elsewhere.

    ``visit``: the room for the wish, right for ``start``.
    """
    assigned = visit.assign_over(start)
    if assigned is None:
        return None
    outside = visit.with_nothing_taken().assign_anyhow(start) is None
    async with storage.reading() as tables:
        span = Interval(start - MARGIN, max(part.end for part in assigned) + MARGIN)
        in_the_way = _InTheWay(await tables.occupied.within(span, now), no_room.wish)
        taken = [
            one
            for part, wished in zip(assigned, no_room.wish.parts, strict=True)
            for one in in_the_way.of(part, wished.needs[part.specialist_id])
        ]
        obstacles = [await _obstacle(tables, one) for one in taken[:MOST_SHOWN]]
        missing = await _missing(tables, no_room.wish, assigned)
        names = {specialist.id: specialist.name for specialist in await tables.specialists.all() if specialist.active}
    who = " + ".join(dict.fromkeys(names[part.specialist_id] for part in assigned if part.specialist_id in names))
    return Clash(assigned[0].specialist_id, who if len(names) > 1 and who else None, tuple(obstacles), outside, missing)


def _too_near(busy: Busy, part: Assignment, need: Need) -> bool:
    before, after = max(need.before, busy.after), max(need.after, busy.before)
    return busy.start < part.end + after and part.start - before < busy.end


async def _obstacle(tables: Tables, taken: Taken) -> Obstacle:
    start, end = taken.busy.start, taken.busy.end
    if taken.booking_id is not None:
        booking = await tables.bookings.get(taken.booking_id)
        assert booking is not None
        hers = share_of(booking, taken.specialist_id) or booking
        return Obstacle(Hindrance.VISIT, start, end, hers.service_name, booking.guest or booking.customer.name)
    if taken.held_by is not None:
        known = await tables.clientele.get(taken.held_by)
        return Obstacle(Hindrance.HOLD, start, end, who="" if known is None else known[0].name)
    return Obstacle(Hindrance.BLOCK, start, end)


async def _missing(tables: Tables, wish: Wish, assigned: Sequence[Assignment]) -> tuple[str, ...]:
    needed = await tables.resources.needed_by()
    names = [
        resource.name
        for part, wished in zip(assigned, wish.parts, strict=True)
        for resource in needed.get(wished.service_id, ())
        if resource.id not in part.units
    ]
    return tuple(dict.fromkeys(names))
