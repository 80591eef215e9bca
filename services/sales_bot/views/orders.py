"""An order: how to pay, how it ended."""

from __future__ import annotations

from html import escape

from aiogram.types import InlineKeyboardButton

from services.sales_bot.views import bank, words
from services.sales_bot.views.callbacks import CancelOrder, LookAtOrder, ShowPlans, TryAgain
from services.shared.master_api.models import Order
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows


def one_moment(texts: Texts) -> Screen:
    return Screen(texts("⏳ One moment…"))


def order(texts: Texts, order: Order) -> Screen:
    """The order as it stands now."""
    if order.state == "settled":
        return _settled(texts, order)
    if order.state == "pending" and order.method == "bank":
        return bank.to_transfer(texts, order)
    if order.state == "pending" and order.confirmation_url:
        return _to_pay(texts, order, order.pay_url or order.confirmation_url)
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
    head = texts(
        "<b>{name}</b>, @{bot}\nTo pay: <b>{amount}</b>",
        name=escape(order.business_name),
        bot=escape(order.bot_username),
        amount=amount,
    )
    parts = [
        "\n".join([head, *_counted_in(texts, order)]),
        texts("After the payment the bot is set up by itself, usually within a minute. I write to you here."),
    ]
    if order.pay_url is not None:  # as code: a tap copies it, and nobody fetches it for a preview
        link = escape(order.pay_url)
        parts.append(texts("The link can be sent on to whoever pays:\n<code>{link}</code>", link=link))
    pay = InlineKeyboardButton(text=texts("💳 Pay {amount}", amount=amount), url=url)
    return Screen(
        "\n\n".join(parts),
        rows([pay], bank.offer(texts, order), [_look(texts("🔄 I have paid"), order)], [_cancel(texts, order)]),
    )


def _counted_in(texts: Texts, order: Order) -> list[str]:
    """What has made the sum smaller or the time longer."""
    lines = []
    if order.promo_code is not None:
        lines.append(texts("🎟 Promo code {code} is counted in", code=escape(order.promo_code)))
    if order.extra_days:
        lines.append(texts.plural("🎁 {n} day on top", "🎁 {n} days on top", order.extra_days))
    if order.credit:
        credit = words.money(texts, order.credit, order.currency)
        lines.append(texts("The unused days of the plan before, {credit}, are taken off", credit=credit))
    return lines


def _preparing(texts: Texts, order: Order) -> Screen:
    text = texts("⏳ One moment: the payment for @{bot} is being prepared…", bot=escape(order.bot_username))
    return Screen(text, rows([_look(texts("🔄 Look again"), order)], [_cancel(texts, order)]))


def _settled(texts: Texts, order: Order) -> Screen:
    text = texts(
        "✅ <b>{name}</b>, @{bot}: the order is complete.",
        name=escape(order.business_name),
        bot=escape(order.bot_username),
    )
    return Screen("\n".join([text, *_counted_in(texts, order)]))


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
