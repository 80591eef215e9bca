"""An order that was or could not be placed: try again, look, cancel."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.sales_bot.basket import Purchase, read_basket
from services.sales_bot.handlers.following import OrderFollower
from services.sales_bot.handlers.steps import Steps
from services.sales_bot.shop import OPEN, Shop
from services.sales_bot.views import orders
from services.sales_bot.views.callbacks import CancelOrder, LookAtOrder, TryAgain
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show


async def try_again(event: Message | CallbackQuery, state: FSMContext, texts: Texts, steps: Steps) -> None:
    """Words instead of a tap on "try again" mean the same."""
    await steps.go_on(event, state, texts, await read_basket(state), confirmed=True)


async def look(
    query: CallbackQuery, callback_data: LookAtOrder, texts: Texts, shop: Shop, follower: OrderFollower
) -> None:
    order = await shop.order(callback_data.order_id, buyer=query.from_user.id)
    shown = await show(query, orders.order(texts, order) if order else orders.gone(texts))
    if order is not None:
        follower.follow(shown, texts, order)


async def cancel(query: CallbackQuery, callback_data: CancelOrder, texts: Texts, shop: Shop) -> None:
    """What is no longer open is shown as it is."""
    order = await shop.order(callback_data.order_id, buyer=query.from_user.id)
    if order is not None and order.state in OPEN:
        order = await shop.cancel(order)
    await show(query, orders.order(texts, order) if order else orders.gone(texts))


def ordering_router() -> Router:
    router = Router(name="ordering")
    router.callback_query.register(try_again, TryAgain.filter(), StateFilter(Purchase.order))
    router.callback_query.register(look, LookAtOrder.filter())
    router.callback_query.register(cancel, CancelOrder.filter())
    router.message.register(try_again, StateFilter(Purchase.order))
    return router
