"""Where the receipt is sent to."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from services.sales_bot.basket import Purchase, read_basket
from services.sales_bot.handlers.steps import Steps
from services.sales_bot.typed import email_of
from services.sales_bot.views import emails
from services.sales_bot.views.callbacks import AskEmail
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show


async def ask_email(query: CallbackQuery, state: FSMContext, texts: Texts, steps: Steps) -> None:
    basket = await read_basket(state)
    await steps.go_on(query, state, texts, basket.changed(email=None, asks_email=basket.complete))


async def email(message: Message, state: FSMContext, texts: Texts, steps: Steps) -> None:
    address = email_of(message.text or "")
    if address is None:
        await show(message, emails.expected(texts))
        return
    await steps.go_on(message, state, texts, (await read_basket(state)).changed(email=address))


def emails_router() -> Router:
    router = Router(name="emails")
    router.callback_query.register(ask_email, AskEmail.filter())
    router.message.register(email, StateFilter(Purchase.email))
    return router
