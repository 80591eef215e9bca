"""The bots that a buyer has, and the orders that are still open."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from aiogram.types import InlineKeyboardButton

from services.sales_bot.views import words
from services.sales_bot.views.callbacks import AutopayOff, BringOthers, LookAtOrder, Renew, ShowPlans
from services.sales_bot.views.document_callbacks import ShowDocuments
from services.shared.master_api.models import Client, Order
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows

LONGEST_METHOD = 24  # characters, as "Bank card *4477"
SHOWN = 15  # bots in one message; Telegram takes 4,096 characters and 100 buttons


def my_bots(texts: Texts, clients: Sequence[Client], orders: Sequence[Order], *, done: str = "") -> Screen:
    """``done``: what was changed just now."""
    plans = InlineKeyboardButton(text=texts("🛒 Plans"), callback_data=ShowPlans().pack())
    if not clients and not orders:
        return Screen(texts("You have no bots yet. Choose a plan, and you have one within minutes."), rows([plans]))
    parts = [*filter(None, [done]), texts("<b>My bots</b>"), *(_client(texts, client) for client in clients[:SHOWN])]
    if len(clients) > SHOWN:
        rest = len(clients) - SHOWN
        parts.append(texts.plural("… and {n} more bot", "… and {n} more bots", rest))
    parts += [
        texts("⏳ @{bot}: {name}, not paid yet", bot=escape(order.bot_username), name=escape(order.business_name))
        for order in orders[:SHOWN]
    ]
    buttons = [row for client in clients[:SHOWN] for row in _client_buttons(texts, client)]
    buttons += [[_order_button(texts, order)] for order in orders[:SHOWN]]
    if clients:
        buttons.append([InlineKeyboardButton(text=texts("🎁 Bring another owner"), callback_data=BringOthers().pack())])
    return Screen("\n\n".join(parts), rows(*buttons, [plans]))


def autopay_is_off(texts: Texts, client: Client) -> str:
    return texts(
        "✅ @{bot} does not renew itself any more. You can switch that on again when you renew it.",
        bot=escape(client.bot_username),
    )


def _client(texts: Texts, client: Client) -> str:
    lines = [f"<b>{escape(client.business_name)}</b> · @{escape(client.bot_username)}", _state(texts, client)]
    if client.subscription is not None:
        until = words.day(texts, client.subscription.paid_until, client)
        trial = client.subscription.state == "trial"
        lines.append(texts("Trial until {day}", day=until) if trial else texts("Paid until {day}", day=until))
        if client.subscription.autopay:
            method = escape((client.subscription.autopay_method or "")[:LONGEST_METHOD])
            lines.append(texts("🔁 Renews itself, {method}", method=method))
    return "\n".join(lines)


def _state(texts: Texts, client: Client) -> str:
    if client.desired_state == "deleted":
        return texts("🗑 will be deleted, unless it is renewed before")
    if client.desired_state == "suspended":
        return texts("⏸ suspended: the subscription has ended")
    if client.desired_state == "stopped":
        return texts("⏹ stopped")
    if client.subscription is not None and client.subscription.state == "read_only":
        return texts("⏸ takes no new bookings: the subscription has ended")
    if client.actual_state == "running":
        return texts("🟢 works")
    if client.actual_state == "ill":
        return texts("🔴 does not work; we are already looking into it")
    return texts("⏳ is being set up")


def _client_buttons(texts: Texts, client: Client) -> list[list[InlineKeyboardButton]]:
    renew = InlineKeyboardButton(
        text=texts("🔄 Renew @{bot}", bot=client.bot_username), callback_data=Renew(client_id=client.client_id).pack()
    )
    opens = InlineKeyboardButton(text=texts("↗️ Open"), url=f"https://t.me/{client.bot_username}")
    papers = InlineKeyboardButton(
        text=texts("📄 Documents of @{bot}", bot=client.bot_username),
        callback_data=ShowDocuments(client_id=client.client_id).pack(),
    )
    if client.subscription is None or not client.subscription.autopay:
        return [[renew, opens], [papers]]
    off = InlineKeyboardButton(
        text=texts("🔁 No automatic renewal of @{bot}", bot=client.bot_username),
        callback_data=AutopayOff(client_id=client.client_id).pack(),
    )
    return [[renew, opens], [papers], [off]]


def _order_button(texts: Texts, order: Order) -> InlineKeyboardButton:
    text = texts("💳 Order for @{bot}", bot=order.bot_username)
    return InlineKeyboardButton(text=text, callback_data=LookAtOrder(order_id=order.order_id).pack())
