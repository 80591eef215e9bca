"""The customers as the owner sees them: lists, the card of one, and what he changes on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.birthdays import Birthday
from services.booking_bot.domain.bookings import Booking
from services.booking_bot.domain.customer_profile import CustomerProfile, checked_note, with_typed_tags
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.duplicates import are_the_same
from services.booking_bot.domain.errors_customers import CustomerNotFound
from services.booking_bot.domain.people_search import is_meant
from services.booking_bot.domain.rhythm import History, PastVisit
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.zones import to_local
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.storage.ports_clientele import Person
from services.booking_bot.use_cases.settings import as_admin, read_settings
from services.shared.runtime.clock import Clock


class Segment(StrEnum):
    ALL = "a"
    LOST = "l"
    """Have not come for longer than usual, each by his own rhythm."""
    BIRTHDAYS = "b"
    """In the next fourteen days, the nearest first."""
    BANNED = "x"


@dataclass(frozen=True, slots=True)
class ListCustomers:
    """A segment, the newest visit first; two queries at most, however many there are. Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock

    async def __call__(self, segment: Segment = Segment.ALL, *, by: int) -> list[Person]:
        now = self.clock()
        async with self.storage.reading() as tables:
            settings = await as_admin(tables, by)
            people = await tables.clientele.people(now)
            if segment is Segment.LOST:
                regulars = await tables.clientele.regulars()
                lost = {
                    who for who, visits in regulars.items() if History.of(visits, now, settings.zone).is_overdue(now)
                }
                return [person for person in people if person.customer.id in lost]
        today = to_local(now, settings.zone).date()
        if segment is Segment.BIRTHDAYS:
            soon = [
                (person.birthday.next_on(today), person)
                for person in people
                if person.birthday is not None and person.birthday.is_soon(today)
            ]
            return [person for _, person in sorted(soon, key=lambda pair: pair[0])]
        if segment is Segment.BANNED:
            return [person for person in people if person.customer.access is Access.BANNED]
        return people


@dataclass(frozen=True, slots=True)
class FindCustomers:
    """Those who are meant by what was typed, the newest visit first. Raises ``NotAllowed``."""

    storage: Storage
    clock: Clock

    async def __call__(self, typed: str, *, by: int) -> list[Person]:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            people = await tables.clientele.people(self.clock())
        return [person for person in people if is_meant(person.customer, typed)]


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """``bookings``: those that were not cancelled, the latest first; ``duplicates``: who may be the same person."""

    customer: Customer
    profile: CustomerProfile
    bookings: tuple[Booking, ...]
    history: History
    duplicates: tuple[Customer, ...]


@dataclass(frozen=True, slots=True)
class GetCustomerCard:
    """Raises ``NotAllowed``, ``CustomerNotFound``."""

    storage: Storage
    clock: Clock

    async def __call__(self, customer_id: int, *, by: int) -> CustomerCard:
        async with self.storage.reading() as tables:
            settings = await as_admin(tables, by)
            return await card_of(tables, customer_id, settings, self.clock)


Change = Callable[[CustomerProfile], CustomerProfile]


@dataclass(frozen=True, slots=True)
class EditCustomerProfile:
    """One change of what is kept about a customer; what was typed is checked by ``note``, ``tags``, ``birthday``.

    Raises:
        NotAllowed, CustomerNotFound, InvalidNote, InvalidTag, TooManyTags, InvalidBirthday.
    """

    storage: Storage
    clock: Clock

    async def note(self, customer_id: int, text: str | None, *, by: int) -> CustomerCard:
        """None: there is none any more."""
        note = "" if text is None else checked_note(text)
        return await self._change(customer_id, by, lambda profile: replace(profile, note=note))

    async def tags(self, customer_id: int, text: str, *, by: int) -> CustomerCard:
        """Add those that were typed."""
        return await self._change(
            customer_id, by, lambda profile: replace(profile, tags=with_typed_tags(profile.tags, text))
        )

    async def drop_tag(self, customer_id: int, is_dropped: Callable[[str], bool], *, by: int) -> CustomerCard:
        def without(profile: CustomerProfile) -> CustomerProfile:
            return replace(profile, tags=tuple(tag for tag in profile.tags if not is_dropped(tag)))

        return await self._change(customer_id, by, without)

    async def birthday(self, customer_id: int, text: str | None, *, by: int) -> CustomerCard:
        """None: it is not known any more."""
        async with self.storage.reading() as tables:
            today = to_local(self.clock(), (await read_settings(tables)).zone).date()
        birthday = None if text is None else Birthday.typed(text, today)
        return await self._change(customer_id, by, lambda profile: replace(profile, birthday=birthday))

    async def _change(self, customer_id: int, by: int, change: Change) -> CustomerCard:
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            _, profile = await known_by_id(tables, customer_id)
            await tables.clientele.save_profile(customer_id, change(profile))
            return await card_of(tables, customer_id, settings, self.clock)


@dataclass(frozen=True, slots=True)
class SetAccess:
    """Whether the customer may book in the chat; bookings that exist stand.

    Raises:
        NotAllowed, CustomerNotFound.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, customer_id: int, access: Access, *, by: int) -> CustomerCard:
        async with self.storage.writing() as tables:
            settings = await as_admin(tables, by)
            await tables.specialists.lock()
            customer, _ = await known_by_id(tables, customer_id)
            await tables.clientele.set_access(customer.id, access)
            if access is Access.BANNED:
                await tables.occupied.release(customer.id)
            return await card_of(tables, customer_id, settings, self.clock)


async def known_by_id(tables: Tables, customer_id: int) -> tuple[Customer, CustomerProfile]:
    """Raises ``CustomerNotFound``."""
    found = await tables.clientele.get(customer_id)
    if found is None:
        raise CustomerNotFound(customer_id)
    return found


async def card_of(tables: Tables, customer_id: int, settings: BusinessSettings, clock: Clock) -> CustomerCard:
    """Three queries. Raises ``CustomerNotFound``."""
    customer, profile = await known_by_id(tables, customer_id)
    bookings = await tables.bookings.of_customer(customer_id)
    same = [] if customer.phone is None else await tables.clientele.with_phone(customer.phone)
    return CustomerCard(
        customer,
        profile,
        tuple(reversed(bookings)),
        History.of([PastVisit.of(booking) for booking in bookings], clock(), settings.zone),
        tuple(other for other in same if are_the_same(customer, other)),
    )
