"""My bots: their state, and their renewal."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.sales_bot.basket import Purchase, read_basket
from services.sales_bot.handlers.steps import Steps
from services.sales_bot.shop import Shop
from services.sales_bot.views import menu, my_bots, orders, plans
from services.sales_bot.views.callbacks import AutopayOff, Renew, RenewWith, TryAgain
from services.shared.runtime.translations import Texts
from services.shared.telegram.languages import Said
from services.shared.telegram.screens import show


async def show_bots(event: Message | CallbackQuery, texts: Texts, shop: Shop) -> None:
    await _show(event, texts, shop)


async def _show(event: Message | CallbackQuery, texts: Texts, shop: Shop, *, done: str = "") -> None:
    assert event.from_user is not None
    buyer = event.from_user.id
    await show(event, my_bots.my_bots(texts, await shop.bots(buyer), await shop.open_orders(buyer), done=done))


async def renew(query: CallbackQuery, callback_data: Renew, texts: Texts, shop: Shop) -> None:
    client = await shop.bot(callback_data.client_id, buyer=query.from_user.id)
    await show(query, plans.renewal(texts, client, await shop.plans()) if client else orders.gone(texts))


async def renew_with(
    query: CallbackQuery, callback_data: RenewWith, state: FSMContext, texts: Texts, shop: Shop, steps: Steps
) -> None:
    """The purchase is named after the button's message, so that two taps lead to one order."""
    client = await shop.bot(callback_data.client_id, buyer=query.from_user.id)
    if client is None:
        await show(query, orders.gone(texts))
        return
    shown_in = query.message.message_id if query.message else 0
    basket = (await read_basket(state)).anew()
    renewal = basket.changed(
        plan=callback_data.code,
        business_name=client.business_name,
        client_id=client.client_id,
        renews=client.subscription is not None and client.subscription.autopay,
        seed=f"{query.from_user.id}:{shown_in}",
    )
    await steps.go_on(query, state, texts, renewal)


async def turn_autopay_off(query: CallbackQuery, callback_data: AutopayOff, texts: Texts, shop: Shop) -> None:
    client = await shop.bot(callback_data.client_id, buyer=query.from_user.id)
    if client is None:
        await show(query, orders.gone(texts))
        return
    await shop.turn_autopay_off(client)
    await _show(query, texts, shop, done=my_bots.autopay_is_off(texts, client))


def my_bots_router() -> Router:
    router = Router(name="my_bots")
    router.message.register(show_bots, Command(menu.BOTS))
    router.message.register(show_bots, Said(menu.BOTS_BUTTON))
    waiting = StateFilter(Purchase.summary, Purchase.order)
    router.callback_query.register(show_bots, TryAgain.filter(), ~waiting)  # it has worked since
    router.callback_query.register(turn_autopay_off, AutopayOff.filter())
    router.callback_query.register(renew, Renew.filter())
    router.callback_query.register(renew_with, RenewWith.filter())
    return router
