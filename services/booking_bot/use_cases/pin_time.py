"""Before one of the team says who comes, or moves somebody: is the time free, and who will do it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.authority import require_may_plan
from services.booking_bot.domain.bookings import Actor, Side
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import instant_in_reach
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.bookings import booking_to_change
from services.booking_bot.use_cases.calendars import NoRoom, Wish, terms_of, visit_at
from services.booking_bot.use_cases.free_times import ForMove, ForVisit, Purpose
from services.booking_bot.use_cases.plans import planned, wish_of, wish_to_move
from services.booking_bot.use_cases.refusal import refusal
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class PinTime:
    """The plan with who would do it at ``start``, by the owner's rule, so that what is shown is what is booked.

    Nothing is kept meanwhile. A booking that is to move keeps its specialists: None.

    Raises:
        NotAllowed, ServiceNotFound, ServiceHidden, SpecialistNotFound, BookingNotFound, NotYourBooking,
        SharedVisit, DayOutOfReach, and a ``TimeRefused`` with what is in the way.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, purpose: Purpose, start: datetime, *, by: int) -> Plan | None:
        now, start = self.clock(), instant_in_reach(start)
        try:
            async with self.storage.reading() as tables:
                settings, actor = await read_settings(tables), Actor(by, Side.BUSINESS)
                if isinstance(purpose, ForMove):
                    booking = await booking_to_change(tables, settings, purpose.booking_id, actor)
                    await _who_does(tables, settings, await wish_to_move(tables, booking), start, now)
                    return None
                require_may_plan(settings, purpose.plan, actor)
                return await _pinned(tables, settings, purpose, start, now)
        except NoRoom as refused:
            no_room = refused
        raise await refusal(self.storage, no_room, start, Side.BUSINESS, now)


async def _pinned(
    tables: Tables, settings: BusinessSettings, purpose: ForVisit, start: datetime, now: datetime
) -> Plan:
    plan = purpose.plan
    parts = await planned(tables, plan)
    specialist_id = await _who_does(tables, settings, wish_of(plan, parts), start, now)
    return plan.with_whom(specialist_id) if len(parts) == 1 and len(parts[0].performers) > 1 else plan


async def _who_does(tables: Tables, settings: BusinessSettings, wish: Wish, start: datetime, now: datetime) -> int:
    """The first part. Raises ``NoRoom``."""
    visit = await visit_at(tables, settings, wish, start, now)
    in_reach = settings.start_of_today(now) <= start < terms_of(settings, Side.BUSINESS, now, wish).latest
    assigned = visit.assign_anyhow(start) if in_reach else None
    if assigned is None:
        raise NoRoom(settings, wish)
    return assigned[0].specialist_id
