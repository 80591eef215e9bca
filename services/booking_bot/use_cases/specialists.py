"""Who does the work: the owner's list, and what each of them offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.errors import ServiceNotFound, SpecialistNotFound
from services.booking_bot.domain.errors_setup import LastSpecialist
from services.booking_bot.domain.log_changes import own_terms_changes, specialist_changes
from services.booking_bot.domain.log_values import text
from services.booking_bot.domain.plan_limits import Limit
from services.booking_bot.domain.services import Service, checked_minutes, checked_price
from services.booking_bot.domain.specialists import (
    AS_THE_SERVICE_SAYS,
    OwnTerms,
    Specialist,
    checked_about,
    checked_name,
)
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note, note_changes
from services.booking_bot.use_cases.once import earlier_subject, remember_subject
from services.booking_bot.use_cases.plan_limits import require_room_in_plan
from services.booking_bot.use_cases.settings import as_admin, read_settings
from services.shared.runtime.clock import Clock, utc_now


@dataclass(frozen=True, slots=True)
class ListSpecialists:
    """All of them in the owner's order, those who have left too. Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> list[Specialist]:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return await tables.specialists.all()


@dataclass(frozen=True, slots=True)
class SpecialistCard:
    """A specialist with the services that are offered, each as she does it."""

    specialist: Specialist
    services: Mapping[int, Service]
    terms: Mapping[int, OwnTerms]

    def terms_of(self, service_id: int) -> OwnTerms:
        return self.terms.get(service_id, AS_THE_SERVICE_SAYS)


@dataclass(frozen=True, slots=True)
class GetSpecialist:
    """Raises ``NotAllowed``, ``SpecialistNotFound``."""

    storage: Storage

    async def __call__(self, specialist_id: int, *, by: int) -> SpecialistCard:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return await _card(tables, specialist_id)


@dataclass(frozen=True, slots=True)
class AddSpecialist:
    """She begins with the hours of the first one. A repeated ``update_id`` gives whom it added the first time.

    Raises:
        NotAllowed, InvalidName, PlanHoldsNoMore.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, *, by: int, name: str, update_id: int | None = None) -> SpecialistCard:
        name = checked_name(name)
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            earlier = await earlier_subject(tables, update_id, self.clock())
            if earlier is not None:
                return await _card(tables, earlier)
            await tables.specialists.lock()
            await require_room_in_plan(tables, settings, Limit.SPECIALISTS, self.clock())
            first = (await tables.specialists.active())[0]
            week = (await tables.weekly_hours.weeks()).get(first, {})
            specialist_id = await tables.specialists.add(name)
            await note(tables, Act.SPECIALIST_ADDED, by=by, now=self.clock(), subject=text(name))
            for weekday, hours in week.items():
                await tables.weekly_hours.set_weekday(specialist_id, weekday, hours)
            await remember_subject(tables, update_id, specialist_id)
            card = await _card(tables, specialist_id)
        self.storage.notice_written.set()  # the sender looks at what the plan holds
        return card


@dataclass(frozen=True, slots=True)
class EditSpecialist:
    """Change what is given. Who is no longer ``active`` takes no new visits and keeps those she has.

    Raises:
        NotAllowed, SpecialistNotFound, InvalidName; LastSpecialist when nobody would be left; PlanHoldsNoMore for one
        who comes back.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(
        self,
        specialist_id: int,
        *,
        by: int,
        name: str | None = None,
        about: str | None = None,
        active: bool | None = None,
    ) -> SpecialistCard:
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            before = await _specialist(tables, specialist_id)
            if active and not before.active:
                await require_room_in_plan(tables, settings, Limit.SPECIALISTS, self.clock())
            if active is False and await tables.specialists.active() == [specialist_id]:
                raise LastSpecialist(specialist_id)
            after = replace(
                before,
                name=before.name if name is None else checked_name(name),
                about=before.about if about is None else checked_about(about),
                active=before.active if active is None else active,
            )
            await tables.specialists.save(after)
            await note_changes(tables, specialist_changes(before, after), by=by, now=self.clock())
            card = await _card(tables, specialist_id)
        if active is not None:
            self.storage.notice_written.set()  # the sender looks at what the plan holds
        return card


@dataclass(frozen=True, slots=True)
class SetOwnTerms:
    """How a specialist does a service: only what is given changes. Bookings that exist keep what they have.

    Raises:
        NotAllowed, SpecialistNotFound, ServiceNotFound, InvalidDuration, InvalidPrice.
    """

    storage: Storage
    clock: Clock = utc_now

    async def __call__(
        self,
        specialist_id: int,
        service_id: int,
        *,
        by: int,
        offered: bool | None = None,
        minutes: int | None = None,
        price: int | None = None,
    ) -> SpecialistCard:
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            card = await _card(tables, specialist_id)
            service = await tables.services.get(service_id)
            if service is None or service.id not in card.services:
                raise ServiceNotFound(service_id)
            before = card.terms_of(service_id)
            after = OwnTerms(
                offered=before.offered if offered is None else offered,
                minutes=before.minutes if minutes is None else checked_minutes(minutes),
                price=before.price if price is None else checked_price(price),
            )
            await tables.specialists.set_own_terms(specialist_id, service_id, after)
            changes = own_terms_changes(card.specialist, service, before, after, settings.currency)
            await note_changes(tables, changes, by=by, now=self.clock())
            return await _card(tables, specialist_id)


async def _card(tables: Tables, specialist_id: int) -> SpecialistCard:
    specialist = await _specialist(tables, specialist_id)
    terms = await tables.specialists.own_terms(specialist_id)
    services = await tables.services.all(with_hidden=False)
    shown = {service.id: terms.get(service.id, AS_THE_SERVICE_SAYS).applied(service) for service in services}
    return SpecialistCard(specialist, shown, terms)


async def _specialist(tables: Tables, specialist_id: int) -> Specialist:
    for specialist in await tables.specialists.all():
        if specialist.id == specialist_id:
            return specialist
    raise SpecialistNotFound(specialist_id)
