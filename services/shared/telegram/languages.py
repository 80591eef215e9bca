"""Each update is answered in the language of the person's app."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject, User

from services.shared.runtime.translations import Translations, language_of


@dataclass(frozen=True, slots=True, eq=False)
class SpeakTheirLanguage(BaseMiddleware):
    """Hands ``texts`` to the handlers. Belongs on ``dispatcher.update`` as an outer middleware."""

    translations: Translations

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = data.get("event_from_user")
        data["texts"] = self.translations[language_of(user.language_code if user else None)]
        return await handler(event, data)


@dataclass(frozen=True, slots=True)
class Said(Filter):
    """The text of a reply button, in whichever language it was shown. Needs ``translations`` in the dispatcher."""

    button: str

    async def __call__(self, message: Message, translations: Translations) -> bool:
        return message.text is not None and any(message.text == texts(self.button) for texts in translations.values())
