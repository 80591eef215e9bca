"""What comes next in a purchase, given what is in the basket; and placing the order when it is complete."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.sales_bot.basket import Basket, Purchase, keep_basket, keep_placed
from services.sales_bot.bots import Bots, TelegramAway, TokenRefused
from services.sales_bot.handlers.following import OrderFollower
from services.sales_bot.handlers.refusals import what_now
from services.sales_bot.shop import Shop
from services.sales_bot.views import bots as bot_views
from services.sales_bot.views import emails, orders, plans, problems, summary
from services.shared.master_api.errors import MasterApiError
from services.shared.master_api.models import Plan
from services.shared.master_api.shop import Shop as Terms
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import replace, send, show

logger = logging.getLogger(__name__)

Event = Message | CallbackQuery

# Those have put other buttons in the place of the usual ones.
_ASKING = frozenset({Purchase.bot.state, Purchase.name.state, Purchase.email.state})


@dataclass(frozen=True, slots=True)
class Steps:
    shop: Shop
    bots: Bots
    follower: OrderFollower

    async def go_on(
        self, event: Event, state: FSMContext, texts: Texts, basket: Basket, *, confirmed: bool = False
    ) -> None:
        """Keep ``basket`` and ask for what is missing in it; when nothing is, sum it up, and order what is free or was
        ``confirmed``."""
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
            await self._check_out(event, state, texts, basket, confirmed=confirmed)

    async def _check_out(
        self, event: Event, state: FSMContext, texts: Texts, basket: Basket, *, confirmed: bool
    ) -> None:
        """All that is asked of everybody is there; the rest depends on the plan and on what the shop asks."""
        asking = await state.get_state() in _ASKING
        await keep_basket(state, basket, Purchase.order if confirmed else Purchase.summary)
        try:
            plan, terms = await self.shop.plan(basket.plan), await self.shop.terms()
        except MasterApiError as error:
            await self._usual_buttons(event, texts, asking=asking)
            await show(event, orders.not_placed(texts, problems.why(texts, error)))
            return
        if plan is None:
            said = await show(event, plans.gone(texts))
            await self.go_on(said, state, texts, basket.changed(plan=None))
        elif not plan.price:
            await self._order_free(event, state, texts, basket, plan)
        elif _needs_email(basket, terms):
            await keep_basket(state, basket, Purchase.email)
            await show(event, emails.ask(texts, basket))
        elif confirmed:
            await self._order(await show(event, orders.one_moment(texts)), state, texts, basket, free=False)
        else:
            await self._usual_buttons(event, texts, asking=asking)
            await show(event, summary.summary(texts, basket, plan, terms))

    async def _usual_buttons(self, event: Event, texts: Texts, *, asking: bool) -> None:
        """In the place of those of the last question."""
        if asking:
            await show(event, summary.noted(texts))

    async def _order_free(self, event: Event, state: FSMContext, texts: Texts, basket: Basket, plan: Plan) -> None:
        shown = await show(event, summary.free(texts, basket, plan))
        assert shown.bot is not None
        message = await send(shown.bot, shown.chat.id, orders.one_moment(texts))
        await self._order(message, state, texts, basket, free=True)

    async def _order(self, message: Message, state: FSMContext, texts: Texts, basket: Basket, *, free: bool) -> None:
        """Place the order that a complete basket describes, and show in ``message`` how to pay, or what is wrong.

        Whatever happens meanwhile, the next try leads to the same order: see ``Basket.attempt``.
        """
        assert message.bot is not None
        await keep_basket(state, basket, Purchase.order)
        asked = basket.free() if free else basket
        try:
            token = await self.bots.token_of(basket.bot) if basket.bot else None
            order = await self.shop.place(asked, token, buyer=message.chat.id, locale=texts.language)
        except (MasterApiError, TokenRefused, TelegramAway) as error:
            await self._refused(message, state, texts, basket, error, free=free)
        else:
            await replace(message.bot, message, orders.order(texts, order))
            self.follower.follow(message, texts, order)
            await keep_placed(state, basket, order.order_id)
            await keep_basket(state, basket.anew() if free else Basket(), None)

    async def _refused(
        self, message: Message, state: FSMContext, texts: Texts, basket: Basket, error: Exception, *, free: bool
    ) -> None:
        """Say why, and lead back to the step that can put it right; the rest of the basket is kept."""
        assert message.bot is not None
        logger.info("an order was not placed: %s", getattr(error, "kind", type(error).__name__))
        refused = what_now(texts, basket, error)
        await replace(message.bot, message, refused.said)
        if refused.again or (free and refused.left.complete):
            await keep_basket(state, refused.left, Purchase.order)
        else:
            await self.go_on(message, state, texts, refused.left)


def _needs_email(basket: Basket, terms: Terms) -> bool:
    """In a renewal the master may have one, and says so when it has none."""
    return basket.email is None and (basket.asks_email or (terms.email_required and basket.client_id is None))
