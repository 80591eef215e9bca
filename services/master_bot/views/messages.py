"""The messages that the platform sends by itself, in the words of a salon's owner, or of the operator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from services.master_bot.views.autopay_messages import AUTOPAY_MESSAGES
from services.master_bot.views.screen import MessageScreen
from services.master_bot.views.subscription_messages import SUBSCRIPTION_MESSAGES
from services.shared.runtime.translations import Texts

LOG_CHARACTERS = 1500


def render_message(kind: str, facts: Mapping[str, Any], texts: Texts) -> MessageScreen:
    """The message of an outbox row. Raises KeyError for a kind that nobody has worded."""
    return MESSAGES[kind]({name: escape(str(value)) for name, value in facts.items()}, texts)


def _payment_received(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "✅ Payment received. Your bot for “{business_name}” is being set up: this takes about a minute,"
            " and I will write as soon as it is ready.",
            **facts,
        )
    )


def _order_accepted(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "✅ Done. Your bot for “{business_name}” is being set up: this takes about a minute,"
            " and I will write as soon as it is ready.",
            **facts,
        )
    )


def _bot_ready(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    address = f"https://t.me/{facts['bot_username']}"
    text = texts(
        "🎉 Your bot @{bot_username} is ready and takes bookings.\n\nOpen it and press Start: you are its owner,"
        " so it shows you services, hours and bookings. Then send the link to your customers.",
        **facts,
    )
    return MessageScreen(text, ((texts("Open the bot"), address),))


def _deployment_failed(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "⚠️ Your payment has arrived, but the bot for “{business_name}” could not be set up yet. The operator has"
            " been told and looks into it; nothing is lost. You need not do anything.",
            **facts,
        )
    )


def _operator_deployment_failed(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    text = texts("⚠️ <b>{client_id}</b>: the deployment failed.\n{error}", **facts)
    tail = facts.get("log_tail", "")[-LOG_CHARACTERS:]
    return MessageScreen(f"{text}\n<pre>{tail}</pre>" if tail else text)


def _operator_quarantine(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "🚧 A payment of {amount} does not match ({reason}) and waits for you.\nPayment: <code>{payment_id}</code>",
            **facts,
        )
    )


MESSAGES: dict[str, Callable[[Mapping[str, str], Texts], MessageScreen]] = {
    "payment_received": _payment_received,
    "order_accepted": _order_accepted,
    "bot_ready": _bot_ready,
    "deployment_failed": _deployment_failed,
    "operator_deployment_failed": _operator_deployment_failed,
    "operator_quarantine": _operator_quarantine,
    **SUBSCRIPTION_MESSAGES,
    **AUTOPAY_MESSAGES,
}
