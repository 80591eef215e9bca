"""An order: what was chosen, how to pay, how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from aiogram.types import InlineKeyboardButton

from services.sales_bot.basket import Basket
from services.sales_bot.views import words
from services.sales_bot.views.callbacks import CancelOrder, LookAtOrder, ShowPlans, TryAgain
from services.sales_bot.views.menu import main_keyboard
from services.shared.master_api.models import Order, Plan
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows


def summary(texts: Texts, basket: Basket, plans: Iterable[Plan]) -> Screen:
    """What is about to be ordered."""
    plan = next((plan for plan in plans if plan.code == basket.plan), None)
    chosen = f"{words.title(texts, plan)}, {words.price(texts, plan)}" if plan else str(basket.plan)
    lines = [
        texts("<b>Your order</b>"),
        texts("Plan: {plan}", plan=escape(chosen)),
        texts("Business: {name}", name=escape(basket.business_name or "")),
    ]
    if basket.bot is not None:
        lines.append(texts("Bot: @{bot}", bot=escape(basket.bot.username)))
    return Screen("\n".join(lines), main_keyboard(texts))


def one_moment(texts: Texts) -> Screen:
    return Screen(texts("⏳ One moment…"))


def order(texts: Texts, order: Order) -> Screen:
    """The order as it stands now."""
    if order.state == "settled":
        return _settled(texts, order)
    if order.state == "pending" and order.confirmation_url:
        return _to_pay(texts, order, order.confirmation_url)
    if order.state in {"preparing", "pending"}:
        return _preparing(texts, order)
    return _ended(texts, order)


def gone(texts: Texts) -> Screen:
    return Screen(texts("There is no such order any more."), rows([_plans(texts)]))


def not_placed(texts: Texts, why: str) -> Screen:
    """The order is not there yet; everything that was chosen is kept."""
    text = texts("{why}\n\nNothing was charged, and what you chose is kept.", why=why)
    again = InlineKeyboardButton(text=texts("🔄 Try again"), callback_data=TryAgain().pack())
    return Screen(text, rows([again], [_plans(texts)]))


def _to_pay(texts: Texts, order: Order, url: str) -> Screen:
    amount = words.money(texts, order.amount, order.currency)
    text = texts(
        "<b>{name}</b>, @{bot}\nTo pay: <b>{amount}</b>\n\n"
        "After the payment the bot is set up by itself, usually within a minute. I write to you here.",
        name=escape(order.business_name),
        bot=escape(order.bot_username),
        amount=amount,
    )
    pay = InlineKeyboardButton(text=texts("💳 Pay {amount}", amount=amount), url=url)
    return Screen(text, rows([pay], [_look(texts("🔄 I have paid"), order)], [_cancel(texts, order)]))


def _preparing(texts: Texts, order: Order) -> Screen:
    text = texts("⏳ One moment: the payment for @{bot} is being prepared…", bot=escape(order.bot_username))
    return Screen(text, rows([_look(texts("🔄 Look again"), order)], [_cancel(texts, order)]))


def _settled(texts: Texts, order: Order) -> Screen:
    text = texts(
        "✅ <b>{name}</b>, @{bot}: the order is complete.",
        name=escape(order.business_name),
        bot=escape(order.bot_username),
    )
    return Screen(text)


def _ended(texts: Texts, order: Order) -> Screen:
    reasons = {
        "canceled": texts("The order for @{bot} was cancelled.", bot=escape(order.bot_username)),
        "expired": texts("The order for @{bot} has expired: it was not paid in time.", bot=escape(order.bot_username)),
        "refunded": texts("The payment for @{bot} was given back.", bot=escape(order.bot_username)),
    }
    refused = texts("The payment for @{bot} was refused. Nothing was charged.", bot=escape(order.bot_username))
    return Screen(reasons.get(order.state, refused), rows([_plans(texts)]))


def _look(text: str, order: Order) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=LookAtOrder(order_id=order.order_id).pack())


def _cancel(texts: Texts, order: Order) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=texts("✖️ Cancel the order"), callback_data=CancelOrder(order_id=order.order_id).pack()
    )


def _plans(texts: Texts) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=texts("🛒 Plans"), callback_data=ShowPlans().pack())
