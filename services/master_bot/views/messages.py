"""The messages that the platform sends by itself, in the words of a salon's owner, or of the operator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from services.master_bot.views.autopay_messages import AUTOPAY_MESSAGES
from services.master_bot.views.bank_messages import BANK_MESSAGES
from services.master_bot.views.receipt_messages import RECEIPT_MESSAGES
from services.master_bot.views.removal_messages import REMOVAL_MESSAGES
from services.master_bot.views.screen import MessageScreen
from services.master_bot.views.subscription_messages import SUBSCRIPTION_MESSAGES
from services.master_bot.views.words import day
from services.shared.runtime.translations import Texts

LOG_CHARACTERS = 1500
ERROR_CHARACTERS = 500


def render_message(kind: str, facts: Mapping[str, Any], texts: Texts) -> MessageScreen:
    """The message of an outbox row. Raises KeyError for a kind that nobody has worded."""
    shown = {name: str(value) for name, value in facts.items()}
    if "error" in shown:
        shown["error"] = shown["error"][:ERROR_CHARACTERS]
    return MESSAGES[kind]({name: escape(value) for name, value in shown.items()}, texts)


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
    text = texts(
        "🚧 A payment of {amount} does not match ({reason}) and waits for you.\nPayment: <code>{payment_id}</code>",
        **facts,
    )
    number = facts.get("number")  # not in messages of the first version
    return MessageScreen(text, actions=((texts("Look at it"), f"held:{number}"),) if number else ())


def _operator_not_set_up(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    client_id = facts["client_id"]
    text = texts(
        "🚨 Paid, and no bot after five minutes: <b>{client_id}</b> ({business_name}), {amount} ₽.\n{error}", **facts
    )
    actions = [(texts("🚀 Deploy again"), f"act:{client_id}:deploy"), (texts("Open the client"), f"client:{client_id}")]
    if facts["paid"] == "True":
        actions.append((texts("💸 Give the money back"), f"ask_refund:{facts['order_id']}"))
    return MessageScreen(text.strip(), actions=tuple(actions))


def _operator_set_up_after_all(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(texts("✅ <b>{client_id}</b> has come up after {minutes} min.", **facts))


def _operator_missing_payment(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    text = texts(
        "🚨 A payment of {amount} was settled for <b>{client_id}</b>, and YooKassa does not show it as paid: {why}.\n"
        "Payment: <code>{payment_id}</code>",
        **facts,
    )
    return MessageScreen(text, actions=((texts("Open the client"), f"client:{facts['client_id']}"),))


def _operator_odd_payment(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "🤔 A payment is in a state that I do not know what to do with: {status}. Nothing was set up for it; please"
            " look at it in YooKassa's cabinet.\nPayment: <code>{payment_id}</code>",
            **facts,
        )
    )


def _operator_payment_refused(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "⚠️ YooKassa refuses to make a payment, so somebody cannot buy: {error}\nOrder: <code>{order_id}</code>",
            **facts,
        )
    )


def _operator_unreachable(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "📵 A buyer (<code>{chat_id}</code>) cannot be written to: {error}. Whoever never pressed Start in the"
            " sales bot, or has blocked it, gets no messages.",
            **facts,
        )
    )


def _operator_refunded(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    if facts["by"] == "cabinet":
        text = texts(
            "💸 {amount} ₽ were given back in YooKassa's cabinet; it is noted.\nPayment: <code>{payment_id}</code>",
            **facts,
        )
    else:
        text = texts("💸 {amount} ₽ have gone back.\nPayment: <code>{payment_id}</code>", **facts)
    if "until" in facts:
        now_until = texts("<b>{client_id}</b> is paid until {day} now.", **facts, day=day(facts, "until", texts))
        text = f"{text}\n{now_until}"
    return MessageScreen(text)


def _operator_fee_differs(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "🧾 YooKassa names another fee than before: {told} ₽ instead of {known} ₽. The ledger keeps the first;"
            " please look at it in YooKassa's register.\nPayment: <code>{payment_id}</code>",
            **facts,
        )
    )


def _operator_refund_failed(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "⚠️ {amount} ₽ could not be given back: {error}. Please decide again.\nPayment: <code>{payment_id}</code>",
            **facts,
        )
    )


def _payment_refunded(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    text = texts(
        "💸 We have sent your money for “{business_name}” back: {amount} ₽. Banks take up to a few days to show it.",
        **facts,
    )
    return MessageScreen(text + _until(facts, texts))


def _payment_refunded_in_part(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    text = texts(
        "💸 We have sent a part of your money for “{business_name}” back: {amount} ₽. Banks take up to a few days"
        " to show it.",
        **facts,
    )
    return MessageScreen(text + _until(facts, texts))


def _until(facts: Mapping[str, str], texts: Texts) -> str:
    """Nothing where no time is left, or where it has nothing to do with a bot."""
    if "until" not in facts:
        return ""
    return "\n\n" + texts("@{bot_username} is paid until {day} now.", **facts, day=day(facts, "until", texts))


MESSAGES: dict[str, Callable[[Mapping[str, str], Texts], MessageScreen]] = {
    "payment_received": _payment_received,
    "order_accepted": _order_accepted,
    "bot_ready": _bot_ready,
    "deployment_failed": _deployment_failed,
    "operator_deployment_failed": _operator_deployment_failed,
    "operator_quarantine": _operator_quarantine,
    **SUBSCRIPTION_MESSAGES,
    **AUTOPAY_MESSAGES,
    **RECEIPT_MESSAGES,
    **REMOVAL_MESSAGES,
    **BANK_MESSAGES,
    "operator_not_set_up": _operator_not_set_up,
    "operator_set_up_after_all": _operator_set_up_after_all,
    "operator_missing_payment": _operator_missing_payment,
    "operator_odd_payment": _operator_odd_payment,
    "operator_payment_refused": _operator_payment_refused,
    "operator_unreachable": _operator_unreachable,
    "operator_refunded": _operator_refunded,
    "operator_refund_failed": _operator_refund_failed,
    "operator_fee_differs": _operator_fee_differs,
    "payment_refunded": _payment_refunded,
    "payment_refunded_in_part": _payment_refunded_in_part,
}
