"""From what a customer chose to the room that it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.errors import ServiceHidden, ServiceNotFound, SpecialistNotFound
from services.booking_bot.domain.plans import Item, Party, Plan
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.specialists import OwnTerms, Specialist
from services.booking_bot.storage.ports import Tables
from services.booking_bot.use_cases.calendars import Wish, WishedPart


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """An item with its service and those who can do it, in the owner's order."""

    item: Item
    service: Service
    performers: tuple[tuple[Specialist, OwnTerms], ...]

    def as_done_by(self, specialist_id: int) -> Service:
        """The service as this specialist, one of the performers, does it."""
        return next(own for specialist, own in self.performers if specialist.id == specialist_id).applied(self.service)


async def planned(tables: Tables, plan: Plan) -> tuple[PlannedPart, ...]:
    """Two queries for each service. Raises ``ServiceNotFound``, ``ServiceHidden``, ``SpecialistNotFound``."""
    found = {item: await _planned_part(tables, item) for item in dict.fromkeys(plan.items)}
    return tuple(found[item] for item in plan.items)


async def _planned_part(tables: Tables, item: Item) -> PlannedPart:
    service = await offered_service(tables, item.service_id)
    performers = [
        (specialist, own)
        for specialist, own in await tables.specialists.offering(service.id)
        if item.specialist_id in {None, specialist.id}
    ]
    if item.specialist_id is not None and not performers:
        raise SpecialistNotFound(item.specialist_id)
    return PlannedPart(item, service, tuple(performers))


def wish_of(
    plan: Plan, parts: tuple[PlannedPart, ...], *, customer_id: int | None = None, comes_himself: bool = True
) -> Wish:
    """``comes_himself``: the first part is the customer's own, and so are all where nobody comes with him."""
    offset = timedelta() if plan.party is Party.TOGETHER else None
    return Wish(
        tuple(
            WishedPart(
                part.service.id,
                {specialist.id: own.applied(part.service).need for specialist, own in part.performers},
                offset,
                part.service.fixed_times,
                own=comes_himself and not plan.is_guest(position),
            )
            for position, part in enumerate(parts)
        ),
        customer_id=customer_id,
        windows=tuple(part.service.windows for part in parts),
    )


async def wish_to_move(tables: Tables, booking: Booking) -> Wish:
    """As long as it was booked, with the specialists it has, at the fixed times of today's list if there are any."""
    first = await tables.services.get(booking.parts[0].service_id)
    fixed_times = () if first is None else first.fixed_times
    parts = tuple(
        WishedPart(
            part.service_id,
            {part.specialist_id: part.need},
            part.start - booking.start,
            () if position else fixed_times,
            own=part.guest is None,
        )
        for position, part in enumerate(booking.parts)
    )
    return Wish(parts, booking.id, booking.customer.id, booking.windows)


async def offered_service(tables: Tables, service_id: int) -> Service:
    """Raises ``ServiceNotFound``, ``ServiceHidden``."""
    service = await tables.services.get(service_id)
    if service is None:
        raise ServiceNotFound(service_id)
    if service.hidden:
        raise ServiceHidden(service.id, service.name)
    return service
