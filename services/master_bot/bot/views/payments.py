"""Payments that need a human, and money that goes back."""

from __future__ import annotations

from html import escape
from uuid import UUID

from aiogram.types import InlineKeyboardButton
from babel.dates import format_datetime

from services.master_bot.bot.views.callbacks import (
    AskHeld,
    RefundOrder,
    ResolveHeld,
    ShowClient,
    ShowHeld,
    ShowQuarantine,
)
from services.master_bot.bot.views.clients import AGAIN, back_to_list
from services.shared.master_api.models import Order, Page, QuarantinedPayment
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows

LONGEST_WORD = 300
NOTHING_TO_GIVE = {"wrong_shop", "wrong_mode", "wrong_currency", "unknown_order", "money_went_back"}


def quarantine(texts: Texts, page: Page[QuarantinedPayment], *, first: bool = True) -> Screen:
    """The open ones, each with a button."""
    turning = [] if first else [_button(texts("⏮ From the start"), ShowQuarantine().pack())]
    if page.next_cursor:
        turning.append(_button(texts("More ▶️"), ShowQuarantine(cursor=page.next_cursor).pack()))
    below = [_button(AGAIN, ShowQuarantine().pack()), back_to_list(texts)]
    if not page.items:
        return Screen(texts("No payment waits for a human. 👌"), rows(turning, below))
    parts = [texts("<b>Payments that need a human</b>"), *(_payment(texts, payment) for payment in page.items)]
    opening = [
        [_button(f"#{payment.id} · {_amount(payment)}", ShowHeld(number=payment.id).pack())] for payment in page.items
    ]
    return Screen("\n\n".join(parts), rows(*opening, turning, below))


def held(texts: Texts, payment: QuarantinedPayment) -> Screen:
    lines = [_payment(texts, payment), "", texts("Sum: {amount}", amount=f"<b>{escape(_amount(payment))}</b>")]
    expected = payment.facts.get("expected_amount")
    if expected:
        lines.append(texts("The order says: {amount}", amount=escape(str(expected))))
    lines += ["", _outcome(texts, payment)]
    deciding = [] if payment.state != "open" or payment.resolution else _ways(texts, payment)
    below = [_button(AGAIN, ShowHeld(number=payment.id).pack()), _back(texts)]
    return Screen("\n".join(lines), rows(*[[button] for button in deciding], below))


def ask_held(texts: Texts, payment: QuarantinedPayment, way: str) -> Screen:
    amount = escape(_amount(payment))
    if way == "refund":
        text = texts("Give {amount} of payment #{number} back to the buyer?", amount=amount, number=payment.id)
        yes = texts("💸 Yes, give it back")
    else:
        text = texts(
            "Let payment #{number} ({amount}) count for one more period of the order's plan?",
            amount=amount,
            number=payment.id,
        )
        yes = texts("➕ Yes, one more period")
    data = ResolveHeld(number=payment.id, way="refund" if way == "refund" else "extend").pack()
    no = _button(texts("⬅️ Back"), ShowHeld(number=payment.id).pack())
    return Screen(text, rows([InlineKeyboardButton(text=yes, callback_data=data, style="danger")], [no]))


def ask_refund(texts: Texts, order: Order) -> Screen:
    text = texts(
        "Give {amount} ₽ for “{business_name}” back to the buyer? The period that was paid ends with it.",
        amount=f"{order.amount:.2f}",
        business_name=escape(order.business_name),
    )
    data = RefundOrder(order_id=UUID(order.order_id)).pack()
    yes = InlineKeyboardButton(text=texts("💸 Yes, give it back"), callback_data=data, style="danger")
    return Screen(text, rows([yes], [_to_client(texts, order)]))


def refunded(texts: Texts, order: Order) -> Screen:
    if order.state == "refunded":
        text = texts("💸 Done: the money is on its way back.")
    else:
        text = texts("⏳ YooKassa has not confirmed the refund yet. I go on by myself and write how it ended.")
    return Screen(text, rows([_to_client(texts, order)]))


def _ways(texts: Texts, payment: QuarantinedPayment) -> list[InlineKeyboardButton]:
    ways = [_button(texts("💸 Give the money back"), AskHeld(number=payment.id, way="refund").pack())]
    if payment.order_id is not None and payment.reason not in NOTHING_TO_GIVE:
        ways.append(_button(texts("➕ One more period"), AskHeld(number=payment.id, way="extend").pack()))
    return ways


def _outcome(texts: Texts, payment: QuarantinedPayment) -> str:
    if payment.state == "open":
        if payment.resolution == "refund":
            return texts("⏳ YooKassa has not confirmed the refund yet. I go on by myself and write how it ended.")
        return texts("Nothing was set up for it. What shall become of the money?")
    words = {"refund": texts("💸 The money has gone back."), "extend": texts("➕ It counts for one more period.")}
    word = payment.resolution or ""
    return words.get(word) or texts("Closed: {word}", word=escape(word[:LONGEST_WORD]))


def _payment(texts: Texts, payment: QuarantinedPayment) -> str:
    at = format_datetime(payment.created_at, "d MMM, HH:mm", locale=texts.language)
    lines = [
        f"#{payment.id} · {at} UTC · <b>{_reason(texts, payment.reason)}</b>",
        f"<code>{escape(payment.payment_id)}</code>",
    ]
    if payment.order_id:
        lines.append(texts("Order: {order}", order=f"<code>{escape(payment.order_id)}</code>"))
    return "\n".join(lines)


def _reason(texts: Texts, reason: str) -> str:
    words = {
        "wrong_payment": texts("not the payment of its order"),
        "wrong_amount": texts("wrong amount"),
        "wrong_currency": texts("wrong currency"),
        "wrong_shop": texts("another shop's payment"),
        "wrong_mode": texts("test and real money mixed up"),
        "wrong_order": texts("names another order"),
        "unknown_order": texts("no such order here"),
        "bot_taken": texts("the bot belongs to another client by now"),
        "credit_gone": texts("a change of plan whose old plan has changed meanwhile"),
        "order_closed": texts("a second payment: the order was closed already"),
        "client_gone": texts("the client was deleted"),
        "money_went_back": texts("the money went back before it was settled"),
    }
    return words.get(reason, escape(reason))


def _amount(payment: QuarantinedPayment) -> str:
    amount, currency = payment.facts.get("amount"), payment.facts.get("currency")
    return f"{amount} {currency}" if amount and currency else "—"


def _to_client(texts: Texts, order: Order) -> InlineKeyboardButton:
    if order.client_id is None:
        return back_to_list(texts)
    return _button(texts("⬅️ To the client"), ShowClient(client_id=order.client_id).pack())


def _back(texts: Texts) -> InlineKeyboardButton:
    return _button(texts("⬅️ Quarantine"), ShowQuarantine().pack())


def _button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data)
