"""Payments that need a human: look at them, give the money back, or let it count for one more period."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from services.master_bot.bot.fleet import Fleet
from services.master_bot.bot.views import commands, payments
from services.master_bot.bot.views.callbacks import (
    AskHeld,
    AskRefund,
    RefundOrder,
    ResolveHeld,
    ShowHeld,
    ShowQuarantine,
)
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show


async def first_page(message: Message, texts: Texts, fleet: Fleet) -> None:
    await show(message, payments.quarantine(texts, await fleet.quarantine()))


async def page(query: CallbackQuery, callback_data: ShowQuarantine, texts: Texts, fleet: Fleet) -> None:
    found = await fleet.quarantine(callback_data.cursor or None)
    await show(query, payments.quarantine(texts, found, first=not callback_data.cursor))


async def held(query: CallbackQuery, callback_data: ShowHeld, texts: Texts, fleet: Fleet) -> None:
    await show(query, payments.held(texts, await fleet.held(callback_data.number)))


async def ask_held(query: CallbackQuery, callback_data: AskHeld, texts: Texts, fleet: Fleet) -> None:
    payment = await fleet.held(callback_data.number)
    await show(query, payments.ask_held(texts, payment, callback_data.way))


async def resolve(query: CallbackQuery, callback_data: ResolveHeld, texts: Texts, fleet: Fleet) -> None:
    """A second tap changes nothing: the master answers as it stands."""
    await show(query, payments.held(texts, await fleet.resolve(callback_data.number, callback_data.way)))


async def ask_refund(query: CallbackQuery, callback_data: AskRefund, texts: Texts, fleet: Fleet) -> None:
    await show(query, payments.ask_refund(texts, await fleet.order(callback_data.order_id)))


async def refund(query: CallbackQuery, callback_data: RefundOrder, texts: Texts, fleet: Fleet) -> None:
    await show(query, payments.refunded(texts, await fleet.refund(callback_data.order_id)))


def payments_router() -> Router:
    router = Router(name="payments")
    router.message.register(first_page, Command(commands.QUARANTINE))
    router.callback_query.register(page, ShowQuarantine.filter())
    router.callback_query.register(held, ShowHeld.filter())
    router.callback_query.register(ask_held, AskHeld.filter())
    router.callback_query.register(resolve, ResolveHeld.filter())
    router.callback_query.register(ask_refund, AskRefund.filter())
    router.callback_query.register(refund, RefundOrder.filter())
    return router
