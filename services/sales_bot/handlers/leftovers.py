"""What no other handler expects, and what went wrong in one of them."""

from __future__ import annotations

import logging

from aiogram import Router
from aiogram.types import CallbackQuery, ErrorEvent, Message

from services.sales_bot.basket import Purchase
from services.sales_bot.views import menu, orders, problems
from services.shared.master_api.errors import MasterApiError
from services.shared.runtime.translations import Texts, Translations, language_of
from services.shared.telegram.screens import Screen, show

logger = logging.getLogger(__name__)


async def unexpected_words(message: Message, texts: Texts) -> None:
    await show(message, menu.lost(texts))


async def old_button(query: CallbackQuery, texts: Texts) -> None:
    """A button of an older version, or a forged one."""
    await show(query, menu.lost(texts))


async def failed(event: ErrorEvent, translations: Translations, raw_state: str | None = None) -> None:
    """The dialog is where it was; the person is told, and may try again."""
    if isinstance(event.exception, MasterApiError):
        logger.warning("the master API: %s", event.exception)
    else:
        logger.error("an update was not handled", exc_info=event.exception)
    update = event.update.message or event.update.callback_query
    if update is None or update.from_user is None:
        return
    texts = translations[language_of(update.from_user.language_code)]
    why = problems.why(texts, event.exception)
    ordering = raw_state in {Purchase.summary.state, Purchase.order.state}
    await show(update, orders.not_placed(texts, why) if ordering else Screen(why))


def leftovers_router() -> Router:
    router = Router(name="leftovers")
    router.message.register(unexpected_words)
    router.callback_query.register(old_button)
    router.error.register(failed)
    return router
