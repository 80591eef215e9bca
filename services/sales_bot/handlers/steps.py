"""What comes next in a purchase, given what is in the basket; and placing the order when it is complete."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.sales_bot.basket import Basket, Purchase, keep_basket
from services.sales_bot.bots import Bots, TelegramAway, TokenRefused
from services.sales_bot.handlers.following import OrderFollower
from services.sales_bot.shop import Shop
from services.sales_bot.views import bots as bot_views
from services.sales_bot.views import orders, plans, problems
from services.shared.master_api.errors import MasterApiError, MasterApiRefused
from services.shared.master_api.models import Order
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, replace, show

logger = logging.getLogger(__name__)

Event = Message | CallbackQuery


@dataclass(frozen=True, slots=True)
class Steps:
    shop: Shop
    bots: Bots
    follower: OrderFollower

    async def go_on(self, event: Event, state: FSMContext, texts: Texts, basket: Basket) -> None:
        """Keep ``basket`` and ask for what is missing in it; order when nothing is."""
        if basket.plan is None:
            await keep_basket(state, basket, None)
            await show(event, plans.plans(texts, await self.shop.plans()))
        elif basket.bot is None and basket.client_id is None:
            await keep_basket(state, basket, Purchase.bot)
            await show(event, bot_views.choose(texts, can_create=await self.bots.can_be_created()))
        elif basket.business_name is None and basket.bot is not None:
            await keep_basket(state, basket, Purchase.name)
            await show(event, bot_views.ask_name(texts, basket.bot))
        else:
            await self.order(event, state, texts, basket)

    async def order(self, event: Event, state: FSMContext, texts: Texts, basket: Basket) -> None:
        """Place the order that a complete basket describes, and show how to pay, or what is wrong.

        Whatever happens meanwhile, the next try leads to the same order: see ``Basket.attempt``.
        """
        assert event.bot is not None
        assert event.from_user is not None
        await keep_basket(state, basket, Purchase.order)
        try:
            on_sale = await self.shop.plans()
        except MasterApiError as error:
            await show(event, orders.not_placed(texts, problems.why(texts, error)))
            return
        await show(event, orders.summary(texts, basket, on_sale))
        message = await event.bot.send_message(event.from_user.id, orders.one_moment(texts).text)
        try:
            token = await self.bots.token_of(basket.bot) if basket.bot else None
            order = await self.shop.place(basket, token, buyer=event.from_user.id, locale=texts.language)
        except (MasterApiError, TokenRefused, TelegramAway) as error:
            await self._refused(message, state, texts, basket, error)
        else:
            await self._placed(event.bot, message, texts, order)
            await keep_basket(state, Basket(), None)

    async def _placed(self, bot: Bot, message: Message, texts: Texts, order: Order) -> None:
        await replace(bot, message, orders.order(texts, order))
        self.follower.follow(message, texts, order)

    async def _refused(
        self, message: Message, state: FSMContext, texts: Texts, basket: Basket, error: Exception
    ) -> None:
        """Say why, and lead back to the step that can put it right; the rest of the basket is kept."""
        assert message.bot is not None
        logger.info("an order was not placed: %s", getattr(error, "kind", type(error).__name__))
        said, basket = _what_now(texts, basket, error)
        await replace(message.bot, message, said)
        if basket.complete:
            await keep_basket(state, basket, Purchase.order)
        else:
            await self.go_on(message, state, texts, basket)


def _what_now(texts: Texts, basket: Basket, error: Exception) -> tuple[Screen, Basket]:
    """What to say about a refusal, and the basket without what was refused."""
    kind = error.kind if isinstance(error, MasterApiRefused) else ""
    if isinstance(error, TokenRefused) or kind == "bot-token-refused":
        return bot_views.token_refused(texts), basket.refused(bot=None)
    if kind == "bot-token-in-use":
        return bot_views.token_in_use(texts), basket.refused(bot=None)
    if kind in {"trial-used", "trials-used-up", "unknown-plan"}:
        return Screen(problems.why(texts, error)), basket.refused(plan=None)
    if kind == "validation" and _wrong_name(error):
        return bot_views.name_expected(texts), basket.refused(business_name=None)
    final = isinstance(error, MasterApiRefused) and not error.temporary
    return orders.not_placed(texts, problems.why(texts, error)), basket.refused() if final else basket


def _wrong_name(error: Exception) -> bool:
    return isinstance(error, MasterApiRefused) and any(wrong.field == "business_name" for wrong in error.problem.errors)
