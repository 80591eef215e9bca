"""The operator says that the money of a bank invoice has come."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.types import CallbackQuery

from services.master_bot.bot.fleet import Fleet
from services.master_bot.bot.views import bank
from services.master_bot.bot.views.callbacks import AskBankPayment, ConfirmBankPayment
from services.shared.master_api.errors import MasterApiRefused
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show

BANKS = ZoneInfo("Europe/Moscow")  # by whose days money is transferred


async def ask(query: CallbackQuery, callback_data: AskBankPayment, texts: Texts, fleet: Fleet) -> None:
    order = await fleet.order(callback_data.order_id)
    await show(query, bank.ask_bank_payment(texts, order, datetime.now(BANKS).date()))


async def confirm(query: CallbackQuery, callback_data: ConfirmBankPayment, texts: Texts, fleet: Fleet) -> None:
    """All of the sum, on the day that was asked about; a second tap changes nothing."""
    order = await fleet.order(callback_data.order_id)
    try:
        day = date.fromisoformat(callback_data.day)
        order = await fleet.confirm_bank_payment(order, day, operator=query.from_user.id)
    except ValueError:
        await show(query, bank.ask_bank_payment(texts, order, datetime.now(BANKS).date()))
    except MasterApiRefused as refused:
        if refused.temporary:
            raise
        await show(query, bank.refused(texts, callback_data.order_id, str(refused)))
    else:
        await show(query, bank.paid(texts, order))


def bank_router() -> Router:
    router = Router(name="bank")
    router.callback_query.register(ask, AskBankPayment.filter())
    router.callback_query.register(confirm, ConfirmBankPayment.filter())
    return router
