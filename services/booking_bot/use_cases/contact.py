"""A customer's name and number: asked for after the consent, kept for the next time."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.consent import TEXT_VERSION, Consent
from services.booking_bot.domain.customers import Customer, checked_name, checked_phone, telegram_name
from services.booking_bot.domain.errors import ConsentMissing, CustomerUnknown
from services.booking_bot.storage.ports import Storage, Tables
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class AgreeToData:
    """Log that the customer agrees to the present text; once, however often it is said. Raises ``CustomerUnknown``."""

    storage: Storage
    clock: Clock

    async def __call__(self, *, user_id: int) -> Customer:
        async with self.storage.writing() as tables:
            customer = await known_customer(tables, user_id)
            last = await tables.consents.last(customer.id)
            if last is None or not last.is_present:
                await tables.consents.add(customer.id, Consent(TEXT_VERSION, given=True, at=self.clock()))
            return customer


@dataclass(frozen=True, slots=True)
class TakeConsentBack:
    """Log that the customer who had agreed does so no more, and keep neither the name nor the number that he gave.

    ``shown`` is what Telegram shows, and the name from now on. Who has not agreed stays as he is. Raises
    ``CustomerUnknown``.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, *, user_id: int, shown: str) -> Customer:
        async with self.storage.writing() as tables:
            customer = await known_customer(tables, user_id)
            if not await has_agreed(tables, customer):
                return customer
            await tables.consents.add(customer.id, Consent(TEXT_VERSION, given=False, at=self.clock()))
            if customer.name_given:
                await tables.customers.set_name(customer.id, telegram_name(shown) or str(user_id), given=False)
            await tables.customers.set_phone(customer.id, None)
            return await known_customer(tables, user_id)


@dataclass(frozen=True, slots=True)
class GiveName:
    """Keep the name that the customer says. Raises ``InvalidName``, ``CustomerUnknown``, ``ConsentMissing``: nothing is
    kept then."""

    storage: Storage

    async def __call__(self, name: str, *, user_id: int) -> Customer:
        name = checked_name(name)
        async with self.storage.writing() as tables:
            customer = await known_customer(tables, user_id)
            if not await has_agreed(tables, customer):
                raise ConsentMissing
            await tables.customers.set_name(customer.id, name, given=True)
            return await known_customer(tables, user_id)


@dataclass(frozen=True, slots=True)
class GivePhone:
    """Keep the number. Raises ``InvalidPhone``, ``CustomerUnknown``, ``ConsentMissing``: nothing is kept then."""

    storage: Storage

    async def __call__(self, phone: str, *, user_id: int) -> Customer:
        phone = checked_phone(phone)
        async with self.storage.writing() as tables:
            customer = await known_customer(tables, user_id)
            if not await has_agreed(tables, customer):
                raise ConsentMissing
            await tables.customers.set_phone(customer.id, phone)
            return await known_customer(tables, user_id)


@dataclass(frozen=True, slots=True)
class LeavePhoneOut:
    """Remember that the customer goes on without a number, so as not to ask again. Raises ``CustomerUnknown``."""

    storage: Storage

    async def __call__(self, *, user_id: int) -> Customer:
        async with self.storage.writing() as tables:
            customer = await known_customer(tables, user_id)
            await tables.customers.leave_phone_out(customer.id)
            return await known_customer(tables, user_id)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a customer has last said about his data; ``consent`` is None for who was never asked."""

    customer: Customer
    consent: Consent | None

    @property
    def is_present(self) -> bool:
        return self.consent is not None and self.consent.is_present


@dataclass(frozen=True, slots=True)
class GetAgreement:
    """Raises ``CustomerUnknown``."""

    storage: Storage

    async def __call__(self, *, user_id: int) -> Agreement:
        async with self.storage.reading() as tables:
            customer = await known_customer(tables, user_id)
            return Agreement(customer, await tables.consents.last(customer.id))


async def has_agreed(tables: Tables, customer: Customer) -> bool:
    """To whichever text, and has not taken it back."""
    last = await tables.consents.last(customer.id)
    return last is not None and last.given


async def known_customer(tables: Tables, user_id: int) -> Customer:
    """Raises ``CustomerUnknown``."""
    customer = await tables.customers.by_user(user_id)
    if customer is None:
        raise CustomerUnknown(user_id)
    return customer
