"""Who writes to the bot."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.customers import Customer, checked_language, spoken_language, telegram_name
from services.booking_bot.domain.errors import CustomerUnknown
from services.booking_bot.storage.ports import Storage
from services.shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class RememberCustomer:
    """Keep who writes, at the first word; known people keep the name and language they have.

    ``language`` is Telegram's code ("en-GB"); one that the bot does not speak is left open. ``name`` is what Telegram
    shows: cut to fit rather than refused, and the user id if nothing is left of it. May be repeated.
    """

    storage: Storage
    clock: Clock

    async def __call__(
        self, *, user_id: int, name: str, language: str | None = None, username: str | None = None
    ) -> Customer:
        newcomer = Customer(
            id=0,
            name=telegram_name(name) or str(user_id),
            user_id=user_id,
            username=username,
            language=spoken_language(language),
        )
        async with self.storage.writing() as tables:
            return await tables.customers.remember(newcomer, self.clock())


@dataclass(frozen=True, slots=True)
class GetCustomer:
    """The remembered customer, None before the first word."""

    storage: Storage

    async def __call__(self, *, user_id: int) -> Customer | None:
        async with self.storage.reading() as tables:
            return await tables.customers.by_user(user_id)


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Raises ``InvalidLanguage``, and ``CustomerUnknown`` for somebody who was never remembered."""

    storage: Storage

    async def __call__(self, *, user_id: int, language: str) -> Customer:
        async with self.storage.writing() as tables:
            customer = await tables.customers.set_language(user_id, checked_language(language))
        if customer is None:
            raise CustomerUnknown(user_id)
        return customer
