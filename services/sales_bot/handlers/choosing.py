"""Which bot, and how the business is called."""

from __future__ import annotations

import contextlib

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from services.sales_bot.basket import ChosenBot, Purchase, read_basket
from services.sales_bot.bots import Bots, TelegramAway, TokenRefused, find_token
from services.sales_bot.handlers.steps import Steps
from services.sales_bot.views import bots as bot_views
from services.shared.runtime.translations import Texts
from services.shared.telegram.languages import Said
from services.shared.telegram.screens import show


async def managed_bot(message: Message, state: FSMContext, texts: Texts, steps: Steps) -> None:
    """Telegram has created a bot for the buyer; it may come at any step."""
    assert message.managed_bot_created is not None
    created = message.managed_bot_created.bot_user
    bot = ChosenBot(created.id, created.username or "", created.first_name)
    await steps.go_on(message, state, texts, (await read_basket(state)).changed(bot=bot, client_id=None))


async def token(message: Message, state: FSMContext, texts: Texts, bots: Bots, steps: Steps) -> None:
    """A token may come at any step; whoever reads over the buyer's shoulder later finds none in the chat."""
    found = find_token(message.text or "")
    assert found is not None
    with contextlib.suppress(TelegramBadRequest):
        await message.delete()
    try:
        bot = await bots.look_at(found)
    except TokenRefused:
        await show(message, bot_views.token_refused(texts))
    except TelegramAway:
        await show(message, bot_views.telegram_away(texts))
    else:
        await steps.go_on(message, state, texts, (await read_basket(state)).changed(bot=bot, client_id=None))


async def ask_token(message: Message, texts: Texts) -> None:
    await show(message, bot_views.ask_token(texts))


async def no_token(message: Message, texts: Texts) -> None:
    await show(message, bot_views.no_token(texts))


async def name(message: Message, state: FSMContext, texts: Texts, steps: Steps) -> None:
    business_name = " ".join((message.text or "").split())
    if not 0 < len(business_name) <= bot_views.LONGEST_NAME or business_name.startswith("/"):
        await show(message, bot_views.name_expected(texts))
        return
    await steps.go_on(message, state, texts, (await read_basket(state)).changed(business_name=business_name))


def choosing_router() -> Router:
    router = Router(name="choosing")
    router.message.register(managed_bot, F.managed_bot_created)
    router.message.register(token, F.text.func(find_token))
    router.message.register(ask_token, Said(bot_views.TOKEN_BUTTON), StateFilter(Purchase.bot))
    router.message.register(no_token, StateFilter(Purchase.bot))
    router.message.register(name, StateFilter(Purchase.name))
    return router
