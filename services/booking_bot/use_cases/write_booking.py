"""What a booking by a customer and one by hand have in common.

Room is found, and it is written with its notices and its line in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.log_values import moment
from services.booking_bot.domain.notices import NoticeKind
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.visits import Assignment
from services.booking_bot.storage.errors import TimeOverlaps
from services.booking_bot.storage.ports import Tables
from services.booking_bot.storage.ports_bookings import NewBooking, NewPart
from services.booking_bot.use_cases.anyway import assign_anyway, lanes_of
from services.booking_bot.use_cases.audit import note_booking
from services.booking_bot.use_cases.calendars import NoRoom, Wish, assign
from services.booking_bot.use_cases.plans import PlannedPart, planned, wish_of
from services.booking_bot.use_cases.tell import remind, tell_owner


@dataclass(frozen=True, slots=True)
class Order:
    """Who is booked, for what, when (aware, UTC) and by whom.

    ``guest``: the name of who comes in the customer's stead. ``anyway``: over whatever is in the way.
    """

    customer: Customer
    plan: Plan
    start: datetime
    by: Actor
    guest: str | None = None
    anyway: bool = False

    def wish(self, parts: tuple[PlannedPart, ...]) -> Wish:
        """Whom the business enters by hand nobody looks for elsewhere."""
        if self.by.side is Side.BUSINESS:
            return wish_of(self.plan, parts)
        return wish_of(self.plan, parts, customer_id=self.customer.id, comes_himself=self.guest is None)


async def write_booking(tables: Tables, settings: BusinessSettings, order: Order, now: datetime) -> Booking:
    """The specialists are locked.

    Raises:
        ServiceNotFound, ServiceHidden, SpecialistNotFound, NoRoom.
    """
    parts = await planned(tables, order.plan)
    wish, over, lanes = order.wish(parts), False, [0] * len(parts)
    if order.anyway:
        assigned, over = await assign_anyway(tables, settings, wish, order.start, now)
        lanes = await lanes_of(tables, assigned) if over else lanes
    else:
        assigned = await assign(tables, settings, wish, order.start, order.by.side, now)
    if order.by.side is Side.CUSTOMER:
        await tables.occupied.release(order.customer.id)
    new_parts = list(_new_parts(order, parts, wish, assigned, lanes))
    new = NewBooking(order.customer, new_parts, settings.currency, booked_by=order.by.side, now=now)
    try:
        booking = await tables.bookings.add(new)
    except TimeOverlaps:
        raise NoRoom(settings, wish) from None
    if order.by.side is Side.BUSINESS:
        act, when = Act.BOOKED_ANYWAY if over else Act.BOOKED_BY_HAND, moment(booking.start)
        await note_booking(tables, act, booking, by=order.by.user_id, now=now, after=when)
    await tell_owner(tables, settings, NoticeKind.OWNER_BOOKED, booking, by=order.by, now=now)
    await remind(tables, settings, booking, now=now)
    return booking


def _new_parts(
    order: Order,
    parts: tuple[PlannedPart, ...],
    wish: Wish,
    assigned: tuple[Assignment, ...],
    lanes: Sequence[int],
) -> Iterable[NewPart]:
    for position, (part, wished, taken) in enumerate(zip(parts, wish.parts, assigned, strict=True)):
        yield NewPart(
            part.as_done_by(taken.specialist_id),
            taken.specialist_id,
            taken.start,
            taken.units,
            guest="" if order.plan.is_guest(position) else order.guest,
            own=wished.own,
            lane=lanes[position],
        )
