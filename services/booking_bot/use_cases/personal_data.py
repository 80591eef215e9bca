"""What the business knows about a customer, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.booking_bot.domain.audit import NAMING, Act
from services.booking_bot.domain.birthdays import Birthday
from services.booking_bot.domain.bookings import Actor, BookingState
from services.booking_bot.domain.consent import TEXT_VERSION, Consent
from services.booking_bot.domain.customers import Customer, checked_name
from services.booking_bot.domain.displacements import DisplacedState
from services.booking_bot.domain.notices import TO_CUSTOMERS, NoticeKind
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.clientele import known_by_id
from services.booking_bot.use_cases.contact import has_agreed, known_customer
from services.booking_bot.use_cases.displaced import settle
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.tell import tell_owner
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class MyData:
    """``bookings`` counts all that were ever made, ``ahead`` those that are not over.

    ``noted``: the business has written something about the customer for itself. ``keep_years``: how long all of it is
    kept after the last visit, 0 where nobody has said.
    """

    customer: Customer
    bookings: int
    ahead: int
    consent: Consent | None
    birthday: Birthday | None = None
    noted: bool = False
    keep_years: int = 0


@dataclass(frozen=True, slots=True)
class GetMyData:
    """Raises ``CustomerUnknown``."""

    storage: Storage
    clock: Clock

    async def __call__(self, *, user_id: int) -> MyData:
        async with self.storage.reading() as tables:
            customer = await known_customer(tables, user_id)
            _, profile = await known_by_id(tables, customer.id)
            return MyData(
                customer,
                bookings=await tables.bookings.count(customer.id),
                ahead=len(await tables.bookings.upcoming(customer.id, self.clock())),
                consent=await tables.consents.last(customer.id),
                birthday=profile.birthday,
                noted=bool(profile.note or profile.tags),
                keep_years=(await read_settings(tables)).keep_years,
            )


@dataclass(frozen=True, slots=True)
class ChangeMyName:
    """Put the name right that is kept. Raises ``InvalidName``, ``CustomerUnknown``.

    It counts as given only by who has agreed: others are still asked for it, and for the consent, where the business
    asks.
    """

    storage: Storage

    async def __call__(self, name: str, *, user_id: int) -> Customer:
        name = checked_name(name)
        async with self.storage.writing() as tables:
            customer = await known_customer(tables, user_id)
            await tables.customers.set_name(customer.id, name, given=await has_agreed(tables, customer))
            return await known_customer(tables, user_id)


@dataclass(frozen=True, slots=True)
class DeleteMyData:
    """Cancel the visits that have not begun (the owner is told), then keep nothing that names him or his guests.

    Past visits stay as rows of nobody. May be repeated: who writes again is a newcomer, though one who was banned
    still is. Raises ``CustomerUnknown``.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, *, user_id: int) -> None:
        now = self.clock()
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            await tables.specialists.lock()
            customer = await known_customer(tables, user_id)
            for booking in await tables.bookings.upcoming(customer.id, now):
                if booking.start > now and booking.state is BookingState.BOOKED:
                    await tables.bookings.cancel(booking, None)
                    settled = await settle(tables, booking, DisplacedState.CANCELLED)
                    after = await tables.bookings.get(booking.id)
                    assert after is not None
                    kind = NoticeKind.OWNER_CANCELLED
                    await tell_owner(tables, settings, kind, after, by=Actor(user_id), now=now, listed=settled)
            if await tables.consents.last(customer.id) is not None:
                await tables.consents.add(customer.id, Consent(TEXT_VERSION, given=False, at=now))
            await note(tables, Act.DATA_DELETED, by=None, now=now, customer_id=customer.id)
            await forget_person(tables, customer, now)


async def forget_person(tables: Tables, customer: Customer, now: datetime) -> None:
    """Nothing names the customer or his guests any more. Asks for the specialists' lock."""
    await tables.occupied.release(customer.id)
    if customer.user_id is not None:
        await tables.notices.drop_to(customer.user_id, TO_CUSTOMERS, now)
    await tables.notices.forget_guests(customer.id)
    await tables.customer_links.forget(customer.id)
    await tables.audit.forget_values(customer.id, NAMING)
    await tables.customers.forget(customer.id)
