"""Before any handler: who writes, in which language, and what the business's settings are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiogram import BaseMiddleware
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.own_texts import OwnTexts, Placeholder
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.customers import RememberCustomer
from services.booking_bot.use_cases.own_texts import TextBook
from services.booking_bot.use_cases.settings import ReadSettings
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations, language_of

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
KNOWN_AT_MOST = 500


@dataclass(slots=True)
class Visitors:
    """Who has written since the start, so that not every tap writes to the database."""

    remember_customer: RememberCustomer
    _known: OrderedDict[int, Customer] = field(default_factory=OrderedDict)

    async def customer(self, user: User) -> Customer:
        known = self._known.get(user.id)
        if known is None or known.username != user.username:
            known = await self.remember_customer(
                user_id=user.id,
                name=user.full_name,
                language=language_of(user.language_code) if user.language_code else None,
                username=user.username,
            )
        self.keep(known)
        return known

    def forget(self, user_id: int) -> None:
        """The next word of this person is the first one again."""
        self._known.pop(user_id, None)

    def keep(self, customer: Customer) -> None:
        """Take over what is known now."""
        if customer.user_id is None:
            return
        self._known[customer.user_id] = customer
        self._known.move_to_end(customer.user_id)
        if len(self._known) > KNOWN_AT_MOST:
            self._known.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Speech:
    """Words for a reader: his own language, else the business's; with the owner's own texts in that language.

    ``reader``: the name of who reads them, where they may greet him.
    """

    translations: Translations
    own_texts: TextBook

    def __call__(self, language: str | None, settings: BusinessSettings, reader: str = "") -> Words:
        spoken = language or settings.locale
        known = {
            Placeholder.NAME: reader,
            Placeholder.BUSINESS: settings.name,
            Placeholder.ADDRESS: settings.address,
            Placeholder.PHONE: settings.shop_phone,
        }
        return Words(self.translations[spoken], settings.zone, OwnTexts(self.own_texts.of(spoken), known))


@dataclass(frozen=True, slots=True, eq=False)
class KnowVisitor(BaseMiddleware):
    """Hands ``settings``, ``customer`` and ``words`` to the handlers. An outer middleware of ``dispatcher.update``."""

    visitors: Visitors
    read_settings: ReadSettings
    speech: Speech

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        if user is None or user.is_bot:
            return None
        settings = await self.read_settings()
        await self.speech.own_texts.refresh()
        customer = await self.visitors.customer(user)
        data |= {
            "settings": settings,
            "customer": customer,
            "words": self.speech(customer.language, settings, customer.name),
            "is_admin": user.id in settings.admin_ids,
        }
        return await handler(event, data)


class IsAdmin(Filter):
    """Guards the owner's routers: others find their buttons out of date."""

    async def __call__(self, _event: Message | CallbackQuery, is_admin: bool) -> bool:
        return is_admin
