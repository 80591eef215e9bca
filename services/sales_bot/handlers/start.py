"""The beginning, the plans, and the way back to them from everywhere."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.sales_bot.basket import Purchase, keep_basket, read_basket
from services.sales_bot.handlers.steps import Steps
from services.sales_bot.shop import Shop
from services.sales_bot.typed import PROMO_LINK, promo_code_of
from services.sales_bot.views import bots, menu, plans, promo_codes
from services.sales_bot.views.callbacks import PickPlan, ShowPlans
from services.shared.runtime.translations import Texts
from services.shared.telegram.languages import Said
from services.shared.telegram.screens import show


async def start(message: Message, command: CommandObject, state: FSMContext, texts: Texts, shop: Shop) -> None:
    """A link to the bot may bring a promo code."""
    basket, payload = (await read_basket(state)).anew(), command.args or ""
    brought = promo_code_of(payload.removeprefix(PROMO_LINK)) if payload.startswith(PROMO_LINK) else None
    await keep_basket(state, basket.changed(promo_code=brought or basket.promo_code), None)
    assert message.from_user is not None
    await show(message, menu.greeting(texts, message.from_user.first_name))
    if brought is not None:
        await show(message, promo_codes.noted(texts, brought))
    elif payload.startswith(PROMO_LINK):
        await show(message, promo_codes.wrong_link(texts))
    await show(message, plans.plans(texts, await shop.plans()))


async def back_to_bot(message: Message, state: FSMContext, texts: Texts, steps: Steps) -> None:
    basket = await read_basket(state)
    await steps.go_on(message, state, texts, basket.changed(bot=None))


async def back_to_name(message: Message, state: FSMContext, texts: Texts, steps: Steps) -> None:
    basket = await read_basket(state)
    await steps.go_on(message, state, texts, basket.changed(business_name=None))


async def show_plans(event: Message | CallbackQuery, state: FSMContext, texts: Texts, steps: Steps) -> None:
    """What else was chosen stays in the basket."""
    basket = await read_basket(state)
    kept = basket.anew() if basket.client_id else basket.changed(plan=None)
    await steps.go_on(event, state, texts, kept)


async def pick_plan(
    query: CallbackQuery, callback_data: PickPlan, state: FSMContext, texts: Texts, steps: Steps
) -> None:
    """Who has agreed to automatic renewal has agreed to another price."""
    basket = await read_basket(state)
    kept = basket.anew() if basket.client_id else basket
    await steps.go_on(query, state, texts, kept.changed(plan=callback_data.code, autopay_consent=None))


def start_router() -> Router:
    router = Router(name="start")
    router.message.register(start, CommandStart())
    router.message.register(back_to_bot, Said(bots.BACK_BUTTON), Purchase.name)
    router.message.register(back_to_name, Said(bots.BACK_BUTTON), Purchase.email)
    router.message.register(show_plans, Said(menu.PLANS_BUTTON))
    router.message.register(show_plans, Said(bots.BACK_BUTTON))
    router.callback_query.register(show_plans, ShowPlans.filter())
    router.callback_query.register(pick_plan, PickPlan.filter())
    return router
