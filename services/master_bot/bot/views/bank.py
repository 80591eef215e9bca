"""Orders that are paid by bank invoice: the operator says that the money has come."""

from __future__ import annotations

from datetime import date
from html import escape
from uuid import UUID

from aiogram.types import InlineKeyboardButton
from babel.dates import format_date

from services.master_bot.bot.views.callbacks import AskBankPayment, ConfirmBankPayment, ShowClient
from services.master_bot.bot.views.clients import back_to_list
from services.shared.master_api.models import Order
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows


def ask_bank_payment(texts: Texts, order: Order, today: date) -> Screen:
    if order.state == "settled":
        return paid(texts, order)
    day = format_date(today, "d MMMM y", locale=texts.language)
    text = texts(
        "Has {amount} ₽ come for invoice {invoice} (“{business_name}”, @{bot})? It is noted with the date {day}.",
        amount=f"<b>{order.amount:.2f}</b>",
        invoice=order.invoice_number,
        business_name=escape(order.business_name),
        bot=escape(order.bot_username),
        day=f"<b>{day}</b>",
    )
    data = ConfirmBankPayment(order_id=UUID(order.order_id), day=today.isoformat()).pack()
    yes = InlineKeyboardButton(text=texts("✅ Yes, all of it is there"), callback_data=data)
    return Screen(text, rows([yes], [back_to_list(texts)]))


def paid(texts: Texts, order: Order) -> Screen:
    text = texts("✅ Invoice {invoice} is paid: the bot is being set up.", invoice=order.invoice_number)
    return Screen(text, rows([_to_client(texts, order)]))


def refused(texts: Texts, order_id: UUID, why: str) -> Screen:
    """The master's own line says best what is wrong."""
    again = InlineKeyboardButton(text="🔄", callback_data=AskBankPayment(order_id=order_id).pack())
    return Screen(texts("⚠️ Not noted: {why}", why=escape(why)), rows([again, back_to_list(texts)]))


def _to_client(texts: Texts, order: Order) -> InlineKeyboardButton:
    if order.client_id is None:
        return back_to_list(texts)
    data = ShowClient(client_id=order.client_id).pack()
    return InlineKeyboardButton(text=texts("⬅️ To the client"), callback_data=data)
