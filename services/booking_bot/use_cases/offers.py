"""What a customer chooses from: a service, with whom, for how long and for how much."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.booking_bot.domain.errors import ServiceNotFound, SpecialistNotFound
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.storage.ports import Storage, Tables


@dataclass(frozen=True, slots=True)
class Offer:
    """``service`` as ``specialist`` does it; None is whoever is free.

    Then length and price are the least of all, and ``varies`` tells that not all have the same.
    """

    service: Service
    specialist: Specialist | None = None
    varies: bool = False


@dataclass(frozen=True, slots=True)
class ListOffers:
    """Each who does the service, in the owner's order. Raises ``ServiceNotFound``; hidden services are given too."""

    storage: Storage

    async def __call__(self, service_id: int) -> list[Offer]:
        async with self.storage.reading() as tables:
            return await _offers(tables, service_id)


@dataclass(frozen=True, slots=True)
class GetOffer:
    """With one specialist, or with whoever is free. Raises ``ServiceNotFound``, ``SpecialistNotFound``."""

    storage: Storage

    async def __call__(self, service_id: int, specialist_id: int | None = None) -> Offer:
        async with self.storage.reading() as tables:
            offers = await _offers(tables, service_id)
            if specialist_id is None:
                return anybody(await _service(tables, service_id), offers)
        for offer in offers:
            if offer.specialist is not None and offer.specialist.id == specialist_id:
                return offer
        raise SpecialistNotFound(specialist_id)


def anybody(service: Service, offers: list[Offer]) -> Offer:
    """The offers as one, for whom it does not matter who comes."""
    if not offers:
        return Offer(service)
    minutes = {offer.service.minutes for offer in offers}
    prices = {offer.service.price for offer in offers}
    least = replace(service, minutes=min(minutes), price=min(prices))
    return Offer(least, varies=len(minutes) > 1 or len(prices) > 1)


async def _offers(tables: Tables, service_id: int) -> list[Offer]:
    service = await _service(tables, service_id)
    performers = await tables.specialists.offering(service_id)
    return [Offer(own.applied(service), specialist) for specialist, own in performers]


async def _service(tables: Tables, service_id: int) -> Service:
    service = await tables.services.get(service_id)
    if service is None:
        raise ServiceNotFound(service_id)
    return service
