"""Figures, quarantine, and what is said when something is not possible."""

from __future__ import annotations

from html import escape

from aiogram.types import InlineKeyboardButton
from babel.dates import format_datetime

from services.master_bot.bot.views.callbacks import ShowNumbers, ShowQuarantine
from services.master_bot.bot.views.clients import AGAIN, back_to_list
from services.shared.master_api.errors import MasterApiAway, MasterApiRefused
from services.shared.master_api.models import Json, Page, QuarantinedPayment
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows

PAYMENTS_SHOWN = 15


def numbers(texts: Texts, figures: Json) -> Screen:
    """``{"clients.running": 12, …}`` as a table: a line a figure, a heading a group."""
    groups: dict[str, list[str]] = {}
    for name, value in figures.items():
        group, _, label = name.rpartition(".")
        groups.setdefault(group, []).append(f"{escape(label)}: <b>{escape(str(value))}</b>")
    parts = ["\n".join([f"<u>{escape(_group(texts, group))}</u>", *lines]) for group, lines in groups.items()]
    again = InlineKeyboardButton(text=AGAIN, callback_data=ShowNumbers().pack())
    text = "\n\n".join([texts("<b>Figures</b>"), *parts]) if parts else texts("There are no figures yet.")
    return Screen(text, rows([again, back_to_list(texts)]))


def quarantine(texts: Texts, page: Page[QuarantinedPayment]) -> Screen:
    """The open ones; they are resolved by the command line or the API."""
    again = InlineKeyboardButton(text=AGAIN, callback_data=ShowQuarantine().pack())
    buttons = rows([again, back_to_list(texts)])
    if not page.items:
        return Screen(texts("No payment waits for a human. 👌"), buttons)
    parts = [texts("<b>Payments that need a human</b>")]
    parts += [_payment(texts, payment) for payment in page.items[:PAYMENTS_SHOWN]]
    if len(page.items) > PAYMENTS_SHOWN or page.next_cursor:
        parts.append(texts("… and more"))
    return Screen("\n\n".join(parts), buttons)


def not_for_you(texts: Texts) -> str:
    return texts("This bot is for the people who run the platform. To get a booking bot, please use our sales bot.")


def lost(texts: Texts) -> Screen:
    return Screen(texts("This button is out of date."), rows([back_to_list(texts)]))


def problem(texts: Texts, error: Exception) -> Screen:
    return Screen(_why(texts, error), rows([back_to_list(texts)]))


def _why(texts: Texts, error: Exception) -> str:
    if isinstance(error, MasterApiAway):
        return texts("The master API does not answer. Does it run? (<code>make status</code>)")
    if isinstance(error, MasterApiRefused) and error.problem.status == 404:
        return texts("There is no such client (any more).")
    if isinstance(error, MasterApiRefused) and error.problem.status == 504:
        return texts("The deploy worker does not answer. Does it run? (<code>make status</code>)")
    if isinstance(error, MasterApiRefused):
        return texts("The master API refuses: {reason}", reason=f"<code>{escape(str(error))}</code>")
    return texts("Something went wrong; it is in the log of this bot.")


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
        "order_closed": texts("the order was closed already"),
    }
    return words.get(reason, escape(reason))


def _group(texts: Texts, group: str) -> str:
    words = {
        "clients": texts("Clients"),
        "orders": texts("Orders"),
        "deployments": texts("Deployments"),
        "outbox": texts("Messages"),
        "quarantine": texts("Quarantine"),
        "money": texts("Money, ₽"),
    }
    return words.get(group, group)
