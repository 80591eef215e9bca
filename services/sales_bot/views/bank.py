"""Paying by bank invoice: what happens next, and why it cannot be done."""

from __future__ import annotations

from html import escape

from aiogram.types import InlineKeyboardButton

from services.sales_bot.views import problems, words
from services.sales_bot.views.callbacks import CancelOrder, LookAtOrder
from services.sales_bot.views.document_callbacks import PayByBank, SendPaper
from services.shared.master_api.errors import MasterApiRefused
from services.shared.master_api.models import Order
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows


def offer(texts: Texts, order: Order) -> list[InlineKeyboardButton]:
    """The button at the point where one pays; none where invoices are not offered."""
    if not order.bank_invoice_offered:
        return []
    data = PayByBank(order_id=order.order_id).pack()
    return [InlineKeyboardButton(text=texts("🏦 Pay by bank invoice (for companies)"), callback_data=data)]


def to_transfer(texts: Texts, order: Order) -> Screen:
    """An order that waits for its transfer."""
    text = texts(
        "<b>{name}</b>, @{bot}\nInvoice {invoice}, to pay: <b>{amount}</b>\n\n"
        "Transfer the money from your company's account by this invoice within 14 days; the bot is kept for you. Banks"
        " take up to three working days. When the money has come, the bot is set up and I write to you here.",
        name=escape(order.business_name),
        bot=escape(order.bot_username),
        invoice=order.invoice_number,
        amount=words.money(texts, order.amount, order.currency),
    )
    send = InlineKeyboardButton(text=texts("📄 Send the invoice"), callback_data=paper("invoice", order.order_id))
    look = InlineKeyboardButton(text=texts("🔄 Look again"), callback_data=LookAtOrder(order_id=order.order_id).pack())
    cancel = InlineKeyboardButton(
        text=texts("✖️ Cancel the order"), callback_data=CancelOrder(order_id=order.order_id).pack()
    )
    return Screen(text, rows([send], [look], [cancel]))


def refused(texts: Texts, error: MasterApiRefused, order: Order) -> Screen:
    """Why there is no invoice; the order can be paid as before."""
    kinds = {
        "documents-not-offered": texts("Bank invoices are not offered here. Please pay in another way."),
        "bank-invoice-open": texts(
            "You have an invoice for another bot that is not paid yet. Pay it or cancel that order first: “🤖 My bots”."
        ),
        "not-possible-now": texts("This order cannot be paid by bank invoice. Please pay in another way."),
    }
    back = InlineKeyboardButton(text=texts("⬅️ To the order"), callback_data=LookAtOrder(order_id=order.order_id).pack())
    return Screen(kinds.get(error.kind) or problems.why(texts, error), rows([back]))


def paper(kind: str, order_id: str) -> str:
    return SendPaper(kind="act" if kind == "act" else "invoice", order_id=order_id).pack()
