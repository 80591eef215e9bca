"""What a customer chooses from: services, with whom, for how long and for how much."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.booking_bot.domain.plans import Party, Plan
from services.booking_bot.domain.prices import Price, least, total
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.plans import PlannedPart, offered_service, planned
from services.booking_bot.use_cases.settings import read_settings


@dataclass(frozen=True, slots=True)
class Offer:
    """``service`` as ``specialist`` does it; None is whoever is free.

    Then its length is the least of all, ``varies`` tells that not all take as long, and a price that differs is "from".
    """

    service: Service
    specialist: Specialist | None = None
    varies: bool = False


@dataclass(frozen=True, slots=True)
class VisitOffer:
    """All that is to be booked in one visit; ``offers`` as the plan's items."""

    offers: tuple[Offer, ...]
    party: Party
    currency: str

    @property
    def minutes(self) -> int:
        lengths = [offer.service.minutes for offer in self.offers]
        return max(lengths) if self.party is Party.TOGETHER else sum(lengths)

    @property
    def varies(self) -> bool:
        return any(offer.varies for offer in self.offers)

    @property
    def costs(self) -> Price:
        return total(offer.service.costs(self.currency) for offer in self.offers)


@dataclass(frozen=True, slots=True)
class ListOffers:
    """Each who does the service, in the owner's order. Raises ``ServiceNotFound``, ``ServiceHidden``."""

    storage: Storage

    async def __call__(self, service_id: int) -> list[Offer]:
        async with self.storage.reading() as tables:
            service = await offered_service(tables, service_id)
            performers = await tables.specialists.offering(service_id)
            return [Offer(own.applied(service), specialist) for specialist, own in performers]


@dataclass(frozen=True, slots=True)
class GetOffer:
    """Raises ``ServiceNotFound``, ``ServiceHidden``, ``SpecialistNotFound``."""

    storage: Storage

    async def __call__(self, plan: Plan) -> VisitOffer:
        async with self.storage.reading() as tables:
            parts = await planned(tables, plan)
            currency = (await read_settings(tables)).currency
        return VisitOffer(tuple(_offer(part, currency) for part in parts), plan.party, currency)


def _offer(part: PlannedPart, currency: str) -> Offer:
    offers = [Offer(own.applied(part.service), specialist) for specialist, own in part.performers]
    if part.item.specialist_id is not None:
        return offers[0]
    return anybody(part.service, offers, currency)


def anybody(service: Service, offers: list[Offer], currency: str) -> Offer:
    """The offers as one, for whom it does not matter who comes."""
    if not offers:
        return Offer(service)
    minutes = {offer.service.minutes for offer in offers}
    price = least(offer.service.costs(currency) for offer in offers)
    shown = replace(service, minutes=min(minutes), price=price.amount, price_kind=price.kind)
    return Offer(shown, varies=len(minutes) > 1)
