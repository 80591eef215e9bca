"""A number that Telegram vouches for, and what the shop knows by it."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.customers import Customer, checked_phone
from services.booking_bot.domain.errors import ConsentMissing
from services.booking_bot.domain.people_search import same_name
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.contact import has_agreed, known_customer
from services.booking_bot.use_cases.merge_customers import merge_into
from services.booking_bot.use_cases.settings import read_settings
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class GiveOwnPhone:
    """Keep the customer's own number: whoever was entered by hand with it is he, and the log says so.

    Of several names that stand with the number the first is his, the others are those of his guests. A number that was
    typed proves nothing: of such two the owner decides (``MergeCustomers``).

    Raises:
        InvalidPhone, CustomerUnknown, ConsentMissing: nothing is kept then.
    """

    storage: Storage
    clock: Clock

    async def __call__(self, phone: str, *, user_id: int) -> Customer:
        now, phone = self.clock(), checked_phone(phone)
        async with self.storage.writing() as tables:
            settings = await read_settings(tables)
            await tables.specialists.lock()
            customer = await known_customer(tables, user_id)
            if not await has_agreed(tables, customer):
                raise ConsentMissing
            await tables.customers.set_phone(customer.id, phone)
            entered = [one for one in await tables.clientele.with_phone(phone) if one.user_id is None]
            for other in entered:
                customer = await known_customer(tables, user_id)
                another = other is not entered[0] and not same_name(other.name, customer.name)
                await merge_into(tables, settings, customer, other, now, as_guest=another)
                await note(tables, Act.MERGED_BY_PHONE, by=user_id, now=now, customer_id=customer.id)
            return await known_customer(tables, user_id)
