"""Promo codes: one for the order that is not placed yet, and the own one of an owner who brings others."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.sales_bot.basket import Purchase, keep_basket, read_basket
from services.sales_bot.bots import Bots
from services.sales_bot.handlers.steps import Steps
from services.sales_bot.shop import Shop
from services.sales_bot.typed import PROMO_LINK, promo_code_of
from services.sales_bot.views import promo_codes
from services.sales_bot.views.callbacks import AskPromoCode, BringOthers, NoPromoCode
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show


async def ask_promo_code(query: CallbackQuery, state: FSMContext, texts: Texts, steps: Steps) -> None:
    basket = await read_basket(state)
    if not basket.complete:
        await steps.go_on(query, state, texts, basket)
        return
    await keep_basket(state, basket, Purchase.promo_code)
    await show(query, promo_codes.ask(texts))


async def promo_code(message: Message, state: FSMContext, texts: Texts, steps: Steps) -> None:
    """Whether it is good is found out when the order is placed: only then its use is taken."""
    code = promo_code_of(message.text or "")
    if code is None:
        await show(message, promo_codes.expected(texts))
        return
    await steps.go_on(message, state, texts, (await read_basket(state)).changed(promo_code=code))


async def no_promo_code(query: CallbackQuery, state: FSMContext, texts: Texts, steps: Steps) -> None:
    await steps.go_on(query, state, texts, (await read_basket(state)).changed(promo_code=None))


async def bring_others(query: CallbackQuery, texts: Texts, shop: Shop, bots: Bots) -> None:
    code = await shop.referral_code(query.from_user.id)
    if code is None:
        await show(query, promo_codes.nothing_given(texts))
    else:
        await show(query, promo_codes.own(texts, code, await bots.link(f"{PROMO_LINK}{code.code}")))


def promo_codes_router() -> Router:
    router = Router(name="promo_codes")
    router.callback_query.register(ask_promo_code, AskPromoCode.filter())
    router.callback_query.register(no_promo_code, NoPromoCode.filter())
    router.callback_query.register(bring_others, BringOthers.filter())
    router.message.register(promo_code, StateFilter(Purchase.promo_code))
    return router
