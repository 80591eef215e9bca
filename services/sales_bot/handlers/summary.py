"""The order as it is summed up: a yes to it, and automatic renewal."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.sales_bot.basket import Purchase, read_basket, read_placed
from services.sales_bot.handlers.steps import Steps
from services.sales_bot.shop import Shop
from services.sales_bot.views import orders
from services.sales_bot.views import summary as summary_views
from services.sales_bot.views.callbacks import AgreeToAutopay, NoAutopay, PlaceOrder, ShowConsent, TryAgain
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show


async def place_order(
    query: CallbackQuery, callback_data: PlaceOrder, state: FSMContext, texts: Texts, shop: Shop, steps: Steps
) -> None:
    """What stands above the button is ordered and nothing else: an older summary becomes the present one.

    The second of two taps shows the order that the first has placed.
    """
    basket = await read_basket(state)
    if basket.complete and basket.mark == callback_data.mark:
        await steps.go_on(query, state, texts, basket, confirmed=True)
        return
    order_id = await read_placed(state, callback_data.mark)
    order = await shop.order(order_id, buyer=query.from_user.id) if order_id else None
    if order is not None:
        await show(query, orders.order(texts, order))
    else:
        await steps.go_on(query, state, texts, basket)


async def show_consent(query: CallbackQuery, state: FSMContext, texts: Texts, shop: Shop, steps: Steps) -> None:
    basket, terms = await read_basket(state), await shop.terms()
    if basket.complete and terms.autopay:
        await show(query, summary_views.consent(texts, terms.consent))
    else:
        await steps.go_on(query, state, texts, basket)


async def agree(
    query: CallbackQuery, callback_data: AgreeToAutopay, state: FSMContext, texts: Texts, shop: Shop, steps: Steps
) -> None:
    """Only the present text can be agreed to."""
    basket, terms = await read_basket(state), await shop.terms()
    if basket.complete and terms.autopay and callback_data.version != terms.consent.version:
        await show(query, summary_views.consent(texts, terms.consent, changed=True))
        return
    agreed = callback_data.version if basket.complete and terms.autopay else None
    await steps.go_on(query, state, texts, basket.changed(autopay_consent=agreed))


async def no_autopay(query: CallbackQuery, state: FSMContext, texts: Texts, steps: Steps) -> None:
    await steps.go_on(query, state, texts, (await read_basket(state)).changed(autopay_consent=None))


async def sum_up(event: Message | CallbackQuery, state: FSMContext, texts: Texts, steps: Steps) -> None:
    """Words instead of a tap, or another try to sum up."""
    await steps.go_on(event, state, texts, await read_basket(state))


def summary_router() -> Router:
    router = Router(name="summary")
    router.callback_query.register(place_order, PlaceOrder.filter())
    router.callback_query.register(show_consent, ShowConsent.filter())
    router.callback_query.register(agree, AgreeToAutopay.filter())
    router.callback_query.register(no_autopay, NoAutopay.filter())
    router.callback_query.register(sum_up, TryAgain.filter(), StateFilter(Purchase.summary))
    router.message.register(sum_up, StateFilter(Purchase.summary))
    return router
